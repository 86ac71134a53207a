"""Everything that left, as one system: what somebody finds out who lays all tables and all months side by side. Pure.

Each number is a name; equal names are the same number, in whichever table it stands and whichever page shows it. A
system says which of them were told, and which sums of them are nought: parts less their total, a month less the month
before and what is new. Whatever is shown rounded or with an error is given to the attack as it truly is.

Sources: the audit problem (Duncan, Fienberg et al., 2001); conjugate gradients on the normal equations (Hestenes and
Stiefel, 1952); linked tables (de Wolf and Giessing, 2009).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from saphan.release.attacks import EXACT, MOST_STEPS, MOST_SWEEPS, SEEDS
from saphan.release.cubes import Mask
from saphan.release.kept_in import GivesAway
from saphan.release.thresholds import DEFAULT, Thresholds

Name: TypeAlias = Hashable
Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
RECONSTRUCTION: Final = "reconstruction"
BOUNDS: Final = "bounds"
REMAINDER: Final = "remainder"


@dataclass(frozen=True, slots=True)
class System:
    """names: N. low, high: (N,) what is known of each before anything is computed; equal where it was told.

    hidden: (N,) what nobody shall find out. Sums that are nought, in three columns of one length: rows, the number of
    the sum, from 0; places, of which name; weights, how often it counts in the sum.
    """

    names: tuple[Name, ...]
    low: Numbers
    high: Numbers
    hidden: Mask
    rows: Places
    places: Places
    weights: Numbers

    @property
    def told(self) -> Mask:
        return np.asarray(self.low == self.high)

    @property
    def sums(self) -> int:
        return int(self.rows.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody finds out. attack: how. low, high: what it must be; for a remainder, what the rest adds up to."""

    name: Name
    attack: str
    low: float
    high: float


def system(
    told: Mapping[Name, float],
    sums: Iterable[Sequence[tuple[Name, float]]],
    ranges: Mapping[Name, tuple[float, float]] | None = None,
) -> System:
    """Of what was told, and of sums that are nought. ranges: what nobody hides, with all that is known of it, as of a
    change. Every other name is a hidden count: nought or more, without end.
    """
    place: dict[Name, int] = {}
    rows, places, weights = [], [], []
    for row, terms in enumerate(sums):
        for name, weight in terms:
            rows.append(row)
            places.append(place.setdefault(name, len(place)))
            weights.append(weight)
    known = {name: (value, value) for name, value in told.items()}
    wide = {**(ranges or {}), **known}
    for name in wide:
        place.setdefault(name, len(place))
    low, high = np.zeros(len(place)), np.full(len(place), np.inf)
    hidden = np.ones(len(place), dtype=bool)
    for name, (least, most) in wide.items():
        low[place[name]], high[place[name]], hidden[place[name]] = least, most, False
    columns = np.array(rows, np.intp), np.array(places, np.intp), np.array(weights, np.float64)
    return System(tuple(place), low, high, hidden, *columns)


def joined(systems: Iterable[System]) -> System:
    """One of many: equal names are one, and what was told anywhere is known. Raises ValueError for two answers."""
    place: dict[Name, int] = {}
    each: list[tuple[System, Places]] = []
    rows, places, before = [np.empty(0, np.intp)], [np.empty(0, np.intp)], 0
    for one in systems:
        here = np.fromiter((place.setdefault(name, len(place)) for name in one.names), np.intp, len(one.names))
        each.append((one, here))
        rows.append(one.rows + before)
        places.append(here[one.places])
        before += one.sums
    low, high = np.full(len(place), -np.inf), np.full(len(place), np.inf)
    hidden = np.zeros(len(place), dtype=bool)
    for one, here in each:
        low[here], high[here] = np.maximum(low[here], one.low), np.minimum(high[here], one.high)
        hidden[here] |= one.hidden
    if (low > high).any():
        raise ValueError("two answers to one question")
    weights = np.concatenate([np.empty(0), *(one.weights for one, _ in each)])
    return System(tuple(place), low, high, hidden & (low < high), np.concatenate(rows), np.concatenate(places), weights)


def recovered(systems: Iterable[System], thresholds: Thresholds = DEFAULT) -> tuple[Found, ...]:
    """Whatever is hidden in all of it and follows from all of it: exactly, within fewer values than "fewer than eleven"
    leaves open, or as a rest of fewer than eleven people that some of it adds up to.
    """
    whole = joined(systems)
    low, high = bounds(whole)
    exact = determined(whole)
    near = whole.hidden & ~exact & (low <= high) & (high - low < thresholds.public_cell - 1)
    rest = _remainders(whole, thresholds.public_cell)
    return (
        *(Found(whole.names[at], RECONSTRUCTION, low[at], high[at]) for at in np.flatnonzero(exact)),
        *(Found(whole.names[at], BOUNDS, low[at], high[at]) for at in np.flatnonzero(near)),
        *(Found(whole.names[at], REMAINDER, left, left) for at, left in rest),
    )


def withstand(systems: Iterable[System], thresholds: Thresholds = DEFAULT) -> None:
    """Raises GivesAway, with the attack that found most."""
    found = Counter(one.attack for one in recovered(systems, thresholds))
    for attack, many in found.most_common(1):
        raise GivesAway(attack, many)


def determined(whole: System) -> Mask:
    """Hidden names that have the same value in every solution."""
    found = whole.hidden
    for seed in SEEDS:
        if not found.any():
            break
        thrown = np.where(whole.told, 0.0, np.random.default_rng(seed).uniform(1, 2, len(found)))
        found = found & (np.abs(_project(whole, thrown)) < EXACT)
    return found


def bounds(whole: System) -> tuple[Numbers, Numbers]:
    """Least and greatest value of each name, by passing from sum to sum what the others leave."""
    low, high = whole.low.copy(), whole.high.copy()
    for _ in range(MOST_SWEEPS):
        before = low.copy(), high.copy()
        _narrow(whole, low, high)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return low, high


def _narrow(whole: System, low: Numbers, high: Numbers) -> None:
    """In place. Of a sum that is nought each term is what the others leave: between less than their most and least."""
    up = whole.weights > 0
    least = whole.weights * np.where(up, low[whole.places], high[whole.places])
    most = whole.weights * np.where(up, high[whole.places], low[whole.places])
    of_term_high, of_term_low = -_others(whole, least), -_others(whole, most)
    first, second = of_term_low / whole.weights, of_term_high / whole.weights
    np.maximum.at(low, whole.places, np.where(up, first, second))
    np.minimum.at(high, whole.places, np.where(up, second, first))


def _others(whole: System, terms: Numbers) -> Numbers:
    """For each term the sum of the others in its row; without end where any other is."""
    endless = np.isinf(terms)
    finite = np.where(endless, 0.0, terms)
    ends = np.where(endless, np.sign(terms), 0.0)
    left = _of_rows(whole, ends)[whole.rows] - ends
    return np.where(left == 0, _of_rows(whole, finite)[whole.rows] - finite, np.copysign(np.inf, left))


def _remainders(whole: System, least: int) -> list[tuple[int, float]]:
    """Of sums in which several hidden counts stand on one side and add up to one to ten people: one, and how many."""
    told, hidden = whole.told[whole.places], whole.hidden[whole.places]
    known = _of_rows(whole, np.where(told, whole.weights * np.where(told, whole.low[whole.places], 0.0), 0.0))
    up, down = (_of_rows(whole, (hidden & (whole.weights * sign > 0)).astype(float)) for sign in (1, -1))
    neither = _of_rows(whole, (~told & ~hidden).astype(float))
    rest = np.where(up > 0, -known, known)
    small = (np.minimum(up, down) == 0) & (np.maximum(up, down) > 1) & (neither == 0) & (rest > 0) & (rest < least)
    one_of = np.zeros(whole.sums, np.intp)
    one_of[whole.rows[hidden]] = whole.places[hidden]
    return [(int(one_of[row]), float(rest[row])) for row in np.flatnonzero(small)]


def _of_rows(whole: System, terms: Numbers) -> Numbers:
    return np.asarray(np.bincount(whole.rows, terms, whole.sums), np.float64)


def _project(whole: System, thrown: Numbers) -> Numbers:
    """What is left of a vector when everything that the sums say is taken out."""
    free = np.where(whole.told[whole.places], 0.0, whole.weights)

    def image(values: Numbers) -> Numbers:
        sums = _of_rows(whole, free * values[whole.places])
        return np.asarray(np.bincount(whole.places, free * sums[whole.rows], len(thrown)), np.float64)

    rest, gradient = thrown.copy(), image(thrown)
    direction, left = gradient.copy(), float(gradient @ gradient)
    first = left
    for _ in range(MOST_STEPS):
        if left <= first * EXACT**4 or left == 0:
            break
        moved = image(direction)
        step = left / float(direction @ moved)
        rest -= step * direction
        gradient -= step * moved
        left, former = float(gradient @ gradient), left
        direction = gradient + (left / former) * direction
    return rest
