"""Numbers that are paid from a year's budget: few, the same each month, each drawn anew. Pure but for chance.

Nothing of it depends on who is there but the noise's middle: which numbers leave is fixed beforehand, and what is too
small to be shown is told from what was read, not from the truth. One subject (a story, an issue) adds at most one to
one number of each indicator, so it is counted in as many numbers as there are indicators.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.publishing import parts
from saphan.impact.publishing.periods import ALL
from saphan.impact.publishing.weaving import TOGETHER, name_of
from saphan.release.budget import Ledger, Spent
from saphan.release.cubes import Counts
from saphan.release.paid_noise import with_noise
from saphan.release.thresholds import DEFAULT, Thresholds

FILE: Final = Path(__file__).parent / "data" / "paid.toml"
EDITIONS_A_YEAR: Final = 12
NAME: Final = "editions"

Noise = Callable[[Counts, int, Decimal], Counts]


@cache
def chosen() -> tuple[str, ...]:
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8"))["indicators"])


def budget_of(written: str) -> Decimal | None:
    """Epsilon of one year, as the setting says it; None where none is set. Raises ValueError."""
    if not written:
        return None
    try:
        a_year = Decimal(written)
    except InvalidOperation:
        raise ValueError(written) from None
    if not a_year.is_finite() or a_year <= 0:
        raise ValueError(written)
    return a_year


def of_one_edition(a_year: Decimal) -> Decimal:
    return a_year / EDITIONS_A_YEAR


def ledger(a_year: Decimal, editions: Iterable[tuple[date, Decimal]]) -> Ledger:
    """editions: day and epsilon of each that was paid."""
    return Ledger(a_year, tuple(Spent(NAME, on, epsilon) for on, epsilon in editions))


def true_numbers(tally: Mapping[Cell, Sums], catalogue: Catalogue) -> dict[str, int]:
    """By name, of all until now; nought where nothing was counted, so that every edition tells of the same numbers."""
    wanted = {name: Sums() for name in chosen()}
    for cell, sums in tally.items():
        if cell.indicator in wanted:
            wanted[cell.indicator].plus(sums)
    return {
        name_of(indicator, part, TOGETHER, ALL): number
        for indicator, sums in wanted.items()
        for part, number in _parts(catalogue[indicator], sums).items()
    }


def _parts(one: Indicator, sums: Sums) -> dict[str, int]:
    if one.shape == "count":
        return {parts.ALL_OF_IT: sums.numerator}
    return {parts.HIT: sums.numerator, parts.MISSED: sums.denominator - sums.numerator}


def read(
    numbers: Mapping[str, int], epsilon: Decimal, noise: Noise = with_noise, thresholds: Thresholds = DEFAULT
) -> dict[str, int]:
    """What is told of them. A share of which one side reads too small is not told; a whole is the sum of what is read.

    Raises NotInstalled.
    """
    names = sorted(numbers)
    drawn = noise(np.array([numbers[name] for name in names], dtype=np.int64), len(chosen()), epsilon)
    told = dict(zip(names, map(int, drawn), strict=True))
    large = {name: value for name, value in told.items() if value >= thresholds.public_cell}
    for indicator in chosen():
        hit, missed = (name_of(indicator, part, TOGETHER, ALL) for part in (parts.HIT, parts.MISSED))
        if hit in large and missed in large:
            large[name_of(indicator, parts.ALL_OF_IT, TOGETHER, ALL)] = large[hit] + large[missed]
    return large
