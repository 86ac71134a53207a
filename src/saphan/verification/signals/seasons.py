"""More than in the same weeks of other years: series of which much is heard, by Farrington's method (weekly.py). Pure.

A series is one family in the whole pool, at a recruiter, in a province or in a chain, with a voice a week or more.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from saphan.verification.signals import weekly
from saphan.verification.signals.counting import Cell, Sighting, Unit
from saphan.verification.signals.farrington import Numbers
from saphan.verification.signals.rises import Ground
from saphan.verification.signals.same import SEASON, Seen

EVERYWHERE: Final = Unit("pool", "")
KINDS: Final = ("recruiter", "province", "chain")
A_WEEK: Final = 1.0  # voices, on average since the first; of fewer the scan knows more
QUIET_OVER: Final = 0.0115  # share of quiet weeks of one series that are over the limit

Said = dict[Cell, list[Sighting]]


def seasons(ground: Ground) -> list[Seen]:
    """Nothing while there are less than three years of weeks."""
    first = min((one.week for one in ground.sightings), default=ground.week)
    weeks = ground.week + 1 - first
    said = {cell: its for cell, its in _cells(ground).items() if len(its) >= A_WEEK * weeks}
    if not said:
        return []
    counts = np.array([_counts(its, first, weeks) for its in said.values()])
    known = np.array([first + at not in ground.nobody_there for at in range(weeks)])
    rising = weekly.look(counts, weeks - 1, np.tile(known, (len(said), 1)))
    if rising is None:
        return []
    limit = weekly.read().at(QUIET_OVER, rising.years)
    usual = zip(said.items(), rising.score.tolist(), rising.expected_two.tolist(), strict=True)
    return [_seen(cell, its, score, mean, ground.week) for (cell, its), score, mean in usual if score >= limit]


def _cells(ground: Ground) -> Said:
    cells: Said = defaultdict(list)
    for one in ground.sightings:
        near = (unit for unit in ground.units.get(one.respondent, ()) if unit.kind in KINDS)
        for unit in (EVERYWHERE, *near):
            cells[Cell(unit, one.family)].append(one)
    return cells


def _counts(said: list[Sighting], first: int, weeks: int) -> Numbers:
    """Independent voices of each week."""
    counts = np.zeros(weeks)
    for week, _ in {(one.week, one.cluster) for one in said}:
        counts[week - first] += 1
    return counts


def _seen(cell: Cell, said: list[Sighting], score: float, expected: float, week: int) -> Seen:
    now = [one for one in said if one.week >= week - 1]
    clusters = frozenset(one.cluster for one in now)
    about = frozenset(one.respondent for one in now)
    return Seen(SEASON, cell.family, cell.unit, week - 1, week, len(clusters), expected, score, about, clusters)
