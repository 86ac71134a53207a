"""Numbers and their sums as arrays, and which more are hidden so that none can be computed. Pure NumPy.

Along every sum either nothing is hidden or at least two are, and what is hidden of it is as large as a number has to be
that is shown. `linked` then tries to undo it, and what it gets hold of is protected by hiding more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from saphan.release.cubes import Mask
from saphan.release.thresholds import Thresholds

Places: TypeAlias = NDArray[np.intp]
Numbers: TypeAlias = NDArray[np.float64]
DEAR = 1000  # of what worth a number is hidden last: more than of figures that it can stand behind
NOT_ONE = np.iinfo(np.int64).max


class Number(Protocol):
    """As `linked.Number`."""

    @property
    def value(self) -> int: ...
    @property
    def subjects(self) -> int: ...
    @property
    def squares(self) -> int: ...
    @property
    def wanted(self) -> bool: ...
    @property
    def worth(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Threads:
    """value, subjects, squares, wanted, elsewhere: (N,). of, part: (M,) each part of a sum, by number of the sum and of
    the name. total: (L,) of each sum. order: (N,) 0 for the number that is hidden first: of little worth, then small.
    inside: (2, K) each number and one of which it is a part, or a part of a part.
    """

    names: tuple[str, ...]
    value: Numbers
    subjects: Numbers
    squares: Numbers
    wanted: Mask
    elsewhere: Mask
    worth: NDArray[np.int64]
    of: Places
    part: Places
    total: Places
    order: NDArray[np.int64]
    inside: Places

    @classmethod
    def of_web(
        cls,
        numbers: Mapping[str, Number],
        sums: Sequence[tuple[str, Sequence[str]]],
        elsewhere: Collection[str] = (),
    ) -> Self:
        place = {name: at for at, name in enumerate(numbers)}
        each = list(numbers.values())
        value, subjects, squares = (
            np.array([float(getattr(one, what)) for one in each]) for what in ("value", "subjects", "squares")
        )
        worth, order = np.array([one.worth for one in each], np.int64), np.empty(len(each), np.int64)
        order[np.lexsort((np.arange(len(each)), value, subjects, worth))] = np.arange(len(each))
        of = np.array([row for row, (_, parts) in enumerate(sums) for _ in parts], np.intp)
        part = np.array([place[name] for _, parts in sums for name in parts], np.intp)
        total = np.array([place[total] for total, _ in sums], np.intp)
        return cls(
            tuple(numbers),
            value,
            subjects,
            squares,
            np.array([one.wanted for one in each], dtype=bool),
            np.array([name in elsewhere for name in numbers], dtype=bool),
            worth,
            of,
            part,
            total,
            order,
            _inside(part, total[of]),
        )

    @property
    def columns(self) -> tuple[Places, Places, Numbers]:
        """As `together.System` has them: row, place and weight of every term."""
        rows = np.concatenate([self.of, np.arange(len(self.total), dtype=np.intp)])
        weights = np.concatenate([np.ones(len(self.part)), -np.ones(len(self.total))])
        return rows, np.concatenate([self.part, self.total]), weights

    def along_sums(self, hidden: Mask, fixed: Mask, thresholds: Thresholds) -> None:
        """In place, until every sum is as it should be, or nothing of it is left to hide. fixed: known anyway."""
        given_up = np.zeros(len(self.total), dtype=bool)
        while (wrong := self._wrong(hidden, thresholds) & ~given_up).any():
            without = self._hide_one(hidden, fixed, wrong)
            given_up[without] = fixed.any() | hidden[self.total[without]]  # a total stands then, rather than hides
            hidden[self.total[without[~given_up[without]]]] = True

    def protect(self, hidden: Mask, fixed: Mask, found: Mask) -> bool:
        """In place: one more along some sum of each that was found, a part before a total, what is dear last; else
        further off.
        """
        while True:
            sums = self._sums_with(found)
            open_ones = sums & self._has_open_part(hidden | fixed)
            if open_ones.any():
                cheap = open_ones & self._has_open_part(hidden | fixed | (self.worth >= DEAR))
                self._hide_one(hidden, fixed, cheap if cheap.any() else open_ones)
                return True
            if fixed.any():
                return False
            totals = self.total[sums & ~hidden[self.total]]
            if totals.size:
                hidden[totals] = True
                return True
            wider = self.beside(found)
            if (wider == found).all():
                return False
            found = wider

    def beside(self, some: Mask) -> Mask:
        """With all that stand in a sum with one of them."""
        sums = self._sums_with(some)
        wider = some.copy()
        wider[self.part[sums[self.of]]] = True
        wider[self.total[sums]] = True
        return wider

    def few_between(self, told: Mask, thresholds: Thresholds) -> Mask:
        """Of each two that are told, of which whoever is in the one is in the other, and too few in the other alone:
        the one of less worth.
        """
        found, plain = np.zeros_like(told), self.squares == self.value
        inner, outer = self.inside[:, told[self.inside[0]] & told[self.inside[1]]]
        left = self.subjects[outer] - self.subjects[inner]
        few = (plain[inner] == plain[outer]) & (left > 0) & (left < thresholds.public_cell)
        first = self.order[inner] < self.order[outer]
        found[np.where(first, inner, outer)[few]] = True
        return found

    def _wrong(self, hidden: Mask, thresholds: Thresholds) -> Mask:
        """Sums of which a reader can compute a hidden number, or a rest that is too small."""
        parts = hidden[self.part]
        alone = self._added(parts.astype(float)) + hidden[self.total] == 1
        value, subjects, squares = (
            self._added(what[self.part] * parts) for what in (self.value, self.subjects, self.squares)
        )
        too_few = (
            ~hidden[self.total] & (self._added(parts.astype(float)) > 0) & ~safe(value, subjects, squares, thresholds)
        )
        return np.asarray(alone | too_few)

    def _hide_one(self, hidden: Mask, fixed: Mask, sums: Mask) -> Places:
        """Of each of these sums the least that is shown: a part, for a total says more, unless the total is of less
        worth. Returns those sums that have no part to hide.
        """
        closed = hidden | fixed
        open_parts = sums[self.of] & ~closed[self.part]
        least = np.full(len(self.total), NOT_ONE)
        np.minimum.at(least, self.of[open_parts], self.order[self.part[open_parts]])
        some = np.flatnonzero(sums & (least != NOT_ONE))
        chosen, total = self._at(least[some]), self.total[some]
        instead = ~closed[total] & (self.worth[total] < self.worth[chosen])
        hidden[np.where(instead, total, chosen)] = True
        return np.flatnonzero(sums & (least == NOT_ONE))

    def _at(self, order: NDArray[np.int64]) -> Places:
        return np.argsort(self.order)[order]

    def _has_open_part(self, closed: Mask) -> Mask:
        return np.asarray(self._added((~closed[self.part]).astype(float)) > 0)

    def _sums_with(self, some: Mask) -> Mask:
        return np.asarray((self._added(some[self.part].astype(float)) > 0) | some[self.total])

    def _added(self, of_parts: Numbers) -> Numbers:
        return np.asarray(np.bincount(self.of, of_parts, len(self.total)), np.float64)


def _inside(part: Places, total: Places) -> Places:
    """As `Threads.inside`, of each part and its total."""
    above: dict[int, set[int]] = {}
    for one, other in zip(part.tolist(), total.tolist(), strict=True):
        above.setdefault(one, set()).add(other)
    pairs = [(one, other) for one in above for other in _reached(one, above)]
    return np.array(pairs, np.intp).reshape(-1, 2).T


def _reached(at: int, above: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    left = [at]
    while left:
        fresh = above.get(left.pop(), set()) - found
        found |= fresh
        left += fresh
    return found - {at}


def safe(value: Numbers, subjects: Numbers, squares: Numbers, thresholds: Thresholds) -> Mask:
    """Enough stand behind it, and no one of them gave most of it.

    The largest share is at most the root of the sum of all squared shares (Herfindahl, 1950): with the default nobody
    gave more than a third, and whoever knows her own part and another's cannot tell a third one's.
    """
    return np.asarray((subjects >= thresholds.public_cell) & (value**2 >= thresholds.public_even * squares))
