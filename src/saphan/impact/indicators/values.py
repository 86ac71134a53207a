"""From sums to figures that can be read: numerator, denominator, how many stand behind, and how sure it is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import comb, floor, sqrt

from saphan.casework.suggesting.interval import Z, wilson
from saphan.impact.facts import month_of, next_month
from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.folding import Cell, Sums

EXACT = 1000  # above, ranks come from the normal approximation
ONE_IN = 40  # 2.5 % on either side


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. value: a share 0 to 1, a number, or the median of days; None when nothing stands behind it.

    n: how many subjects (or acts) it rests on. low, high: 95 %; None for counts, and where too few stand behind.
    """

    indicator: str
    code: str
    numerator: int
    denominator: int
    n: int
    value: float | None
    low: float | None = None
    high: float | None = None


def values(
    tally: Mapping[Cell, Sums],
    catalogue: Catalogue,
    until: date,
    cohorts: Iterable[date] | None = None,
    as_of: date | None = None,
) -> dict[tuple[str, str], Value]:
    """Figures as of the end of a month, by indicator and code. cohorts: only of what began in these months.

    as_of: the day on which it is asked who still waits; the last of that month when it is not said.
    """
    wanted = None if cohorts is None else set(cohorts)
    sums: dict[tuple[str, str], Sums] = {}
    for cell, changed in reckoned(tally, catalogue, as_of or last_of_month(until)).items():
        if cell.month <= until and (wanted is None or cell.cohort in wanted):
            sums.setdefault((cell.indicator, cell.code), Sums()).plus(changed)
    return {key: value(catalogue[key[0]].shape, *key, one) for key, one in sums.items() if not one.is_nothing}


def last_of_month(day: date) -> date:
    return next_month(month_of(day)) - timedelta(days=1)


def reckoned(tally: Mapping[Cell, Sums], catalogue: Catalogue, today: date) -> dict[Cell, Sums]:
    """The same, where it is asked who still waits with how many do so too long today in place of since when."""
    return {cell: _late(catalogue[cell.indicator], sums, today) for cell, sums in tally.items()}


def _late(one: Indicator, sums: Sums, today: date) -> Sums:
    if not one.waits or one.within is None:
        return sums
    before = today.toordinal() - one.within
    late = sum(number for since, number in sums.days.items() if since < before)
    return replace(sums, numerator=late, days=Counter())


def value(shape: str, indicator: str, code: str, sums: Sums) -> Value:
    top, bottom = sums.numerator, sums.denominator
    if shape == "count":
        return Value(indicator, code, top, bottom, top, top)
    if shape == "share":
        ends = wilson(top, bottom) if bottom else (None, None)
        return Value(indicator, code, top, bottom, bottom, top / bottom if bottom else None, *ends)
    return Value(indicator, code, top, bottom, top, *median(sums.days))


def median(days: Counter[int]) -> tuple[float | None, float | None, float | None]:
    """The median, and the order statistics between which it lies at 95 %; those from six on.

    Source: distribution-free interval by the binomial with p = ½, as in H. A. David, Order Statistics (1981).
    """
    n = days.total()
    if not n:
        return None, None, None
    middle = (_at(days, (n + 1) // 2) + _at(days, n // 2 + 1)) / 2
    rank = _rank(n)
    return (middle, _at(days, rank), _at(days, n + 1 - rank)) if rank else (middle, None, None)


def _rank(n: int) -> int:
    """The largest r for which fewer than 2.5 % of samples have the median below the r-th smallest; 0 when none."""
    if n > EXACT:
        return max(floor(n / 2 - Z * sqrt(n) / 2), 1)
    below = 0
    for rank in range(n):
        below += comb(n, rank)
        if below * ONE_IN > 2**n:
            return rank
    return 0


def _at(days: Counter[int], rank: int) -> int:
    """The rank-th smallest, from 1."""
    passed = 0
    for each in sorted(days):
        passed += days[each]
        if passed >= rank:
            return each
    raise IndexError(rank)
