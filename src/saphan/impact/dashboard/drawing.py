"""Bars that lie, each under its own words: lengths for an SVG as wide as its card, in hundredths of its width. Pure.

Words stand above their bar and the number at the end of the line, so that nothing need be looked up in a legend, and
a long word of any script has the whole width and may break.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FULL = 100
LEAST = 0.6  # so that what is known and small can be seen


@dataclass(frozen=True, slots=True)
class Row:
    """name and said: words. value: None where nothing may be said; its bar is hatched. low, high: of how sure it is."""

    name: str
    said: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is drawn. width: None where it is hatched. sure: the ends of its interval, where there are any."""

    name: str
    said: str
    width: float | None
    sure: tuple[float, float] | None


def bars(rows: Sequence[Row], most: float | None = None) -> tuple[Line, ...]:
    """most: the value of a bar of full width; else the largest there is, with its interval."""
    ends = [row.high if row.high is not None else row.value for row in rows]
    full = most or max((end for end in ends if end is not None), default=0) or 1

    def along(value: float) -> float:
        return round(FULL * min(max(value / full, 0), 1), 1)

    def line(row: Row) -> Line:
        if row.value is None:
            return Line(row.name, row.said, None, None)
        sure = (along(row.low), along(row.high)) if row.low is not None and row.high is not None else None
        return Line(row.name, row.said, max(along(row.value), LEAST), sure)

    return tuple(map(line, rows))
