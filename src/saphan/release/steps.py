"""Counts that a partner watches move in steps, so that one new voice cannot be seen arriving. Pure."""

from dataclasses import dataclass
from datetime import date

from saphan.release.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True, slots=True)
class Shown:
    """A count and the day on which somebody was first shown it."""

    count: int
    on: date


def next_shown(count: int, shown: Shown | None, today: date, thresholds: Thresholds = DEFAULT) -> Shown | None:
    """What a partner may be shown today of `count` people; None while it is below the partner's smallest cell.

    A shown count stands until at least 5 are new *and* at least 28 days have passed. It never falls: people who took
    their word back are not to be seen leaving either. Source: domain model §5.
    """
    if shown is None:
        return Shown(count, today) if count >= thresholds.partner_cell else None
    enough_new = count - shown.count >= thresholds.partner_step_new
    long_enough = (today - shown.on).days >= thresholds.partner_step_days
    return Shown(count, today) if enough_new and long_enough else shown
