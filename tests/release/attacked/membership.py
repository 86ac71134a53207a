"""Was she counted? Somebody compares how likely what is read would be with her and without her (a likelihood ratio).

Two kinds of knowledge. *Everybody else*: who the others are and what each of them said, and with which chances errors
are added; only the keys are secret. *All but some*: the same, but of a few others it is not known whether they spoke,
as is so of anybody who does not sit at the desk.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saphan.release import cubes, engine
from saphan.release.engine import HIDDEN
from saphan.release.thresholds import DEFAULT
from tests.release.attacked import WORLDS
from tests.release.worlds import every_margin, world

UNKNOWN_SHARE = 0.2  # of the others, of whom it is not known whether they spoke
DRAWS = 64
WEIGHTS = np.array(DEFAULT.public_noise) / sum(DEFAULT.public_noise)
SIDE = len(WEIGHTS) // 2
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Advantage:
    """How often the attack is right, less one half: 0 is guessing, 0.5 is certainty."""

    everybody_else: float
    all_but_some: float
    one_cell: float


def attacked(worlds: int = WORLDS) -> Advantage:
    """Half of the worlds have her in them; the attack says which."""
    random = np.random.default_rng(30)
    right = np.zeros(3)
    for number in range(worlds):
        shape = (int(random.integers(2, 4)), int(random.integers(2, 4)))
        others = world(random, shape, int(random.integers(80, 900)))
        hers = tuple(int(random.integers(size)) for size in shape)
        with_her = _with_one_more(random, others, hers)
        told = engine.let_out(with_her if number % 2 else others, every_margin(2))
        without, together = cubes.with_totals(others.counts), cubes.with_totals(with_her.counts)
        for place, ratio in enumerate(
            (
                _ratio(told.values, without, together, hers),
                _ratio_in_doubt(random, told.values, others.counts, hers),
                _of_cell(told.values, without, together, hers),
            )
        ):
            says_yes = ratio > 0 or (ratio == 0 and random.random() < 0.5)
            right[place] += says_yes == bool(number % 2)
    return Advantage(*(right / worlds - 0.5).tolist())


def _with_one_more(random: np.random.Generator, cube: cubes.Cube, hers: tuple[int, ...]) -> cubes.Cube:
    counts, keys = cube.counts.copy(), cube.keys.copy()
    counts[hers] += 1
    keys[hers] += np.uint64(random.integers(0, 2**63))
    return cubes.Cube(cube.dimensions, cube.categories, counts, keys)


def _hers(hers: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The cells of all tables in which she would be counted."""
    return [(a, b) for a in (hers[0], -1) for b in (hers[1], -1)]


def _ratio(values: cubes.Counts, without: cubes.Counts, together: cubes.Counts, hers: tuple[int, ...]) -> float:
    return sum(_log(values[at], together[at]) - _log(values[at], without[at]) for at in _hers(hers))


def _of_cell(values: cubes.Counts, without: cubes.Counts, together: cubes.Counts, hers: tuple[int, ...]) -> float:
    """From the total alone, which is always shown."""
    at = (-1, -1)
    return _log(values[at], together[at]) - _log(values[at], without[at])


def _ratio_in_doubt(
    random: np.random.Generator, values: cubes.Counts, others: cubes.Counts, hers: tuple[int, ...]
) -> float:
    """Averaged over who else may have spoken: so many as are there on average."""
    surely = np.round(others * (1 - UNKNOWN_SHARE)).astype(np.int64)
    doubtful = 2 * (others - surely)
    drawn = surely + random.binomial(doubtful, 0.5, (DRAWS, *others.shape))
    likely = [np.zeros(DRAWS), np.zeros(DRAWS)]
    for at in _hers(hers):
        cell = drawn[(slice(None), *(slice(None) if part == -1 else slice(part, part + 1) for part in at))]
        many = cell.sum(axis=(1, 2))
        for she, log in enumerate(likely):
            log += _logs(values[at], many + she)
    return float(np.log(np.exp(likely[1]).mean()) - np.log(np.exp(likely[0]).mean()))


def _log(value: int, count: int) -> float:
    return float(_logs(int(value), np.array([count]))[0])


def _logs(value: int, counts: NDArray[np.int64]) -> Numbers:
    """How likely each true count shows this value. What is hidden only says here that it may be anything."""
    if value == HIDDEN:
        return np.zeros(len(counts))
    base = DEFAULT.public_rounding
    shown = (counts[:, None] + np.arange(-SIDE, SIDE + 1) + base // 2) // base * base
    return np.log(np.maximum((WEIGHTS * (shown == value)).sum(axis=1), 1e-12))
