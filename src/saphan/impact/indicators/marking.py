"""What a subject carries of the facts that were read, and what it gives to each indicator. Pure.

Numbers are added and days are the earliest: both come out alike in whatever order facts are read. Days are counted
from the subject's first fact, so that what happened alike to many, on whatever day, looks alike.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from saphan.impact.facts import Coded, Said
from saphan.impact.indicators.catalogue import Catalogue, Indicator, Mark

NEVER = 10**6
MOST_KNOWN = 50_000  # readings that are remembered
ANYTHING = ("*",)  # in `when`: whatever is said, if something is


class Trace(NamedTuple):
    """What one fact leaves. number: with its sign. adds: it can be the first of its mark."""

    mark: str
    code: str
    number: int
    adds: bool


class Stamp(NamedTuple):
    """number: added up; a mark stands while it is above 0. first: day of the earliest that added."""

    number: int
    first: int


Marks = Mapping[str, Mapping[str, Stamp]]
"""Of one subject: mark → code ("" where it is not kept apart) → stamp. Never changed in place."""


@dataclass(eq=False)
class Shape:
    """Marks of a subject, whichever it is; many share one."""

    marks: Marks

    @cached_property
    def coded(self) -> str:
        return json.dumps(self.marks, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class State:
    """since: ordinal of the day of the subject's first fact, from which its days are counted."""

    since: int
    shape: Shape

    def as_text(self) -> str:
        return f"{self.since} {self.shape.coded}"


def as_state(text: str) -> State:
    since, _, coded = text.partition(" ")
    told = json.loads(coded)
    marks = {mark: {code: Stamp(*stamp) for code, stamp in stamps.items()} for mark, stamps in told.items()}
    return State(int(since), Shape(marks))


class Part(NamedTuple):
    """What one subject gives to one indicator. cohort: the day on which it began. days: of shape `days`, else None.

    waits: since which day, where the indicator asks who still waits; None when it waits no more.
    """

    indicator: str
    cohort: int
    code: str
    numerator: int
    denominator: int
    days: int | None
    waits: int | None = None


class Reader:
    """Reads what a fact leaves; the same codes once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._marks = catalogue.by_fact
        self._keys = {kind: sorted(set().union(*map(_keys, marks))) for kind, marks in self._marks.items()}
        self._known: dict[tuple[Coded, ...], tuple[Trace, ...]] = {}

    def __call__(self, said: Said) -> tuple[Trace, ...]:
        """In an order that is always the same; nothing for a fact that no mark fits."""
        if said.kind not in self._keys:
            return ()
        key = (said.kind, *map(said.payload.get, self._keys[said.kind]))
        if (known := self._known.get(key)) is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            fitting = (mark for mark in self._marks[said.kind] if _fits(mark, said.payload))
            known = self._known[key] = tuple(sorted(_trace(mark, said.payload) for mark in fitting))
        return known


def _keys(mark: Mark) -> set[str]:
    return {*mark.when, mark.weight, mark.split} - {""}


def _fits(mark: Mark, payload: Mapping[str, Coded]) -> bool:
    return all(_is_one_of(payload.get(key), known) for key, known in mark.when.items())


def _is_one_of(told: Coded, known: tuple[Coded, ...]) -> bool:
    return bool(told) if known == ANYTHING else told in known


def _trace(mark: Mark, payload: Mapping[str, Coded]) -> Trace:
    code = str(payload.get(mark.split) or "") if mark.split else ""
    return Trace(mark.id, code, mark.sign * (_number(payload.get(mark.weight)) if mark.weight else 1), mark.sign > 0)


def _number(told: Coded) -> int:
    """Whole units of what is told; 0 where nothing is."""
    return int(Decimal(str(told))) if told else 0


def stamped(marks: Marks, left: Iterable[Trace], day: int) -> Marks:
    """The marks with these traces of one day."""
    now = dict(marks)
    for mark, code, number, adds in left:
        stamps = dict(now.get(mark, {}))
        former = stamps.get(code, Stamp(0, NEVER))
        stamps[code] = Stamp(former.number + number, min(former.first, day) if adds else former.first)
        now[mark] = stamps
    return now


def parts(marks: Marks, indicators: Iterable[Indicator]) -> Iterator[Part]:
    for each in indicators:
        if all(stands(marks, mark) for mark in each.base) and not any(stands(marks, mark) for mark in each.without):
            yield from _PARTS[each.shape](each, marks, first(marks, each.base[0]))


def number(marks: Marks, mark: str, code: str | None = None) -> int:
    """Of a mark, under one code or under all."""
    stamps = marks.get(mark, {})
    return sum(stamp.number for stamp in stamps.values()) if code is None else stamps[code].number


def stands(marks: Marks, mark: str) -> bool:
    return number(marks, mark) > 0


def first(marks: Marks, mark: str) -> int:
    return min((stamp.first for stamp in marks.get(mark, {}).values() if stamp.number > 0), default=NEVER)


def _codes(one: Indicator, marks: Marks) -> list[str]:
    if not one.by:
        return [""]
    return [code for code, stamp in marks.get(one.by, {}).items() if stamp.number > 0]


def _counted(one: Indicator, marks: Marks, cohort: int) -> Iterator[Part]:
    for code in _codes(one, marks):
        top = sum(number(marks, mark, code if mark == one.by else None) for mark in one.top) if one.top else 1
        yield Part(one.id, cohort, code, max(top, _largest(marks, one.most)) if one.most else top, 0, None)


def _largest(marks: Marks, mark: str) -> int:
    """Of the codes of a mark, which are numbers."""
    stamps = marks.get(mark, {})
    return max((int(code) for code, stamp in stamps.items() if stamp.number > 0 and code), default=0)


def _shared(one: Indicator, marks: Marks, cohort: int) -> Iterator[Part]:
    if one.waits:
        yield from _waiting(one, marks, cohort)
        return
    if one.top:
        bottom = sum(number(marks, mark) for mark in one.bottom)
        top = min(max(sum(number(marks, mark) for mark in one.top), 0), bottom)
    else:
        bottom = number(marks, one.weigh) if one.weigh else 1
        top = bottom if _is_hit(one, marks) else 0
    if bottom > 0:
        for code in _codes(one, marks):
            yield Part(one.id, cohort, code, top, bottom, None)


def _is_hit(one: Indicator, marks: Marks) -> bool:
    if not all(stands(marks, mark) for mark in one.hit):
        return False
    if one.within is None:
        return True
    return max(first(marks, mark) for mark in one.hit) - first(marks, one.base[0]) <= one.within


def _waiting(one: Indicator, marks: Marks, cohort: int) -> Iterator[Part]:
    """Since when, and nothing of how long: that is reckoned on the day on which somebody reads it."""
    start = first(marks, one.start)
    if start == NEVER:
        return
    waits = None if stands(marks, one.end) else start
    for code in _codes(one, marks):
        yield Part(one.id, cohort, code, 0, 1, None, waits)


def _timed(one: Indicator, marks: Marks, cohort: int) -> Iterator[Part]:
    start, end = first(marks, one.start), first(marks, one.end)
    if start == NEVER:
        return
    days = None if end == NEVER else max(end - start, 0)
    for code in _codes(one, marks):
        yield Part(one.id, cohort, code, int(days is not None), 1, days)


_PARTS = {"count": _counted, "share": _shared, "days": _timed}
