"""What a subject carries of the facts that were read, and what it gives to each indicator. Pure.

Numbers are added and days are the earliest: both come out alike in whatever order facts are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from saphan.impact.counting import Coded, Said, month_of
from saphan.impact.indicators.catalogue import Catalogue, Indicator, Mark

NEVER = date.max.toordinal()


class Stamp(NamedTuple):
    """number: added up with its sign; a mark stands while it is above 0. first: day of the earliest that added."""

    number: int
    first: int


State = dict[str, dict[str, Stamp]]
"""Of one subject: mark → code ("" where it is not kept apart) → stamp."""


class Part(NamedTuple):
    """What one subject gives to one indicator. days: of shape `days`, else None."""

    indicator: str
    cohort: date
    code: str
    numerator: int
    denominator: int
    days: int | None


def take_in(state: State, said: Said, catalogue: Catalogue) -> set[str]:
    """Let a fact leave its marks; returns which."""
    left = set()
    for mark in catalogue.by_fact.get(said.kind, ()):
        if _fits(mark.when, said.payload):
            _stamp(state, mark, said)
            left.add(mark.id)
    return left


def _fits(when: Mapping[str, tuple[Coded, ...]], payload: Mapping[str, Coded]) -> bool:
    return all(payload.get(key) in known for key, known in when.items())


def _stamp(state: State, mark: Mark, said: Said) -> None:
    code = str(said.payload.get(mark.split) or "") if mark.split else ""
    number = mark.sign * (_number(said.payload.get(mark.weight)) if mark.weight else 1)
    stamps = state.setdefault(mark.id, {})
    former = stamps.get(code, Stamp(0, NEVER))
    first = min(former.first, said.on.toordinal()) if mark.sign > 0 else former.first
    stamps[code] = Stamp(former.number + number, first)


def _number(told: Coded) -> int:
    """Whole units of what is told; 0 where nothing is."""
    return int(Decimal(str(told))) if told else 0


def parts(state: State, indicators: Iterable[Indicator]) -> Iterator[Part]:
    for each in indicators:
        if all(number(state, mark) > 0 for mark in each.base) and not any(
            number(state, mark) > 0 for mark in each.without
        ):
            yield from _PARTS[each.shape](each, state, month_of(date.fromordinal(first(state, each.base[0]))))


def number(state: State, mark: str, code: str | None = None) -> int:
    """Of a mark, under one code or under all."""
    stamps = state.get(mark, {})
    return sum(stamp.number for stamp in stamps.values()) if code is None else stamps[code].number


def first(state: State, mark: str) -> int:
    return min((stamp.first for stamp in state.get(mark, {}).values() if stamp.number > 0), default=NEVER)


def _codes(one: Indicator, state: State) -> list[str]:
    if not one.by:
        return [""]
    return [code for code, stamp in state.get(one.by, {}).items() if stamp.number > 0]


def _counted(one: Indicator, state: State, cohort: date) -> Iterator[Part]:
    for code in _codes(one, state):
        top = sum(number(state, mark, code if mark == one.by else None) for mark in one.top) if one.top else 1
        yield Part(one.id, cohort, code, top, 0, None)


def _shared(one: Indicator, state: State, cohort: date) -> Iterator[Part]:
    if one.top:
        bottom = sum(number(state, mark) for mark in one.bottom)
        top = min(max(sum(number(state, mark) for mark in one.top), 0), bottom)
    else:
        bottom = number(state, one.weigh) if one.weigh else 1
        top = bottom if _is_hit(one, state) else 0
    if bottom > 0:
        for code in _codes(one, state):
            yield Part(one.id, cohort, code, top, bottom, None)


def _is_hit(one: Indicator, state: State) -> bool:
    if not all(number(state, mark) > 0 for mark in one.hit):
        return False
    if one.within is None:
        return True
    return max(first(state, mark) for mark in one.hit) - first(state, one.base[0]) <= one.within


def _timed(one: Indicator, state: State, cohort: date) -> Iterator[Part]:
    start, end = first(state, one.start), first(state, one.end)
    if start == NEVER:
        return
    days = None if end == NEVER else max(end - start, 0)
    for code in _codes(one, state):
        yield Part(one.id, cohort, code, int(days is not None), 1, days)


_PARTS = {"count": _counted, "share": _shared, "days": _timed}
