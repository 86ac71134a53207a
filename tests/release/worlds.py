"""Random worlds of people counted by several things at once."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from saphan.release.cubes import Cube

MARGIN_IS_WANTED = 0.8


def world(random: np.random.Generator, shape: tuple[int, ...], people: int, evenness: float = 1.5) -> Cube:
    chances = np.ones(shape)
    for axis, size in enumerate(shape):
        along = [size if place == axis else 1 for place in range(len(shape))]
        chances = chances * random.dirichlet(np.full(size, evenness)).reshape(along)
    counts = random.multinomial(people, chances.ravel()).reshape(shape)
    keys = random.integers(0, 2**63, shape, dtype=np.uint64)
    codes = tuple(tuple(str(code) for code in range(size)) for size in shape)
    return Cube(tuple("abcdef"[: len(shape)]), codes, counts, keys)


def every_margin(dimensions: int) -> list[frozenset[int]]:
    return [frozenset(axes) for size in range(dimensions + 1) for axes in combinations(range(dimensions), size)]


def worlds(seed: int, how_many: int) -> Iterator[tuple[Cube, list[frozenset[int]]]]:
    """One to four dimensions of two to six categories, 20 to 5,000 people, with some of the margins or all."""
    random = np.random.default_rng(seed)
    for _ in range(how_many):
        shape = tuple(int(size) for size in random.integers(2, 7, random.integers(1, 5)))
        every = every_margin(len(shape))
        wanted = [margin for margin in every if random.random() < MARGIN_IS_WANTED]
        yield world(random, shape, int(random.integers(20, 5_000))), wanted or every


def a_month_later(random: np.random.Generator, cube: Cube) -> Cube:
    """Some are new, and a few took their word back."""
    came, left = random.poisson(cube.counts * 0.05 + 0.1), random.binomial(cube.counts, 0.01)
    return Cube(cube.dimensions, cube.categories, cube.counts + came - left, cube.keys + np.uint64(5))
