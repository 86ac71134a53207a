"""Telling database errors apart by constraint, without reading their text aloud."""

from django.db import IntegrityError


def is_refused_by(error: IntegrityError, constraint: str) -> bool:
    """True when this constraint (by its name in the database) refused the write."""
    return str(error).endswith(f" {constraint}")
