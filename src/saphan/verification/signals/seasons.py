"""More than in the same weeks of other years: series of which much is heard for years (weekly.py). Pure.

A series is one family in the whole pool, at a recruiter, in a province or in a chain, with a voice a week or more. All
of them together keep their part of the house's budget of false alerts: the more there are, the more is asked of each.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from saphan.verification.signals import weekly
from saphan.verification.signals.counting import Cell, Sighting, Unit
from saphan.verification.signals.farrington import Numbers
from saphan.verification.signals.model import DEFAULT
from saphan.verification.signals.rises import Ground, all_rises
from saphan.verification.signals.same import SEASON, Seen

EVERYWHERE: Final = Unit("pool", "")
KINDS: Final = ("recruiter", "province", "chain")
A_WEEK: Final = 1.0  # voices, on average since the first; of fewer the scan knows more

Said = dict[Cell, list[Sighting]]


def rises_and_seasons(ground: Ground) -> list[Seen]:
    """All that stands out in a pool, within one budget of false alerts."""
    said = _long(ground)
    return [*all_rises(ground, DEFAULT.beside_years() if said else DEFAULT), *_risen(said, ground)]


def seasons(ground: Ground) -> list[Seen]:
    """Nothing while there are less than three years of weeks."""
    return _risen(_long(ground), ground)


def _risen(said: Said, ground: Ground) -> list[Seen]:
    first, weeks = _first(ground), _weeks(ground)
    if not said:
        return []
    counts = np.array([_counts(its, first, weeks) for its in said.values()])
    known = np.array([first + at not in ground.nobody_there for at in range(weeks)])
    rising = weekly.look(counts, weeks - 1, np.tile(known, (len(said), 1)))
    if rising is None:
        return []
    limit = weekly.read().at(DEFAULT.budget_of_years / len(said), rising.years)
    usual = zip(said.items(), rising.score.tolist(), rising.expected_two.tolist(), strict=True)
    return [_seen(cell, its, score, mean, ground.week) for (cell, its), score, mean in usual if score >= limit]


def _long(ground: Ground) -> Said:
    """The series that are looked at; none while there are too few years."""
    weeks = _weeks(ground)
    if weekly.years_back(weeks - 1) == 0:
        return {}
    return {cell: its for cell, its in _cells(ground).items() if len(its) >= A_WEEK * weeks}


def _first(ground: Ground) -> int:
    return min((one.week for one in ground.sightings), default=ground.week)


def _weeks(ground: Ground) -> int:
    return ground.week + 1 - _first(ground)


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
