"""Voices as dots: one line for each independent voice, from left to right by time. Pure geometry, no words.

What another desk heard is known by month only, and is drawn as a hollow bar over that month: a dot would claim a day.
Many accounts that count as one voice share a line; the more of them spoke in a week, the bigger is its dot.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 640  # units of the drawing
LEFT: Final = 136
RIGHT: Final = 64  # where stands what it weighs
LINE: Final = 30
TOP: Final = 30
FRAME: Final = 26
BAR: Final = 12
APART: Final = 72  # two labels beside each other
SMALL: Final = 7  # radius of a dot
LARGE: Final = 12


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said: the Monday of a week, or the first day of a month."""

    when: date
    by_month: bool

    @property
    def until(self) -> date:
        """The day after its week or month."""
        if not self.by_month:
            return self.when + timedelta(days=7)
        return (self.when.replace(day=28) + timedelta(days=4)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot has the middle `x`; a month's bar reaches from `x` over `width`. times: how often it was said then."""

    x: int
    width: int = 0
    times: int = 1

    @property
    def radius(self) -> int:
        """Grows with every doubling."""
        return min(SMALL + self.times.bit_length() - 1, LARGE)


@dataclass(frozen=True, slots=True)
class Line:
    """The dots of one voice, with their middle at height `y`. start, end: where its thread begins and ends."""

    number: int
    y: int
    dots: tuple[Dot, ...]
    start: int
    end: int

    @property
    def top(self) -> int:
        """Upper edge of the frame that shows focus."""
        return self.y - FRAME // 2

    @property
    def base(self) -> int:
        """Where its name is written."""
        return self.y + 5

    @property
    def bar_top(self) -> int:
        """Upper edge of a month's bar."""
        return self.y - BAR // 2


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    day: date


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]

    @property
    def inner(self) -> int:
        """Width of a frame that stays inside the drawing."""
        return self.width - 2

    @property
    def end(self) -> int:
        """Where a line's weight ends."""
        return self.width - 8


def draw(voices: Sequence[Sequence[Heard]]) -> Drawing:
    """One line for each voice, in the order given; a tick at the first day of each month."""
    everything = [heard for voice in voices for heard in voice]
    if not everything:
        return Drawing(WIDTH, TOP, (), ())
    start = min(heard.when for heard in everything)
    days = (max(heard.until for heard in everything) - start).days

    def place(day: date) -> int:
        return LEFT + round((day - start).days * (WIDTH - LEFT - RIGHT) / days)

    lines = [
        _line(number, [_dot(place(heard.when), place(heard.until), heard.by_month) for heard in voice])
        for number, voice in enumerate(voices, start=1)
    ]
    ticks = _ticks([Tick(place(day), day) for day in (start, *_months(start, start + timedelta(days=days)))])
    return Drawing(WIDTH, TOP + LINE * len(lines), tuple(lines), tuple(ticks))


def _dot(start: int, end: int, by_month: bool) -> Dot:
    return Dot(start, end - start) if by_month else Dot((start + end) // 2)


def _line(number: int, dots: Iterable[Dot]) -> Line:
    once = [Dot(dot.x, dot.width, times) for dot, times in sorted(Counter(dots).items(), key=lambda each: each[0].x)]
    middle = [dot.x + dot.width // 2 for dot in once]
    return Line(
        number, TOP + LINE * (number - 1) + LINE // 2, tuple(once), min(middle, default=0), max(middle, default=0)
    )


def _ticks(ticks: Sequence[Tick]) -> list[Tick]:
    """The start gives way to a month that begins beside it."""
    start, *months = ticks
    return months if months and months[0].x - start.x < APART else list(ticks)


def _months(start: date, end: date) -> list[date]:
    """First days of months from start to before end, at most eleven."""
    first = [date(start.year + month // 12, month % 12 + 1, 1) for month in range(start.month - 1, start.month + 240)]
    within = [day for day in first if start <= day < end]
    return within[:: -(-len(within) // 11) or 1]
