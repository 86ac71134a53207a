"""The random wait between a worker's word and a partner's page, so that the day says nothing. Pure but for chance."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from saphan.release.thresholds import DEFAULT, Thresholds


def random_days(thresholds: Thresholds = DEFAULT) -> int:
    """Between 3 and 14 days, each as likely, by the system's source of chance. Source: domain model §5."""
    least, most = thresholds.delay_days_least, thresholds.delay_days_most
    return least + secrets.randbelow(most - least + 1)


def earliest_day(
    written_on: date, wait_days: int, quarrels_on: Iterable[date | None], thresholds: Thresholds = DEFAULT
) -> date:
    """The first day on which a draft may go out: its wait is over, and 14 days have passed since every known quarrel.

    wait_days: 0 when she and the verifier waived the wait; a quarrel is never waived.
    quarrels_on: days on which a worker behind it is known to have quarrelled with management; None for no quarrel.
    """
    after_quarrels = [day + timedelta(days=thresholds.quarrel_days) for day in quarrels_on if day is not None]
    return max([written_on + timedelta(days=wait_days), *after_quarrels])
