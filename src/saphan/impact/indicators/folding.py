"""Folding facts into figures, one at a time or subject by subject; both give the same. Pure.

Kept are not figures but what changed in which month: a figure as of any month is the sum of what changed until then,
so what is learnt later never alters what was known before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby
from typing import NamedTuple
from uuid import UUID

from saphan.impact.facts import Said, month_of
from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.marking import Marks, Part, Reader, Shape, State, Trace, parts, stamped


class Cell(NamedTuple):
    """month: in which it changed. cohort: the month in which what is counted began. code: a language, a kind family…"""

    indicator: str
    month: date
    cohort: date
    code: str


@dataclass(slots=True)
class Sums:
    """days: how many took so many days; where it is asked who still waits, how many since that day.

    subjects: how many gave to it. squares: of what each of them gave, added up.
    """

    numerator: int = 0
    denominator: int = 0
    days: Counter[int] = field(default_factory=Counter)
    subjects: int = 0
    squares: int = 0

    def add(self, part: Part, times: int, since: int) -> None:
        """times: below 0 takes it out. since: the day from which the subject's days are counted."""
        self.numerator += times * part.numerator
        self.denominator += times * part.denominator
        self.subjects += times
        self.squares += times * (part.denominator or part.numerator) ** 2
        day = part.days if part.waits is None else since + part.waits
        if day is not None:
            self.days[day] += times
            if not self.days[day]:
                del self.days[day]

    def plus(self, other: "Sums") -> None:
        self.numerator += other.numerator
        self.denominator += other.denominator
        self.subjects += other.subjects
        self.squares += other.squares
        for days, number in other.days.items():
            self.days[days] += number
            if not self.days[days]:
                del self.days[days]

    @property
    def is_nothing(self) -> bool:
        return not (self.numerator or self.denominator or self.days or self.subjects or self.squares)


Tally = defaultdict[Cell, Sums]


def new_tally() -> Tally:
    return defaultdict(Sums)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What a day brought: the marks from then on, and what each indicator lost and gained by it (times, part)."""

    day: int
    shape: Shape
    moves: tuple[tuple[int, Part], ...]


def step(marks: Marks, left: Iterable[Trace], day: int, catalogue: Catalogue) -> Step:
    """day: since the subject's first fact. Costs as much as there are indicators that can change by it."""
    now = stamped(marks, left := tuple(left), day)
    touched = _touched(marks, now, {trace.mark for trace in left}, catalogue)
    before, after = list(parts(marks, touched)), list(parts(now, touched))
    moves = () if before == after else (*((-1, part) for part in before), *((1, part) for part in after))
    return Step(day, Shape(now), moves)


def _touched(before: Marks, now: Marks, marks: Iterable[str], catalogue: Catalogue) -> list[Indicator]:
    """Of one more voice behind an issue only they hear that ask how many there are."""
    found: dict[str, Indicator] = {}
    for mark in sorted(marks):
        same = _standing(before, mark) == _standing(now, mark)
        for each in (catalogue.by_number if same else catalogue.by_mark)[mark]:
            found[each.id] = each
    return list(found.values())


def _standing(marks: Marks, mark: str) -> tuple[bool, dict[str, int]]:
    """Whether the mark stands, and from which day under each code."""
    stamps = marks.get(mark, {})
    total = sum(stamp.number for stamp in stamps.values())
    return total > 0, {code: stamp.first for code, stamp in stamps.items() if stamp.number > 0}


def _add(tally: Tally, done: Step, since: int, times: int = 1) -> None:
    month = month_of(date.fromordinal(since + done.day))
    for sign, part in done.moves:
        cohort = month_of(date.fromordinal(since + part.cohort))
        tally[Cell(part.indicator, month, cohort, part.code)].add(part, sign * times, since)


def _left(facts: Iterable[Said], reads: Reader) -> tuple[Trace, ...]:
    """What facts of one day leave, in an order that is always the same."""
    each = [reads(said) for said in facts]
    return each[0] if len(each) == 1 else tuple(sorted(chain.from_iterable(each)))


def change(
    tally: Tally, state: State | None, facts: Iterable[Said], catalogue: Catalogue, reads: Reader
) -> State | None:
    """Let facts of one subject and one day change the tally; returns its state then, None while no mark was left."""
    facts = list(facts)
    left, day = _left(facts, reads), facts[0].on.toordinal()
    if not left:
        return state
    former = state or State(day, Shape({}))
    done = step(former.shape.marks, left, day - former.since, catalogue)
    _add(tally, done, former.since)
    return State(former.since, done.shape)


def fold(facts: Iterable[Said], catalogue: Catalogue) -> tuple[dict[UUID, State], Tally]:
    """One fact at a time, days in order."""
    states: dict[UUID, State] = {}
    tally, reads = new_tally(), Reader(catalogue)
    for said in facts:
        state = change(tally, states.get(said.subject), [said], catalogue, reads)
        if state is not None:
            states[said.subject] = state
    return states, settled(tally)


def rebuild(facts: Iterable[Said], catalogue: Catalogue, tally: Tally) -> Iterator[tuple[UUID, State]]:
    """From facts in order of subject, then day. Gives each subject's state; the tally is whole when all were given.

    What happens alike to many is reckoned once and counted. Held are one subject, the tally, and so many steps.
    """
    steps = _Steps(catalogue, tally)
    for subject, of_one in groupby(facts, lambda said: said.subject):
        state = steps.take(of_one)
        if state is not None:
            yield subject, state
    steps.settle()


class _Steps:
    """Steps that were reckoned, by what stood before, what was left, and after how many days; and how often each was
    taken by a subject of which day."""

    MOST = 50_000

    def __init__(self, catalogue: Catalogue, tally: Tally) -> None:
        self._catalogue, self._tally, self._reads = catalogue, tally, Reader(catalogue)
        self._begin = Shape({})
        self._known: dict[tuple[Shape, tuple[Trace, ...], int], Step] = {}
        self._taken: Counter[tuple[Step, int]] = Counter()

    def take(self, facts: Iterable[Said]) -> State | None:
        """All facts of one subject, days in order."""
        shape, since = self._begin, 0
        for on, of_a_day in groupby(facts, lambda said: said.on):
            if left := _left(of_a_day, self._reads):
                day = on.toordinal()
                since = since or day
                done = self._step(shape, left, day - since)
                self._taken[done, since] += 1
                shape = done.shape
        if len(self._known) > self.MOST or len(self._taken) > self.MOST:
            self.settle()
        return State(since, shape) if since else None

    def _step(self, shape: Shape, left: tuple[Trace, ...], day: int) -> Step:
        key = (shape, left, day)
        done = self._known.get(key)
        if done is None:
            done = self._known[key] = step(shape.marks, left, day, self._catalogue)
        return done

    def settle(self) -> None:
        """What was taken goes into the tally, and steps are forgotten."""
        for (done, since), times in self._taken.items():
            _add(self._tally, done, since, times)
        self._taken.clear()
        self._known.clear()


def settled(tally: Tally) -> Tally:
    """Without cells in which everything came to nothing."""
    for cell in [cell for cell, sums in tally.items() if sums.is_nothing]:
        del tally[cell]
    return tally
