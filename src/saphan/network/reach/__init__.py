"""Reach: where people were met, in which language and when, and where nobody ever was. No person stands in it."""
