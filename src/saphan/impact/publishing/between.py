"""What lies between two numbers of which one is within the other: whoever reads both subtracts. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from saphan.impact.publishing.meaning import Meaning
from saphan.impact.publishing.periods import Periods
from saphan.release.linked import Number

Pair = tuple[str, str]  # a number and one that is within it, by their names


@dataclass(frozen=True, slots=True)
class Rest:
    """number: of those that are in `outer` and not in `inner`; nobody reads it."""

    outer: str
    inner: str
    number: Number


def next_within(named: Iterable[tuple[Meaning, str]], known: Periods) -> list[Pair]:
    """Of every number those that are next within it, with nothing of them in between."""
    places: dict[object, list[tuple[Meaning, str]]] = {}
    for meant, name in named:
        places.setdefault((meant.period, meant.weight), []).append((meant, name))
    return [pair for some in places.values() for pair in _of_one_place(some, known)]


def _of_one_place(some: Sequence[tuple[Meaning, str]], known: Periods) -> Iterator[Pair]:
    for inner, name in some:
        outer = [(meant, other) for meant, other in some if meant != inner and inner.is_within(meant, known)]
        for meant, other in outer:
            if not any(each != meant and each.is_within(meant, known) for each, _ in outer):
                yield other, name


def between(
    numbers: Mapping[str, Number], within: Collection[Pair], sums: Iterable[tuple[str, Sequence[str]]]
) -> dict[str, Rest]:
    """By name: of each pair how many are in the one and not in the other, unless a sum says it already.

    One that comes to more than what it is within is not within it after all: as of an old log, that had no beginning.
    """
    said = {(total, part) for total, some in sums for part in some}
    pairs = sorted({(outer, inner) for outer, inner in within if outer != inner} - said)
    rests = (Rest(outer, inner, _less(numbers[outer], numbers[inner])) for outer, inner in pairs)
    return {f"{one.outer} less {one.inner}": one for one in rests if min(one.number.value, one.number.subjects) >= 0}


def _less(outer: Number, inner: Number) -> Number:
    left = outer.value - inner.value, outer.subjects - inner.subjects, outer.squares - inner.squares
    return Number(*left, wanted=False, worth=0)
