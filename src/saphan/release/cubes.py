"""Counts of people by several things at once, with every total over them: what a release is made of. Pure NumPy.

A cube of shape (n1, …, nd) becomes an extended one of shape (n1 + 1, …, nd + 1): index n along an axis is the total
over it, so that every marginal table of the cube is a part of one array. A *line* is what stands along one axis: n
parts and their total. Whatever is published, its reader knows of each line that the parts add up to the total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.int64]
Keys: TypeAlias = NDArray[np.uint64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cube:
    """counts: (n1, …, nd), people. keys: the same shape, the sum of the secret keys of those people (modulo 2⁶⁴).

    dimensions: the name of each axis; categories: the codes along it.
    """

    dimensions: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    counts: Counts
    keys: Keys


def cube_of(
    dimensions: Sequence[str], categories: Sequence[Sequence[str]], people: Iterable[tuple[Sequence[str], int]]
) -> Cube:
    """people: for each the code along each axis, and her secret key. Raises KeyError for a code that is not there."""
    places = [{code: place for place, code in enumerate(codes)} for codes in categories]
    shape = tuple(len(codes) for codes in categories)
    counts, keys = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.uint64)
    for codes, key in people:
        cell = tuple(place[code] for place, code in zip(places, codes, strict=True))
        counts[cell] += 1
        keys[cell] = (int(keys[cell]) + key) % 2**64
    return Cube(tuple(dimensions), tuple(map(tuple, categories)), counts, keys)


def with_totals(values: NDArray[Any]) -> NDArray[Any]:
    """The extended array; its kind stays, so that sums of keys go round at 2⁶⁴."""
    for axis in range(values.ndim):
        total = values.sum(axis=axis, keepdims=True, dtype=values.dtype)
        values = np.concatenate([values, total], axis=axis)
    return values


def part(values: NDArray[Any], axis: int, index: int | slice) -> NDArray[Any]:
    """A view of what stands at an index along an axis, which is kept."""
    where = [slice(None)] * values.ndim
    where[axis] = slice(index, index + 1 or None) if isinstance(index, int) else index
    return values[tuple(where)]


def parts(values: NDArray[Any], axis: int) -> NDArray[Any]:
    """The parts of each line, without the total."""
    return part(values, axis, slice(None, -1))


def totals(values: NDArray[Any], axis: int) -> NDArray[Any]:
    return part(values, axis, -1)


def of_margins(shape: Sequence[int], margins: Iterable[frozenset[int]]) -> Mask:
    """Which cells of the extended array stand in one of these tables, each the set of the axes that it splits by."""
    wanted = np.zeros(tuple(shape), dtype=bool)
    for margin in margins:
        where = tuple(slice(None, -1) if axis in margin else slice(-1, None) for axis in range(len(shape)))
        wanted[where] = True
    return wanted
