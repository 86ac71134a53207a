"""Folding facts into figures, one at a time or subject by subject; both give the same. Pure.

Kept are not figures but what changed in which month: a figure as of any month is the sum of what changed until then,
so what is learnt later never alters what was known before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from saphan.impact.counting import Said, month_of
from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.marking import Part, State, parts, take_in


class Cell(NamedTuple):
    """month: in which it changed. cohort: the month in which what is counted began. code: a language, a kind family…"""

    indicator: str
    month: date
    cohort: date
    code: str


@dataclass(slots=True)
class Sums:
    """days: how many subjects took so many days."""

    numerator: int = 0
    denominator: int = 0
    days: Counter[int] = field(default_factory=Counter)

    def add(self, part: Part, sign: int) -> None:
        self.numerator += sign * part.numerator
        self.denominator += sign * part.denominator
        if part.days is not None:
            self.days[part.days] += sign
            if not self.days[part.days]:
                del self.days[part.days]

    def plus(self, other: "Sums") -> None:
        self.numerator += other.numerator
        self.denominator += other.denominator
        for days, number in other.days.items():
            self.days[days] += number
            if not self.days[days]:
                del self.days[days]

    @property
    def is_nothing(self) -> bool:
        return not (self.numerator or self.denominator or self.days)


Tally = defaultdict[Cell, Sums]


def new_tally() -> Tally:
    return defaultdict(Sums)


def change(tally: Tally, state: State, facts: Iterable[Said], catalogue: Catalogue) -> None:
    """Let facts of one subject and one day change its state and the tally. Costs as much as it has marks."""
    facts = list(facts)
    month = month_of(facts[0].on)
    touched = _touched(facts, catalogue)
    before = list(parts(state, touched))
    for said in facts:
        take_in(state, said, catalogue)
    _move(tally, month, before, list(parts(state, touched)))


def _touched(facts: list[Said], catalogue: Catalogue) -> list[Indicator]:
    """Every indicator that one of these kinds of fact can change, once each."""
    marks = {mark.id for said in facts for mark in catalogue.by_fact.get(said.kind, ())}
    return list({each.id: each for mark in sorted(marks) for each in catalogue.by_mark[mark]}.values())


def _move(tally: Tally, month: date, before: list[Part], after: list[Part]) -> None:
    if before == after:
        return
    for sign, some in ((-1, before), (1, after)):
        for part in some:
            tally[Cell(part.indicator, month, part.cohort, part.code)].add(part, sign)


def fold(facts: Iterable[Said], catalogue: Catalogue) -> tuple[dict[UUID, State], Tally]:
    """One fact at a time, days in order: what the task does day by day."""
    states: dict[UUID, State] = defaultdict(dict)
    tally = new_tally()
    for said in facts:
        if said.kind in catalogue.kinds:
            change(tally, states[said.subject], [said], catalogue)
    return states, settled(tally)


def rebuild(facts: Iterable[Said], catalogue: Catalogue, tally: Tally) -> Iterator[tuple[UUID, State]]:
    """From facts in order of subject, then day; nothing is held but one subject and the tally. Gives each state."""
    for subject, of_one in groupby(facts, lambda said: said.subject):
        state: State = {}
        for _, of_a_day in groupby(of_one, lambda said: said.on):
            change(tally, state, of_a_day, catalogue)
        yield subject, state


def settled(tally: Tally) -> Tally:
    """Without cells in which everything came to nothing."""
    for cell in [cell for cell, sums in tally.items() if sums.is_nothing]:
        del tally[cell]
    return tally
