"""ISO weeks as numbers since Monday 5 January 1970, and back. Pure."""

from datetime import date, timedelta
from typing import Final

FIRST: Final = date(1970, 1, 5)


def week_of(day: date) -> int:
    """The number of the ISO week in which a day lies."""
    return (day - FIRST).days // 7


def monday_of(week: int) -> date:
    """The first day of a week."""
    return FIRST + timedelta(weeks=week)
