"""What somebody would try who wants to know a number that was not shown. Pure NumPy.

Every attack is given more than anybody has: the true counts of all that is shown, as if no noise lay on them and
nothing had been rounded, for every marginal table, and that each line adds up. `recovered` says which hidden cells that
gives away: those that follow exactly (linear reconstruction), and those that can be closed in to fewer values than
"fewer than eleven" leaves open. `told_apart` compares two releases of the same table.

Sources: the audit problem of statistical disclosure control (Duncan, Fienberg et al., 2001, on bounds in tables);
conjugate gradients on the normal equations (Hestenes and Stiefel, 1952).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from saphan.release.cubes import Counts, Mask, parts, totals
from saphan.release.thresholds import DEFAULT, Thresholds

Numbers = NDArray[np.float64]
SEEDS: Final = (7, 8, 9)  # of the vectors that are thrown at the equations; any are as good
EXACT: Final = 1e-6
MOST_STEPS: Final = 2_000
MOST_SWEEPS: Final = 60


def recovered(counts: Counts, hidden: Mask, thresholds: Thresholds = DEFAULT) -> Mask:
    """counts, hidden: extended. Which of the hidden cells somebody finds out."""
    return np.asarray(determined(hidden) | closed_in(counts, hidden, thresholds.public_cell - 1))


def determined(hidden: Mask) -> Mask:
    """Hidden cells that have the same value in every solution of the equations.

    A random vector is projected onto the solutions of the homogeneous equations: where the projection is zero, no
    solution moves. What is near zero by chance, among hundreds of thousands, is thrown at once more.
    """
    found = hidden.copy()
    for seed in SEEDS:
        if not found.any():
            break
        thrown = np.where(hidden, np.random.default_rng(seed).uniform(1, 2, hidden.shape), 0.0)
        found &= np.abs(_project(thrown, hidden)) < EXACT
    return found


def closed_in(counts: Counts, hidden: Mask, width: int) -> Mask:
    """Hidden cells whose least and greatest possible value are less than `width` apart. Counts are never negative."""
    low, high = bounds(counts, hidden)
    return np.asarray(hidden & (high - low < width))


def bounds(counts: Counts, hidden: Mask) -> tuple[Numbers, Numbers]:
    """Least and greatest value of each cell, by passing from line to line what the others leave."""
    low = np.where(hidden, 0.0, counts)
    high = np.where(hidden, np.inf, counts)
    for _ in range(MOST_SWEEPS):
        before = low.copy(), high.copy()
        for axis in range(counts.ndim):
            _narrow(low, high, axis)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return low, high


def told_apart(before: NDArray[np.int64], after: NDArray[np.int64], least: int) -> Mask:
    """Cells shown in both releases (−1: not shown) that moved by fewer than `least` people."""
    both = (before >= 0) & (after >= 0)
    step = np.abs(after - before)
    return np.asarray(both & (step > 0) & (step < least))


def _narrow(low: Numbers, high: Numbers, axis: int) -> None:
    """One axis, in place: a part is at most what the total leaves, and at least what the others cannot fill."""
    parts_low, parts_high = parts(low, axis), parts(high, axis)
    total_low, total_high = totals(low, axis), totals(high, axis)
    np.maximum(total_low, parts_low.sum(axis=axis, keepdims=True), out=total_low)
    np.minimum(total_high, parts_high.sum(axis=axis, keepdims=True), out=total_high)
    least_of_all = parts_low.sum(axis=axis, keepdims=True)
    np.minimum(parts_high, total_high - least_of_all + parts_low, out=parts_high)
    np.maximum(parts_low, total_low - _most_of_others(parts_high, axis), out=parts_low)


def _most_of_others(high: Numbers, axis: int) -> Numbers:
    """For each part the greatest sum of the others; infinite where any other is."""
    open_ended = np.isinf(high)
    finite = np.where(open_ended, 0.0, high)
    others = finite.sum(axis=axis, keepdims=True) - finite
    more_open = open_ended.sum(axis=axis, keepdims=True) - open_ended > 0
    return np.where(more_open, np.inf, others)


def _project(thrown: Numbers, hidden: Mask) -> Numbers:
    """What is left of a vector when everything that the equations can say is taken out."""
    signed = [_signs(hidden, axis) for axis in range(hidden.ndim)]
    rest = thrown.copy()
    gradient = _spread(_equations(rest, signed), signed)
    direction, size = gradient.copy(), float((gradient**2).sum())
    first = size
    for _ in range(MOST_STEPS):
        if size <= first * EXACT**4 or size == 0:
            break
        image = _spread(_equations(direction, signed), signed)
        step = size / float((direction * image).sum())
        rest -= step * direction
        gradient -= step * image
        size, former = float((gradient**2).sum()), size
        direction = gradient + (size / former) * direction
    return rest


def _signs(hidden: Mask, axis: int) -> Numbers:
    signs = hidden.astype(np.float64)
    totals(signs, axis)[...] *= -1
    return signs


def _equations(values: Numbers, signed: list[Numbers]) -> list[Numbers]:
    """Of each line: its parts less its total, hidden cells alone."""
    return [(values * signs).sum(axis=axis, keepdims=True) for axis, signs in enumerate(signed)]


def _spread(lines: list[Numbers], signed: list[Numbers]) -> Numbers:
    """The same the other way round: to each cell the sum of its lines."""
    return sum((signs * line for signs, line in zip(signed, lines, strict=True)), np.zeros_like(signed[0]))
