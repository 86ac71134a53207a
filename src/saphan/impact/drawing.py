"""Bars of one figure over months, as numbers for an SVG. Pure: the template draws, this measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 320, 120
TOP, BOTTOM = 22, 20
GAP = 0.25  # of a bar's room


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. A month without a shown figure is hatched at full height: no information, never a zero."""

    month: date
    value: int | None
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def above(self) -> float:
        """Where the number stands."""
        return round(self.y - 5, 1)


def bars(series: Sequence[tuple[date, int | None]]) -> list[Bar]:
    """A bar for each month, from a ground line of zero; heights in proportion."""
    most = max((value for _, value in series if value), default=1)
    room = WIDTH / max(len(series), 1)
    ground = HEIGHT - BOTTOM
    return [
        _bar(month, value, at * room + room * GAP / 2, room * (1 - GAP), (ground - TOP) * (value or 0) / most, ground)
        for at, (month, value) in enumerate(series)
    ]


def _bar(month: date, value: int | None, x: float, width: float, height: float, ground: float) -> Bar:
    tall = ground - TOP if value is None else max(height, 1.0)
    return Bar(month, value, round(x, 1), round(ground - tall, 1), round(width, 1), round(tall, 1))


@dataclass(frozen=True, slots=True)
class Point:
    """at: which of the series, from 0."""

    at: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line over time. lines: the path of each stretch without a gap. gaps: x and width where nothing is known.

    band: the paths between low and high, one for each stretch that has both. dots: a path that stops at every point.
    """

    width: int
    height: int
    lines: tuple[str, ...]
    band: tuple[str, ...]
    points: tuple[Point, ...]
    dots: str
    gaps: tuple[tuple[float, float], ...]


def spark(
    values: Sequence[float | None],
    ends: Sequence[tuple[float, float] | None] = (),
    *,
    most: float | None = None,
    width: int = 240,
    height: int = 64,
    edge: int = 6,
) -> Spark:
    """A line through what is known, from a ground line of zero; a gap where nothing is.

    ends: low and high of each. most: the value at the top; else the largest that is drawn.
    """
    ends = ends or [None] * len(values)
    tops = [*(value for value in values if value is not None), *(pair[1] for pair in ends if pair)]
    top = most or max(tops, default=0) or 1
    room = (width - 2 * edge) / max(len(values), 1)

    def x(at: int) -> float:
        return round(edge + room * (at + 0.5), 1)

    def y(value: float) -> float:
        return round(height - edge - (height - 2 * edge) * min(value / top, 1), 1)

    def band(run: Sequence[int]) -> str:
        over = [(x(at), y(pair[1])) for at in run if (pair := ends[at])]
        under = [(x(at), y(pair[0])) for at in reversed(run) if (pair := ends[at])]
        return f"{path([*over, *under])}Z"

    points = tuple(Point(at, x(at), y(value)) for at, value in enumerate(values) if value is not None)
    return Spark(
        width,
        height,
        tuple(path([(x(at), y(values[at] or 0)) for at in run]) for run in _runs(values) if len(run) > 1),
        tuple(band(run) for run in _runs(ends) if len(run) > 1),
        points,
        "".join(f"M{point.x:g} {point.y:g}h0" for point in points),
        tuple((round(edge + room * at, 1), round(room, 1)) for at, value in enumerate(values) if value is None),
    )


def path(points: Sequence[tuple[float, float]]) -> str:
    """`M1 2L3 4`."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _runs(values: Sequence[object]) -> list[list[int]]:
    """Places of what is known, parted by gaps."""
    runs: list[list[int]] = [[]]
    for at, value in enumerate(values):
        if value is not None:
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value lies between 0 and `most`, and how sure it is; lengths in a drawing of `width`."""

    width: int
    middle: float
    left: float | None
    length: float | None


def interval(value: float, low: float | None, high: float | None, most: float, width: int = 320) -> Interval:
    """left, length: of the line from low to high; None where nobody can say how sure it is."""

    def along(one: float) -> float:
        return round(width * min(one / (most or 1), 1), 1)

    if low is None or high is None:
        return Interval(width, along(value), None, None)
    return Interval(width, along(value), along(low), round(along(high) - along(low), 1))
