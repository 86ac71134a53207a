"""Which cells of a release are not shown, so that no shown one gives them away. Pure NumPy.

A cell of fewer than eleven people is hidden; so are further ones, until along every line, in every marginal table,
either nothing is hidden or at least two cells are, and those that are hidden add up to eleven people or more: their sum
is what a reader computes from the rest, and it is a number like any other. `attacks` then tries to undo it, and what it
gets hold of is protected by hiding more.
"""

import numpy as np

from saphan.release import attacks
from saphan.release.cubes import Counts, Mask, parts, totals
from saphan.release.thresholds import DEFAULT, Thresholds

MOST_ROUNDS = 200


class CannotProtect(Exception):
    """Hiding more and more did not end. It cannot happen to a cube that adds up."""


def primary(counts: Counts, wanted: Mask, thresholds: Thresholds = DEFAULT) -> Mask:
    """counts, wanted: extended. What is too small, or in no table that is wanted."""
    return (counts < thresholds.public_cell) | ~wanted


def complementary(counts: Counts, hidden: Mask, thresholds: Thresholds = DEFAULT) -> Mask:
    """More of them, until nothing that was hidden can be computed from what is shown."""
    hidden = hidden.copy()
    for _ in range(MOST_ROUNDS):
        _along_lines(counts, hidden, thresholds.public_cell)
        found = attacks.closed_in(counts, hidden, thresholds.public_cell - 1)
        if not found.any():
            found = attacks.determined(hidden)
        if not found.any():
            return hidden
        while not _protect(counts, hidden, found):
            found = _near(found)
    raise CannotProtect


def _along_lines(counts: Counts, hidden: Mask, least: int) -> None:
    """In place, until every line is as it should be."""
    moved = True
    while moved:
        moved = False
        for axis in range(counts.ndim):
            wrong = _wrong(counts, hidden, axis, least)
            moved = _hide_one(counts, hidden, axis, wrong) or moved


def _wrong(counts: Counts, hidden: Mask, axis: int, least: int) -> Mask:
    """Lines of which a reader can compute a hidden cell, or a sum of hidden ones that is too small."""
    alone = hidden.sum(axis=axis, keepdims=True) == 1
    hidden_parts = parts(hidden, axis)
    left = (parts(counts, axis) * hidden_parts).sum(axis=axis, keepdims=True)
    too_few = ~totals(hidden, axis) & hidden_parts.any(axis=axis, keepdims=True) & (left < least)
    return np.asarray(alone | too_few)


def _hide_one(counts: Counts, hidden: Mask, axis: int, lines: Mask) -> bool:
    """Of each of these lines the smallest part that is shown; a total says more to a reader, so it stays."""
    shown = ~parts(hidden, axis) & lines
    if not shown.any():
        return False
    sized = np.where(shown, parts(counts, axis), np.iinfo(np.int64).max)
    smallest = sized.argmin(axis=axis, keepdims=True)
    chosen = np.zeros_like(shown)
    np.put_along_axis(chosen, smallest, shown.any(axis=axis, keepdims=True), axis=axis)
    parts(hidden, axis)[chosen] = True
    return True


def _near(found: Mask) -> Mask:
    """With all that stands in a line with one of them: where nothing beside a cell is left to hide, further off."""
    for axis in range(found.ndim):
        found = found | found.any(axis=axis, keepdims=True)
    return found


def _protect(counts: Counts, hidden: Mask, found: Mask) -> bool:
    """Hides one more along some line of each cell that was found: parts first, then totals. False: nothing is left."""
    left, done = found.copy(), False
    for axis in range(counts.ndim):
        lines = np.asarray(left.any(axis=axis, keepdims=True) & (~parts(hidden, axis)).any(axis=axis, keepdims=True))
        done = _hide_one(counts, hidden, axis, lines) or done
        left &= ~lines
    for axis in range(counts.ndim):
        lines = left.any(axis=axis, keepdims=True) & ~totals(hidden, axis)
        totals(hidden, axis)[lines] = True
        done = done or bool(lines.any())
        left &= ~lines
    return done
