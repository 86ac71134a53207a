"""More than usual for the time of year? Farrington Flexible over weekly counts, many series at once. Pure NumPy.

Source: Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), An improved algorithm for outbreak detection
in multiple surveillance systems, Statistics in Medicine 32:1206-1222. A quasi-Poisson regression on the weeks of some
years back, with a trend and a level for each part of the year; weeks that stand out count less; the last half year is
left out, so that what is emerging does not hide itself. Here the next weeks' counts are then negative binomial.

There is one level for each part of the year, and whatever the slope, the likeliest levels follow from it: only the
slope is looked for. No matrix is inverted, and hundreds of series are fitted together.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from saphan.verification.signals.tails import at_least

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_STEPS: Final = 25
CLOSE_ENOUGH: Final = 1e-9  # of the slope, a week
MOST_STEP, STEEPEST = 0.05, 0.25
LEAST_MEAN, MOST_MEAN = 1e-12, 1e9


@dataclass(frozen=True, slots=True)
class Flexible:
    """How the baseline is chosen. Weeks, but years: how many seasons back. The figures are those of the source."""

    years: int = 5
    half_window: int = 3
    parts: int = 10  # of the year; the last of them is the window around the present
    left_out: int = 26
    stands_out: float = 2.58  # Anscombe residuals above this count less
    season: int = 52

    @property
    def weeks_needed(self) -> int:
        """Before the first week that can be looked at."""
        return self.years * self.season + self.half_window


@dataclass(frozen=True, slots=True)
class Baseline:
    """What would be usual in one week for S series. mean, dispersion: (S,); fitted: (S,), False where no fit was found.

    slope: (S,) growth of the logarithm of the mean a week; 0 where the trend was not kept.
    """

    mean: Numbers
    dispersion: Numbers
    slope: Numbers
    fitted: Flags

    def p_value(self, counts: Numbers, means: Numbers | None = None) -> Numbers:
        """P(as many or more) where the usual mean is `means`, or that of the week itself."""
        return at_least(counts, self.mean if means is None else means, self.dispersion)


def baseline(counts: Numbers, week: int, shape: Flexible = Flexible(), known: Flags | None = None) -> Baseline:
    """The usual counts of `week`, from the weeks before it.

    counts: (S, T) whole numbers, a series a row; week: index into T, at least shape.weeks_needed. known: (S, T), False
    for weeks in which we were not reachable or somebody went out to ask: they say nothing of what is usual.
    Raises ValueError when there are too few weeks before.
    """
    if week < shape.weeks_needed:
        raise ValueError("too few weeks before this one")
    part = parts_of_the_year(week, shape)
    weeks = np.flatnonzero(part >= 0)
    design = _Design(weeks.astype(np.float64) - week, part[weeks], shape.parts)
    y = counts[:, weeks].astype(np.float64)
    prior = np.ones_like(y) if known is None else known[:, weeks].astype(np.float64)
    found = _robust(y, prior, design, shape, with_trend=True)
    keep = found.fitted & (found.mean <= np.max(y * (prior > 0), axis=1))
    if keep.all():
        return found
    level = _robust(y[~keep], prior[~keep], design, shape, with_trend=False)
    return _put_together(keep, found, level)


def parts_of_the_year(week: int, shape: Flexible) -> NDArray[np.int64]:
    """For each week up to `week` its part of the year, 0 to parts - 1, or -1 where it is not in the baseline."""
    part = np.full(week + 1, -1, dtype=np.int64)
    for year in range(1, shape.years + 1):
        middle = week - year * shape.season
        after = middle + shape.half_window + 1
        part[middle - shape.half_window : after] = shape.parts - 1
        between = shape.season - 2 * shape.half_window - 1
        part[after : after + between] = _blocks(between, shape.parts - 1)
    part[week - shape.left_out :] = -1
    return part


def _blocks(weeks: int, parts: int) -> NDArray[np.int64]:
    """Weeks shared out among parts, one more to the first ones where they do not divide."""
    if parts == 0:
        return np.zeros(weeks, dtype=np.int64)
    length, rest = divmod(weeks, parts)
    return np.repeat(np.arange(parts), [length + (part < rest) for part in range(parts)])


class _Design:
    """The weeks of a baseline: how far back they lie, and which part of the year each is in."""

    def __init__(self, time: Numbers, part: NDArray[np.int64], parts: int) -> None:
        self.part = part
        self.member = np.eye(parts)[part]  # (n, parts)
        self.middle = (time @ self.member) / self.member.sum(axis=0)  # of each part, so that large sums do not cancel
        self.time = time - self.middle[part]
        self.moments = np.concatenate([self.member * self.time[:, None] ** power for power in (0, 1, 2)], axis=1)

    def sums(self, values: Numbers) -> Numbers:
        """(S, n) to (S, parts)."""
        return np.asarray(values @ self.member)


@dataclass(frozen=True, slots=True)
class _Fit:
    mu: Numbers  # (S, n)
    mean: Numbers  # (S,) of the present week
    slope: Numbers  # (S,)
    leverage: Numbers  # (S, n)


def _robust(y: Numbers, prior: Numbers, design: _Design, shape: Flexible, *, with_trend: bool) -> Baseline:
    """Fit, weigh down what stands out, and fit again."""
    first = _fit(y, prior, design, with_trend, np.zeros(len(y)))
    parameters = shape.parts + with_trend
    spread = dispersion(y, first.mu, prior, parameters)
    weights = prior * weighed_down(anscombe(y, first.mu, first.leverage, spread), prior, shape.stands_out)
    last = _fit(y, weights, design, with_trend, first.slope)
    return Baseline(last.mean, dispersion(y, last.mu, weights, parameters), last.slope, np.isfinite(last.mean))


def _fit(y: Numbers, weights: Numbers, design: _Design, with_trend: bool, slope: Numbers) -> _Fit:
    """The likeliest levels follow from the slope, so that alone is looked for, by Newton's steps from `slope`."""
    cases, slope = design.sums(weights * y), slope if with_trend else np.zeros(len(y))
    along = np.sum(weights * y * design.time, axis=1)
    grown, total, middle, spread = _at(slope, weights, design)
    for _ in range(MOST_STEPS if with_trend else 0):
        gain, curve = along - np.sum(cases * middle, axis=1), np.sum(cases * spread, axis=1)
        step = np.clip(gain / np.maximum(curve, 1e-12), -MOST_STEP, MOST_STEP)
        slope = np.clip(slope + step, -STEEPEST, STEEPEST)
        grown, total, middle, spread = _at(slope, weights, design)
        if np.all((np.abs(step) < CLOSE_ENOUGH) | (np.abs(slope) == STEEPEST)):
            break
    level = np.clip(cases / total, LEAST_MEAN, MOST_MEAN)
    mu = np.clip(level[:, design.part] * np.exp(slope[:, None] * design.time), LEAST_MEAN, MOST_MEAN)
    leverage = grown / total[:, design.part]
    if with_trend:
        curve = np.maximum(np.sum(cases * spread, axis=1), 1e-12)
        away = design.time - middle[:, design.part]
        leverage *= 1.0 + cases[:, design.part] * away * away / curve[:, None]
    now = level[:, -1] * np.exp(-slope * design.middle[-1])
    return _Fit(mu, np.clip(now, LEAST_MEAN, MOST_MEAN), slope, leverage)


def _at(slope: Numbers, weights: Numbers, design: _Design) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Weights as they grow along the slope (S, n); of each part their sum, and the mean and variance of its weeks."""
    grown = weights * np.exp(slope[:, None] * design.time)
    total, first, second = np.split(np.asarray(grown @ design.moments), 3, axis=1)
    total = np.maximum(total, 1e-300)
    middle = first / total
    return grown, total, middle, np.maximum(second / total - middle * middle, 0.0)


def dispersion(y: Numbers, mu: Numbers, weights: Numbers, parameters: int) -> Numbers:
    """Pearson's, at least 1."""
    left = np.maximum(np.sum(weights > 0, axis=1) - parameters, 1)
    return np.asarray(np.maximum(np.sum(weights * (y - mu) ** 2 / mu, axis=1) / left, 1.0))


def anscombe(y: Numbers, mu: Numbers, leverage: Numbers, spread: Numbers) -> Numbers:
    """Residuals, nearly normal."""
    residual: Numbers = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu))
    return np.asarray(residual / np.sqrt(spread[:, None] * np.maximum(1.0 - leverage, 1e-12)))


def weighed_down(residual: Numbers, prior: Numbers, stands_out: float) -> Numbers:
    """1 / residual² for what stands out, scaled so that the weights of the known weeks sum to their number."""
    weights = np.where(residual > stands_out, np.maximum(residual, stands_out) ** -2.0, 1.0)
    known = np.sum(prior > 0, axis=1, keepdims=True)
    return np.asarray(weights * known / np.maximum(np.sum(weights * (prior > 0), axis=1, keepdims=True), 1e-300))


def _put_together(keep: Flags, with_trend: Baseline, level: Baseline) -> Baseline:
    """Series whose trend would go beyond all that was ever seen are fitted without it."""
    mean, spread, fitted = with_trend.mean.copy(), with_trend.dispersion.copy(), with_trend.fitted.copy()
    slope = np.where(keep, with_trend.slope, 0.0)
    mean[~keep], spread[~keep], fitted[~keep] = level.mean, level.dispersion, level.fitted
    return Baseline(mean, spread, slope, fitted)
