"""The way out for counts: how long a table of six dimensions takes, what attacks get, what is left to a reader."""

from itertools import combinations
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.record import record
from saphan.release import attacks, cubes, engine, hiding
from saphan.release.cubes import Cube

SHAPE, PEOPLE = (10, 10, 10, 10, 5, 2), 1_000_000  # 100,000 cells
ROUNDS, WORLDS = 3, 1_000


def main() -> None:
    large()
    small()


def large() -> None:
    random = np.random.default_rng(1)
    times = []
    for _ in range(ROUNDS):
        cube = world(random, SHAPE, PEOPLE)
        margins = every_margin(len(SHAPE))
        started = perf_counter()
        table = engine.let_out(cube, margins)
        times.append(perf_counter() - started)
    seen = engine.utility(table, cube, margins)
    how = f"6 dimensions, 100,000 cells, all 64 margins ({seen.cells} numbers), attacked before they leave"
    record("release_six_dimensions", round(median(times), 2), "s", 10, "lower", ROUNDS, how)
    share = round(100 * seen.shown / seen.large, 1)
    record(
        "release_six_dimensions_shown", share, "%", None, "higher", seen.large, "of its numbers of 11 people or more"
    )


def small() -> None:
    random = np.random.default_rng(2)
    broken, bare, large_ones, shown, errors = 0, 0, 0, 0, []
    for _ in range(WORLDS):
        shape = tuple(int(size) for size in random.integers(2, 7, random.integers(1, 5)))
        cube, margins = world(random, shape, int(random.integers(20, 5_000))), every_margin(len(shape))
        counts = cubes.with_totals(cube.counts)
        bare += bool(attacks.recovered(counts, hiding.primary(counts, np.ones_like(counts, dtype=bool))).any())
        table = engine.let_out(cube, margins)
        broken += bool(attacks.recovered(counts, table.hidden).any())
        seen = engine.utility(table, cube, margins)
        large_ones, shown = large_ones + seen.large, shown + seen.shown
        errors.append(seen.error)
    told = "random worlds of 1 to 4 dimensions in which an attack that knows all true counts shown finds a hidden one"
    record("release_worlds_broken", broken, "worlds", 0, "lower", WORLDS, told)
    record("release_worlds_broken_bare", bare, "worlds", None, "lower", WORLDS, f"{told}, without complementary hiding")
    record(
        "release_shown",
        round(100 * shown / large_ones, 1),
        "%",
        None,
        "higher",
        large_ones,
        "of the numbers of 11 or more",
    )
    record(
        "release_error",
        round(sum(errors) / WORLDS, 2),
        "people",
        None,
        "lower",
        WORLDS,
        "mean distance of a shown number",
    )


def world(random: np.random.Generator, shape: tuple[int, ...], people: int) -> Cube:
    chances = random.gamma(0.5, 1, shape)
    for axis, size in enumerate(shape):
        along = [size if place == axis else 1 for place in range(len(shape))]
        chances = chances * random.dirichlet(np.ones(size)).reshape(along)
    counts = random.multinomial(people, (chances / chances.sum()).ravel()).reshape(shape)
    keys = random.integers(0, 2**63, shape, dtype=np.uint64)
    return Cube(tuple("abcdef"[: len(shape)]), tuple(tuple(map(str, range(size))) for size in shape), counts, keys)


def every_margin(dimensions: int) -> list[frozenset[int]]:
    return [frozenset(axes) for size in range(dimensions + 1) for axes in combinations(range(dimensions), size)]


if __name__ == "__main__":
    main()
