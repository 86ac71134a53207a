"""Made workplaces: voices in bursts, a season, and a known fall where people are asked. For tests and the benchmark."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saphan.dialogue.crowding import statistics
from saphan.dialogue.crowding.statistics import Finding, Series

MONTHS, ASKED = 12, 3


@dataclass(frozen=True, slots=True)
class World:
    """voices: a month at an ordinary workplace. scatter: beyond a Poisson's. ratio: asked months against quiet ones.

    season: how far the best month stands above an ordinary one. Half of the workplaces are asked, for three months.
    """

    workplaces: int = 60
    voices: float = 6.0
    scatter: float = 0.3
    season: float = 0.0
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    found: tuple[Finding, ...]
    warned: tuple[bool, ...]


def judged(world: World, chance: np.random.Generator) -> Judged:
    counts, asked = _made(world, chance)
    quiet = [tuple(row[~months].tolist()) for row, months in zip(counts, asked, strict=True)]
    scatter = statistics.scatter_of(quiet)
    never = [tuple(row.tolist()) for row, months in zip(counts, asked, strict=True) if not months.any()]
    season = np.array(statistics.season_of(never, MONTHS))
    found = [
        statistics.compare(
            Series(
                tuple(row[~months].tolist()),
                tuple(row[months].tolist()),
                tuple(season[~months].tolist()),
                tuple(season[months].tolist()),
            ),
            scatter,
        )
        for row, months in zip(counts, asked, strict=True)
        if months.any()
    ]
    adjusted = iter(statistics.benjamini_hochberg([each.p for each in found if each.p is not None]))
    warned = [statistics.is_warning(each, next(adjusted) if each.p is not None else None) for each in found]
    return Judged(tuple(found), tuple(warned))


def _made(world: World, chance: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    usual = chance.gamma(2, world.voices / 2, world.workplaces)
    wave = 1 + world.season * np.sin(2 * np.pi * np.arange(MONTHS) / MONTHS)
    asked = np.zeros((world.workplaces, MONTHS), dtype=bool)
    for place in range(world.workplaces // 2):
        begins = int(chance.integers(MONTHS - 6, MONTHS - ASKED + 1))
        asked[place, begins : begins + ASKED] = True
    mean = np.where(asked, world.ratio, 1.0) * usual[:, None] * wave[None, :]
    return chance.poisson(mean * chance.gamma(1 / world.scatter, world.scatter, mean.shape)), asked
