"""Recruiters, employers and those who help: found in any spelling, with licence facts and their source."""
