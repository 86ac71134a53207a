"""Two figures side by side: which is larger, by how much, and whether numbers of this size can show it at all. Pure.

Two shares or medians differ where their 95 % intervals do not overlap: a careful rule, which sees less than a test
would. Counts are not estimates; they differ where rounding cannot have made the difference.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing.reading import Edition, Figure
from saphan.release.thresholds import DEFAULT

ROUNDED = 2 * DEFAULT.public_rounding  # below, the rounding of both may be all of it
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Finding(StrEnum):
    MORE = "more"
    FEWER = "fewer"
    SAME = "same"  # no change that numbers of this size can show
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Compared:
    """finding: of `after` against `before`. difference: in the indicator's unit; None where one of both is not known.

    overlap: of the intervals; None where there are none.
    """

    before: Figure
    after: Figure
    finding: Finding
    difference: float | None
    overlap: bool | None


def compare(before: Figure, after: Figure) -> Compared:
    if before.value is None or after.value is None:
        return Compared(before, after, Finding.NOT_KNOWN, None, None)
    difference, overlap = after.value - before.value, overlapping(before, after)
    is_counted = catalogue()[after.indicator].shape == "count"
    is_shown = abs(difference) >= ROUNDED if is_counted else overlap is False
    finding = (Finding.MORE if difference > 0 else Finding.FEWER) if is_shown else Finding.SAME
    return Compared(before, after, finding, difference, overlap)


def overlapping(one: Figure, other: Figure) -> bool | None:
    """None where one of both has no interval: a count, or too few to say how sure it is."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    return one.low <= other.high and other.low <= one.high


def of_a_year(edition: Edition, indicator: str, code: str = "") -> Compared | None:
    """The last quarter that has ended and is known, else the last such year, against the same a year before.

    None where none is known.
    """
    of_both = (*years(edition, indicator, code), *edition.over_time(indicator, code))
    ended = [each for each in of_both if has_ended(each.period, edition.month)]
    last = next((each for each in reversed(ended) if each.value is not None), None)
    if last is None:
        return None
    return compare(edition.figure(indicator, code, year_before(last.period)), last)


def years(edition: Edition, indicator: str, code: str = "") -> tuple[Figure, ...]:
    """The oldest first."""
    kept = (one for key, one in edition.figures.items() if key[:2] == (indicator, code) and len(key[2]) == len("2026"))
    return tuple(sorted(kept, key=lambda one: one.period))


def year_before(period: str) -> str:
    """`2025-Q3` of `2026-Q3`; `2025` of `2026`."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def has_ended(period: str, month: date) -> bool:
    """Whether all of a quarter or year is counted at the end of this month."""
    found = QUARTER.fullmatch(period)
    year, last = (int(found[1]), 3 * int(found[2])) if found else (int(period[:4]), 12)
    return (year, last) <= (month.year, month.month)


def months_since(period: str, month: date) -> int:
    """From its last month to this one: how much time what began in it had to end."""
    found = QUARTER.fullmatch(period)
    last = 3 * int(found[2]) if found else 12
    return (month.year - int(period[:4])) * 12 + month.month - last
