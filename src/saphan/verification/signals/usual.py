"""What is usual: rates of every kind of unit, fitted from what was heard (empirical Bayes, Gamma and Poisson). Pure.

A unit's voices of one family are expected at the unit's rate over its *other* families, times the family's share of
all voices; a cell differs from that by a Gamma of mean 1 whose shape is fitted over all units of the kind. So a unit
of which little is known is taken as its like are, and one of which much is known as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saphan.verification.signals.counting import Cell, Circumstances, Tally, Unit

Numbers = NDArray[np.float64]
SHAPES: Final = np.geomspace(0.25, 256.0, 31)  # in which the likeliest is looked for
UNSEEN: Final = 0.5  # voices that each family is taken to have had, so that none is impossible


@dataclass(frozen=True, slots=True)
class Kind:
    """Usual for one kind of unit. rate: voices a unit and week. between, within: shapes of the two Gammas.

    shares: of each family, summing to 1. growth: how much more than usual is heard of late, over all units; at least 1.
    """

    units: int
    rate: float
    between: float
    within: float
    growth: float
    shares: Mapping[str, float]

    @property
    def cells(self) -> int:
        return self.units * max(len(self.shares), 1)

    def share(self, family: str) -> float:
        """That of a family nobody spoke of before is the smallest there is."""
        return self.shares.get(family, min(self.shares.values(), default=1.0))


@dataclass(frozen=True, slots=True)
class Usual:
    """Fitted for the scans of one week. past: the weeks that were counted, outages among them."""

    week: int
    past: range
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Expected:
    """A negative binomial: the voices of one cell over some weeks. dispersion: variance / mean."""

    mean: float
    dispersion: float


def weeks_known(
    units_of: Mapping[UUID, frozenset[Unit]], past: range, circumstances: Circumstances
) -> dict[Unit, float]:
    """For how many of the past weeks each unit could be heard of: since the first of its respondents was known."""
    since: dict[Unit, int] = {}
    for respondent, units in units_of.items():
        first = circumstances.known_since.get(respondent, past.start)
        since |= {unit: min(first, since.get(unit, first)) for unit in units}
    counted = frozenset(past) - circumstances.outages
    weeks = {first: float(sum(week >= first for week in counted)) for first in set(since.values())}
    return {unit: weeks[first] for unit, first in since.items()}


def fit(
    tallies: Mapping[Cell, Tally], known: Mapping[Unit, float], past: range, recent: range, damping: float
) -> Usual:
    """known: every unit, also those of which nothing was heard, and for how many weeks.

    damping: voices of the usual size that are added to both sides when growth is measured.
    """
    families = sorted({cell.family for cell in tallies})
    kinds = sorted({unit.kind for unit in known})
    fitted = {kind: _Table(kind, families, tallies, known, recent.start).fit(len(recent), damping) for kind in kinds}
    return Usual(recent[-1], past, fitted)


def expected(kind: Kind, family: str, before: int, others: int, known: float, weeks: float) -> Expected:
    """Of one cell over `weeks` weeks. before: its voices in the `known` weeks; others: those of the same unit in its
    other families."""
    pull = kind.within / float(_rate(kind, kind.share(family), others, known))
    time = kind.growth * weeks
    return Expected((kind.within + before) / (pull + known) * time, 1.0 + time / (pull + known))


class _Table:
    """The voices of one kind of unit, a unit a row, a family a column."""

    def __init__(
        self, kind: str, families: list[str], tallies: Mapping[Cell, Tally], known: Mapping[Unit, float], now: int
    ) -> None:
        row = {unit: place for place, unit in enumerate(unit for unit in known if unit.kind == kind)}
        column = {family: place for place, family in enumerate(families)}
        self.families = families
        self.weeks = np.array([known[unit] for unit in row])
        self.before, self.now = np.zeros((2, len(row), len(families)))
        for cell, one in tallies.items():
            if cell.unit in row:
                place = row[cell.unit], column[cell.family]
                self.before[place], self.now[place] = one.before, len(one.voices(now))

    def fit(self, recent_weeks: int, damping: float) -> Kind:
        of_unit, units = self.before.sum(axis=1), len(self.weeks)
        rate = float((of_unit.sum() + UNSEEN) / max(self.weeks.sum(), 1.0))
        between = _shape(of_unit, rate * self.weeks)
        shares = (self.before.sum(axis=0) + UNSEEN) / (of_unit.sum() + UNSEEN * len(self.families))
        named = dict(zip(self.families, shares.tolist(), strict=True))
        first = Kind(units, rate, between, 1.0, 1.0, named)
        cells = _rate(first, shares, of_unit[:, None] - self.before, self.weeks[:, None])
        within = _shape(self.before.ravel(), np.ravel(cells * self.weeks[:, None]))
        return Kind(units, rate, between, within, self._growth(recent_weeks, damping), named)

    def _growth(self, recent_weeks: int, damping: float) -> float:
        """What happens in a few cells is no growth of all: no cell counts for much more than its usual voices."""
        usual = self.before / np.maximum(self.weeks, 1.0)[:, None] * recent_weeks
        now = np.minimum(self.now, 2.0 + 2.0 * usual)
        return float(max(1.0, (now.sum() + damping) / (usual.sum() + damping)))


def _rate(kind: Kind, share: float | Numbers, others: int | Numbers, weeks: float | Numbers) -> float | Numbers:
    """A week, of a cell of which only the unit's other families are known: what they tell of its rate, times share."""
    return share * (kind.between + others) / (kind.between / kind.rate + (1.0 - share) * weeks)


def _shape(counts: Numbers, means: Numbers) -> float:
    """The likeliest shape of a Gamma of mean 1 that multiplies these means: marginal likelihood, over a grid."""
    counts, means = counts[means > 0], means[means > 0]
    if counts.size == 0:
        return float(SHAPES[-1])
    more_than = np.array([np.sum(counts > j) for j in range(int(counts.max()))], dtype=np.float64)
    shape = SHAPES[:, None]
    spread = np.log1p(means / shape)
    gamma = (np.log(shape + np.arange(len(more_than))) * more_than).sum(axis=1)
    powers = (counts * (np.log(means / shape) - spread) - shape * spread).sum(axis=1)
    return float(SHAPES[int(np.argmax(gamma + powers))])
