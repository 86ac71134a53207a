"""How long things take, in spans within spans: as fine as enough stand in each, and a median read off them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, sqrt
from typing import Final

from saphan.casework.suggesting.interval import Z

HALF: Final = 0.5  # a whole day stands for half a day to either side
SLACK: Final = 4  # by how much a number that was let out may be off: an error of two, and half of five


@dataclass(frozen=True, slots=True)
class Span:
    """first, last: days, both included; without end for the last of all. parts: none, or two."""

    code: str
    first: int
    last: float
    parts: tuple["Span", ...] = ()

    def every(self) -> Iterator["Span"]:
        yield self
        for part in self.parts:
            yield from part.every()


def _both(code: str, one: Span, other: Span) -> Span:
    return Span(code, one.first, other.last, (one, other))


AT_ONCE = Span("0-1", 0, 1)
WITHIN_A_WEEK = _both("0-7", AT_ONCE, _both("2-7", Span("2-3", 2, 3), Span("4-7", 4, 7)))
LATER = _both(
    "8-",
    _both("8-30", Span("8-14", 8, 14), Span("15-30", 15, 30)),
    _both("31-", Span("31-90", 31, 90), Span("91-", 91, inf)),
)
WHOLE = _both("done", WITHIN_A_WEEK, LATER)


def finest(span: Span, told: Mapping[str, int]) -> list[tuple[Span, int]]:
    """The finest spans side by side that were let out, with how many stand in each; none where the whole was not."""
    if span.code not in told:
        return []
    below = [finest(part, told) for part in span.parts]
    return sum(below, []) if below and all(below) else [(span, told[span.code])]


def median(told: Mapping[str, int]) -> tuple[float | None, float | None, float | None]:
    """Interpolated within the span in which it lies; and between which ends of spans it lies at 95 %.

    told: span → how many were let out. None where the span has no end, or nothing finer than the whole was let out.
    """
    some = [(span, many) for span, many in finest(WHOLE, told) if many > 0]
    n = sum(many for _, many in some)
    if len(some) < 2:
        return None, None, None
    off, slack = Z * sqrt(n) / 2, SLACK * len(some)
    low, _ = _around(some, n / 2 - off - slack)
    _, high = _around(some, n / 2 + off + slack)
    middle = _within(some, n / 2)
    if middle is None:
        return None, None, None
    return middle, low, high if high < inf else None


def _within(some: list[tuple[Span, int]], rank: float) -> float | None:
    passed = 0.0
    for span, many in some:
        if passed + many >= rank:
            low, high = _ends(span)
            found = low + (rank - passed) / many * (high - low)
            return (round(found, 1) if found < 10 else float(round(found))) if high < inf else None
        passed += many
    return None


def _around(some: list[tuple[Span, int]], rank: float) -> tuple[float, float]:
    """The ends of the span in which this rank lies; of the first or the last where it lies without."""
    passed = 0.0
    for span, many in some:
        passed += many
        if passed >= rank:
            return float(span.first), span.last
    return float(some[-1][0].first), some[-1][0].last


def _ends(span: Span) -> tuple[float, float]:
    return max(span.first - HALF, 0.0), span.last + HALF
