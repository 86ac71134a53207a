"""Tables of one cube, in two months: the engine, and the same without one half of what it does."""

import numpy as np

from saphan.release import attacks, beside, cubes, engine, hiding, together
from saphan.release.cubes import Counts, Cube, Mask
from saphan.release.engine import HIDDEN, Table
from tests.release.attacked import WORLDS, Outcome
from tests.release.worlds import every_margin, world


def attacked(worlds: int = WORLDS) -> Outcome:
    random, outcome = np.random.default_rng(22), Outcome()
    for cube, later in _worlds(random, worlds):
        outcome.worlds += 1
        margins = every_margin(cube.counts.ndim)
        first = engine.let_out(cube, margins)
        second = engine.let_out(later, margins, first)
        outcome.found += _follows(cube, later, first, second)
        outcome.bare += _of_one_month(cube, _bare(cube)) or _of_one_month(later, _bare(cube) | _bare(later))
        true = cubes.with_totals(cube.counts)
        for truth, value in zip(true.ravel().tolist(), first.values.ravel().tolist(), strict=True):
            outcome.reads(truth, None if value == HIDDEN else value)
    return outcome


def apart(worlds: int = WORLDS) -> Outcome:
    """All people, and those of one kind of them, as two tables that do not know of each other; and as one cube."""
    random, outcome = np.random.default_rng(23), Outcome()
    for cube, _ in _worlds(random, worlds):
        outcome.worlds += 1
        counts = cubes.with_totals(cube.counts)
        names = beside.names("people", "", cube.dimensions, cube.categories)
        outcome.found += bool(together.recovered([beside.of_table(names, counts, _as_one(cube))]))
        outcome.bare += bool(together.recovered([beside.of_table(names, counts, _as_two(cube))]))
    return outcome


def _follows(cube: Cube, later: Cube, first: Table, second: Table) -> bool:
    """By the true counts of all that was ever shown, in each month; and by both months as they are read."""
    told, told_later = first.counts != HIDDEN, second.counts != HIDDEN
    if _of_one_month(cube, told) or _of_one_month(later, told_later):
        return True
    stands = told & (second.counts == first.counts)
    return bool(attacks.told_apart(first.counts, second.counts, 11).any()) or beside.follows(
        first.values, second.values, stands
    )


def _of_one_month(cube: Cube, told: Mask) -> bool:
    names = beside.names("people", "", cube.dimensions, cube.categories)
    return bool(together.recovered([beside.of_table(names, cubes.with_totals(cube.counts), told)]))


def _bare(cube: Cube) -> Mask:
    """What is shown where only small cells are hidden."""
    counts = cubes.with_totals(cube.counts)
    return ~hiding.primary(counts, np.ones_like(counts, dtype=bool))


def _as_one(cube: Cube) -> Mask:
    """Of the last axis either one kind is told, or all."""
    return ~engine.let_out(cube, every_margin(cube.counts.ndim)).hidden


def _as_two(cube: Cube) -> Mask:
    told = np.zeros(tuple(size + 1 for size in cube.counts.shape), dtype=bool)
    axes = cube.counts.ndim - 1
    for place, counts in ((0, cube.counts[..., 0]), (-1, cube.counts.sum(axis=-1))):
        table = _alone(counts, cube.dimensions[:axes], cube.categories[:axes])
        told[..., place] = ~table.hidden
    return told


def _alone(counts: Counts, dimensions: tuple[str, ...], categories: tuple[tuple[str, ...], ...]) -> Table:
    keys = np.arange(counts.size, dtype=np.uint64).reshape(counts.shape)
    return engine.let_out(Cube(dimensions, categories, counts, keys), every_margin(counts.ndim))


def _worlds(random: np.random.Generator, worlds: int):  # type: ignore[no-untyped-def]
    for _ in range(worlds):
        shape = (*(int(size) for size in random.integers(2, 5, int(random.integers(1, 3)))), 2)
        cube = world(random, shape, int(random.integers(40, 900)))
        came = random.poisson(cube.counts * 0.15 + 0.2)
        yield cube, Cube(cube.dimensions, cube.categories, cube.counts + came, cube.keys + np.uint64(5))
