"""Tables as systems, so that they can be laid beside each other: tables of the same people, and months of one. Pure.

A cell's name is what it says: of which people, in which month, of which codes. Two tables of the same people have the
same name for the number that stands in both.
"""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import TypeAlias

import numpy as np

from saphan.release.cubes import Counts, Mask
from saphan.release.thresholds import DEFAULT, Thresholds
from saphan.release.together import BOUNDS, Name, Numbers, Places, System, recovered, system

Codes = Sequence[Sequence[str]]
Cell: TypeAlias = tuple[str, str, frozenset[tuple[str, str]]]  # of which people, in which month, of which codes


def names(population: str, month: str, dimensions: Sequence[str], categories: Codes) -> list[Cell]:
    """Of each cell of the extended array, in its order. A dimension over which it is the total is not in its name."""
    along = [
        [*((dimension, code) for code in codes), None] for dimension, codes in zip(dimensions, categories, strict=True)
    ]
    return [(population, month, frozenset(filter(None, cell))) for cell in product(*along)]


def of_table(cells: Sequence[Name], counts: Counts, told: Mask) -> System:
    """counts, told: extended; as many cells as names. What was told is given as it truly is, every line adds up."""
    rows, places, weights = _lines(counts.shape)
    flat, known = counts.ravel().astype(np.float64), told.ravel()
    low, high = np.where(known, flat, 0.0), np.where(known, flat, np.inf)
    return System(tuple(cells), low, high, ~known, rows, places, weights)


def of_months(months: Sequence[Sequence[Name]], least: float = -np.inf, most: float = np.inf) -> System:
    """The same cells in one month after the other. least, most: by how many people each may change, as everybody knows:
    nought or more where nobody ever leaves.
    """
    linked = [
        (former, now, ("change", former, now))
        for one, two in pairwise(months)
        for former, now in zip(one, two, strict=True)
    ]
    return system(
        {},
        [((now, 1), (former, -1), (change, -1)) for former, now, change in linked],
        {name: (-np.inf, np.inf) for *both, _ in linked for name in both}
        | {name: (least, most) for *_, name in linked},
    )


def follows(former: Counts, now: Counts, stands: Mask, thresholds: Thresholds = DEFAULT) -> bool:
    """Whether a hidden number of one of two months follows from both as they are read, for who knows that nobody left.

    former, now: extended values, −1 where nothing is shown. stands: cells that show what they showed, because fewer
    than eleven people are new in them.
    """
    size = now.size
    first, second = _of_read(0, former, np.zeros_like(stands), thresholds), _of_read(size, now, stands, thresholds)
    at = np.arange(size, dtype=np.intp)
    change = System(
        names=tuple(range(3 * size)),
        low=np.repeat([-np.inf, 0.0], [2 * size, size]),
        high=np.full(3 * size, np.inf),
        hidden=np.zeros(3 * size, dtype=bool),
        rows=np.tile(at, 3),
        places=np.concatenate([at, at + size, at + 2 * size]),
        weights=np.repeat([-1.0, 1.0, -1.0], size),
    )
    return any(one.attack == BOUNDS for one in recovered([first, second, change], thresholds))


def _of_read(begin: int, values: Counts, stands: Mask, thresholds: Thresholds) -> System:
    """What each can have been: rounded, with its error, and, where it stands, ten people more or fewer."""
    off = thresholds.public_rounding // 2 + len(thresholds.public_noise) // 2 + stands * (thresholds.public_new - 1)
    shown = values >= 0
    low = np.where(shown, np.maximum(values - off, 0), 0.0)
    high = np.where(shown, values + off, np.inf)
    names = tuple(range(begin, begin + values.size))
    return System(names, low.ravel(), high.ravel(), ~shown.ravel(), *_lines(values.shape))


def _lines(shape: Sequence[int]) -> tuple[Places, Places, Numbers]:
    """All lines of an extended array: parts count once, their total counts −1."""
    at = np.arange(int(np.prod(shape)), dtype=np.intp).reshape(shape)
    rows, places, weights, before = [], [], [], 0
    for axis, size in enumerate(shape):
        lines = np.moveaxis(at, axis, -1).reshape(-1, size)
        places.append(lines.ravel())
        rows.append(np.repeat(np.arange(len(lines), dtype=np.intp) + before, size))
        weights.append(np.tile(np.append(np.ones(size - 1), -1.0), len(lines)))
        before += len(lines)
    return np.concatenate(rows), np.concatenate(places), np.concatenate(weights)
