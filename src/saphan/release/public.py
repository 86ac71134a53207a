"""What the public may read of a count: nothing below 11, once a month, and only when 11 are new. Pure."""

from dataclasses import dataclass
from datetime import date

from saphan.release.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True, slots=True)
class Released:
    """A count as last counted for the public, and the day. Show it through `shown`."""

    count: int
    on: date


def shown(count: int, thresholds: Thresholds = DEFAULT) -> int | None:
    """The count, or None for "fewer than 11". Source: domain model §5."""
    return count if count >= thresholds.public_cell else None


def next_release(count: int, last: Released | None, today: date, thresholds: Thresholds = DEFAULT) -> Released | None:
    """What is public from `today` on: the last release, or a new one in a later month with at least 11 people new.

    The first release needs no former one. A fall of 11 or more is released too; a smaller one would show who left.
    """
    if last is None:
        return Released(count, today) if shown(count, thresholds) is not None else None
    if _month(today) <= _month(last.on):
        return last
    if abs(count - last.count) < thresholds.public_new:
        return last
    return Released(count, today)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
