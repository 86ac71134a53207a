"""Months as a list to choose from: the newest first, then whole years. Pure."""

from calendar import monthrange
from datetime import date

BACK = 24  # months
YEARS = 10


def to_choose(today: date) -> list[date]:
    """First days of this month and the BACK months before it, then of earlier years."""
    months = [_earlier(today, count) for count in range(BACK + 1)]
    return months + [date(months[-1].year - count, 1, 1) for count in range(1, YEARS + 1)]


def last_day_of(month: date, today: date) -> date:
    """Where a period ends that ends in this month; never after today."""
    return min(month.replace(day=monthrange(month.year, month.month)[1]), today)


def _earlier(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
