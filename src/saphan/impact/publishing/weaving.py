"""From the tally to one web of numbers: every number that a figure is made of, and every sum that a reader knows. Pure.

A number's name is indicator, part, code and period. Where two mean the same and come to the same they are one. Where
one is within another, what lies between them is a number of the web as well, which nobody reads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.publishing import parts, periods
from saphan.impact.publishing.between import between, next_within
from saphan.impact.publishing.meaning import Meaning, Meanings, adds_up
from saphan.impact.publishing.periods import ALL, Periods, quarter_of, year_of
from saphan.release.linked import Number, Stands, Web
from saphan.release.threads import DEAR
from saphan.release.thresholds import DEFAULT, Thresholds

TOGETHER = ""
UNCODED = "none"
FOREMOST = {parts.ALL_OF_IT: 2 * DEAR, parts.HIT: DEAR, parts.MISSED: DEAR}
"""What such a number is worth."""
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
        self._meanings: dict[tuple[Meaning, int, int, int], str] = {}
        self._foremost: dict[str, int] = {}

    def take(self, one: Indicator, by_quarter: ByPlace) -> None:
        codes = sorted({code for code, _ in by_quarter}) if one.by else []
        every = _every_place(by_quarter, codes, self._periods, adds_up(one))
        for (code, period), sums in every.items():
            named = parts.numbers_of(one, sums)
            for part, number in named.items():
                name = name_of(one.id, part, code, period)
                self._add(name, number, self._meant.of(one, part, code, period))
                if one.foremost and period == ALL and part in FOREMOST and (not code or not adds_up(one)):
                    self._foremost[name] = FOREMOST[part]
            self._sums += _sums_at(one, code, period, list(named), every, self._periods, codes)

    def _add(self, name: str, number: Number, meant: Meaning | None) -> None:
        self._numbers[name] = number
        self._same_as[name] = name
        if meant is not None:
            known = (meant, number.value, number.subjects, number.squares)
            self._same_as[name] = self._meanings.setdefault(known, name)

    def _first(self, name: str) -> str:
        while (same := self._same_as[name]) != name:
            name = same
        return name

    def woven(self) -> Woven:
        """A total of one part is that part, and of two within each other that come to the same each is the other: who
        knows nobody that is in the one alone takes it so. A number is worth as many figures as it stands behind.
        """
        for total, some in self._sums:
            if len(some) == 1:
                self._are_one(total, some[0])
        pairs = next_within(((meant, name) for (meant, *_), name in self._meanings.items()), self._periods)
        said = {(self._first(total), self._first(part)) for total, some in self._sums for part in some}
        for outer, inner in pairs:
            if self._numbers[outer] == self._numbers[inner] and (self._first(outer), self._first(inner)) not in said:
                self._are_one(outer, inner)
        first = {name: self._first(name) for name in self._numbers}
        sums = {(first[total], tuple(sorted({first[part] for part in some}))) for total, some in self._sums}
        kept = sorted((total, some) for total, some in sums if total not in some)
        often = Counter(first.values())
        for name, worth in self._foremost.items():
            often[first[name]] = max(often[first[name]], worth)
        read = {first[name] for name, number in self._numbers.items() if number.wanted}
        numbers = {name: replace(self._numbers[name], wanted=name in read, worth=many) for name, many in often.items()}
        rests = between(numbers, {(first[outer], first[inner]) for outer, inner in pairs}, kept)
        sums_of_rests = [(rest.outer, (rest.inner, name)) for name, rest in rests.items()]
        known = numbers | {name: rest.number for name, rest in rests.items()}
        return Woven(self._periods, Web(known, [*kept, *sums_of_rests]), first)

    def _are_one(self, name: str, other: str) -> None:
        if self._first(name) != self._first(other):
            self._same_as[self._first(other)] = self._first(name)


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
