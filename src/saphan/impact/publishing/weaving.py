"""From the tally to one web of numbers: every number that a figure is made of, and every sum that a reader knows. Pure.

A number's name is indicator, part, code and period. Where two mean the same and come to the same they are one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.publishing import parts, periods
from saphan.impact.publishing.meaning import Meaning, Meanings, adds_up
from saphan.impact.publishing.periods import ALL, Periods, quarter_of, year_of
from saphan.release.linked import Number, Stands, Web
from saphan.release.thresholds import DEFAULT, Thresholds

TOGETHER = ""
UNCODED = "none"
ByPlace = dict[tuple[str, str], Sums]  # of one indicator, by code and period


@dataclass(frozen=True, slots=True)
class Woven:
    """web: under the first name of each number. first: every name → the first of the same number."""

    periods: Periods
    web: Web
    first: Mapping[str, str]

    def before(self, former: Mapping[str, Stands]) -> dict[str, Stands]:
        """What was told before, under the names that stand now."""
        known: dict[str, Stands] = {}
        for name, stands in former.items():
            known.setdefault(self.first.get(name, name), stands)
        return known | {name: former[name] for name in self.web.numbers if name in former}

    def under_every_name(self, now: Mapping[str, Stands]) -> dict[str, Stands]:
        gone = {name: stands for name, stands in now.items() if name not in self.first}
        return gone | {name: now[first] for name, first in self.first.items() if first in now}


def name_of(indicator: str, part: str, code: str, period: str) -> str:
    return f"{indicator}.{part}|{code}|{period}"


def weave(tally: Mapping[Cell, Sums], catalogue: Catalogue, month: date, thresholds: Thresholds = DEFAULT) -> Woven:
    """tally: of the months until then. An indicator behind which too few stand in all is left out as a whole."""
    known = periods.until(month, (cell.cohort for cell in tally))
    by_quarter: dict[str, ByPlace] = {}
    for cell, sums in tally.items():
        code = cell.code or (UNCODED if catalogue[cell.indicator].by else TOGETHER)
        places = by_quarter.setdefault(cell.indicator, {})
        places.setdefault((code, quarter_of(cell.cohort)), Sums()).plus(sums)
    weaver = _Weaver(catalogue, known)
    for one in catalogue.indicators:
        places = by_quarter.get(one.id, {})
        if sum(sums.subjects for sums in places.values()) >= thresholds.public_cell:
            weaver.take(one, places)
    return weaver.woven()


class _Weaver:
    def __init__(self, catalogue: Catalogue, known: Periods) -> None:
        self._meant, self._periods = Meanings(catalogue), known
        self._numbers: dict[str, Number] = {}
        self._sums: list[tuple[str, tuple[str, ...]]] = []
        self._same_as: dict[str, str] = {}
        self._meanings: dict[tuple[Meaning, Number], str] = {}

    def take(self, one: Indicator, by_quarter: ByPlace) -> None:
        codes = sorted({code for code, _ in by_quarter}) if one.by else []
        every = _every_place(by_quarter, codes, self._periods, adds_up(one))
        for (code, period), sums in every.items():
            named = parts.numbers_of(one, sums)
            for part, number in named.items():
                self._add(name_of(one.id, part, code, period), number, self._meant.of(one, part, code, period))
            self._sums += _sums_at(one, code, period, list(named), every, self._periods, codes)

    def _add(self, name: str, number: Number, meant: Meaning | None) -> None:
        self._numbers[name] = number
        self._same_as[name] = name if meant is None else self._meanings.setdefault((meant, number), name)

    def _first(self, name: str) -> str:
        while (same := self._same_as[name]) != name:
            name = same
        return name

    def woven(self) -> Woven:
        """A total of one part is that part. A number is worth as many figures as it stands behind."""
        for total, some in self._sums:
            if len(some) == 1 and self._first(total) != self._first(some[0]):
                self._same_as[self._first(some[0])] = self._first(total)
        first = {name: self._first(name) for name in self._numbers}
        sums = {(first[total], tuple(sorted({first[part] for part in some}))) for total, some in self._sums}
        kept = sorted(one for one in sums if len(one[1]) > 1)
        often = Counter(first.values())
        numbers = {name: replace(self._numbers[name], worth=many) for name, many in often.items()}
        return Woven(self._periods, Web(numbers, kept), first)


def _every_place(by_quarter: ByPlace, codes: list[str], known: Periods, whole: bool) -> ByPlace:
    """Each code by year, and all together by quarter as well."""
    every: ByPlace = {}
    if whole or not codes:
        every |= {(TOGETHER, period): Sums() for period in known.every}
    every |= {(code, period): Sums() for code in codes for period in known.long}
    for (code, quarter), sums in by_quarter.items():
        for place in (
            (TOGETHER, quarter),
            *((each, at) for each in {TOGETHER, code} for at in (ALL, year_of(quarter))),
        ):
            if place in every:
                every[place].plus(sums)
    return every


def _sums_at(
    one: Indicator, code: str, period: str, named: list[str], every: ByPlace, known: Periods, codes: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Which sums have this place as their total: over outcomes, over time, over codes."""

    def name(part: str, code: str, period: str) -> str:
        return name_of(one.id, part, code, period)

    for total, some in parts.adding_up(one):
        yield name(total, code, period), tuple(name(part, code, period) for part in some)
    smaller = [each for each in known.within(period) if (code, each) in every]
    for part in named if smaller else ():
        yield name(part, code, period), tuple(name(part, code, each) for each in smaller)
    apart = [each for each in codes if (each, period) in every] if code == TOGETHER else []
    for part in named if apart else ():
        yield name(part, code, period), tuple(name(part, each, period) for each in apart)
