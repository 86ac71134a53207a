"""One happening is seen by several cells: a workplace, its recruiter, its province. Which one says it best? Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from saphan.verification.signals.counting import Cell, Unit
from saphan.verification.signals.tails import at_least
from saphan.verification.signals.usual import Expected

NARROW_FIRST: Final = ("workplace", "sub_agent", "recruiter", "chain", "province")


@dataclass(frozen=True, slots=True)
class Window:
    """What was heard in the last `weeks` weeks. chance: of as many voices or more, where nothing is new."""

    weeks: int
    voices: int
    expected: float
    chance: float


@dataclass(frozen=True, slots=True)
class Rise:
    """One cell that is over its limit. windows: those with enough voices, shortest first; best: the least likely one.

    usual: of the best window. clusters: its voices.
    """

    cell: Cell
    score: float
    best: Window
    windows: tuple[Window, ...]
    usual: Expected
    clusters: frozenset[UUID]
    respondents: tuple[UUID, ...]


def happenings(rises: Sequence[Rise]) -> list[list[Rise]]:
    """Rises that have half of the smaller one's voices in common, directly or by others, belong together."""
    groups: list[list[Rise]] = []
    for rise in sorted(rises, key=lambda one: one.cell):
        touching = [group for group in groups if any(_overlap(rise, other) for other in group)]
        apart = [group for group in groups if group not in touching]
        groups = [*apart, [rise, *(one for group in touching for one in group)]]
    return [sorted(group, key=lambda one: one.cell) for group in groups]


def _overlap(one: Rise, other: Rise) -> bool:
    return 2 * len(one.clusters & other.clusters) >= min(len(one.clusters), len(other.clusters))


def best_said(group: Sequence[Rise], sizes: Mapping[Unit, int], explained_chance: float) -> Rise:
    """The smallest unit that explains the others: without its voices, what they have left is nothing unusual.

    sizes: respondents of each unit. Where none explains all, the least likely.
    """
    explaining = [one for one in group if all(_explains(one, other, explained_chance) for other in group)]
    if not explaining:
        return min(group, key=lambda one: (-one.score, one.cell))
    return min(explaining, key=lambda one: (sizes[one.cell.unit], _narrowness(one.cell.unit), -one.score, one.cell))


def _explains(one: Rise, other: Rise, explained_chance: float) -> bool:
    left = len(other.clusters - one.clusters)
    usual = other.usual
    chance = at_least(np.array([float(left)]), np.array([usual.mean]), np.array([usual.dispersion]))
    return bool(chance[0] >= explained_chance)


def _narrowness(unit: Unit) -> int:
    return NARROW_FIRST.index(unit.kind) if unit.kind in NARROW_FIRST else len(NARROW_FIRST)
