"""Django's PostgreSQL backend with two manners of this house: see base.py."""
