"""A bar from the lower to the upper quartile with a mark at the median, as numbers for an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from saphan.empowerment.fees.fee_statistics import Spread

WIDTH: Final = 320
LEAST: Final = 3.0  # a bar of one amount is still seen


@dataclass(frozen=True, slots=True)
class Row:
    """One line of picture and table; spread None: fewer than 11 people are behind it, drawn as hatching."""

    words: str | Promise
    spread: Spread | None
    x: float
    width: float
    middle: float


def rows_of(named: Sequence[tuple[str | Promise, Spread | None]]) -> tuple[Row, ...]:
    """All on one scale, from zero to the highest quartile."""
    most = max((float(one.high) for _, one in named if one), default=0.0) or 1.0
    return tuple(_row(words, one, most) for words, one in named)


def _row(words: str | Promise, one: Spread | None, most: float) -> Row:
    if one is None:
        return Row(words, None, 0.0, float(WIDTH), 0.0)
    left, middle, right = (round(float(each) / most * (WIDTH - LEAST), 1) for each in (one.low, one.median, one.high))
    return Row(words, one, left, max(round(right - left, 1), LEAST), middle)
