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
