"""What is usual now? A trend, two waves a year and the same weeks of other years, many series at once. Pure NumPy.

A quasi-Poisson regression of weekly counts like that of farrington.py: what stands out counts less, and the last half
year is left out. But the season is two waves (Serfling 1963, Public Health Reports 78:494-506, doi 10.2307/4591848),
which takes fewer numbers than ten levels and bends within a month. A season that is no wave, a harvest, is put right by
the counts of the same seven weeks of other years, as far as there are many; a feast of a week or two only in part.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from saphan.verification.signals.farrington import Flags, Flexible, Numbers, anscombe, dispersion, weighed_down

WAVES: Final = 2
BACK: Final = 3  # weeks of which the usual count is said: this one, the last, the one before
PULL: Final = 1.0  # towards no growth and no waves, as if each had a normal of variance 1 / this; a year, not all weeks
DAMPING: Final = 100.0  # voices of the waves' size beside those of the same weeks of other years
MOST_STEPS, CLOSE_ENOUGH = 25, 1e-4
MOST_STEP, FARTHEST = 2.0, 15.0  # of a term; of the logarithm of a mean


@dataclass(frozen=True, slots=True)
class Now:
    """means: (S, BACK), this week's first; dispersion: (S,) variance / mean."""

    means: Numbers
    dispersion: Numbers


def usual_now(counts: Numbers, week: int, shape: Flexible, known: Flags) -> Now:
    """From weeks before `week`. counts: (S, T), a series a row; known: (S, T), False for weeks that say nothing."""
    weeks = np.arange(week - shape.years * shape.season - shape.half_window, week - shape.left_out)
    y, prior = counts[:, weeks].astype(np.float64), known[:, weeks].astype(np.float64)
    design, now = _design(weeks - week, shape.season), _design(-np.arange(BACK), shape.season)
    first = _fit(y, prior, design, _level(y, prior, design.shape[1]))
    spread = dispersion(y, first.mu, prior, design.shape[1])
    weights = prior * weighed_down(anscombe(y, first.mu, first.leverage(prior), spread), prior, shape.stands_out)
    last = _fit(y, weights, design, first.terms)
    away = (weeks - week + shape.season // 2) % shape.season - shape.season // 2
    right = _put_right(y, last.mu, weights * (np.abs(away) <= shape.half_window))
    most = np.max(y * (prior > 0), axis=1)
    means = np.minimum(_mean(last.terms, now) * right[:, None], np.where(most > 0, most, np.inf)[:, None])
    return Now(means, dispersion(y, last.mu, weights, design.shape[1]))


def _put_right(y: Numbers, mu: Numbers, weights: Numbers) -> Numbers:
    """How many times the waves' size the weighed weeks had, (S,)."""
    return np.asarray((DAMPING + np.sum(weights * y, axis=1)) / (DAMPING + np.sum(weights * mu, axis=1)))


def _design(weeks: NDArray[np.int64], season: int) -> Numbers:
    """A level, growth a year, and cosine and sine of each wave; (n, terms)."""
    years = weeks / season
    waves = [turn(2.0 * np.pi * each * years) for each in range(1, WAVES + 1) for turn in (np.cos, np.sin)]
    return np.stack([np.ones(len(weeks)), years, *waves], axis=1)


@dataclass(frozen=True, slots=True)
class _Fit:
    """terms: (S, terms); mu: (S, n); curve: (S, terms, terms), what the weeks tell of the terms."""

    terms: Numbers
    mu: Numbers
    curve: Numbers
    design: Numbers

    def leverage(self, weights: Numbers) -> Numbers:
        """(S, n): how much of a week's fitted count is its own."""
        across = self.design @ np.linalg.inv(self.curve)
        return np.asarray(np.sum(across * self.design, axis=2) * weights * self.mu)


def _level(y: Numbers, weights: Numbers, terms: int) -> Numbers:
    """Where the search begins: the mean of all, half a voice more so that none is impossible."""
    start = np.zeros((len(y), terms))
    start[:, 0] = np.log((np.sum(weights * y, axis=1) + 0.5) / np.maximum(np.sum(weights, axis=1), 1.0))
    return start


def _fit(y: Numbers, weights: Numbers, design: Numbers, terms: Numbers) -> _Fit:
    """The likeliest terms, by Newton's steps."""
    rows, columns = np.tril_indices(design.shape[1])
    products = design[:, rows] * design[:, columns]
    pull = PULL * np.eye(design.shape[1])
    pull[0, 0] = 1e-9
    for _ in range(MOST_STEPS):
        mu = _mean(terms, design)
        curve = np.empty((len(y), *pull.shape))
        curve[:, rows, columns] = curve[:, columns, rows] = (weights * mu) @ products
        curve += pull
        gain = (weights * (y - mu)) @ design - terms @ pull
        step = np.clip(np.linalg.solve(curve, gain[:, :, None])[:, :, 0], -MOST_STEP, MOST_STEP)
        terms = terms + step
        if np.max(np.abs(step)) < CLOSE_ENOUGH:
            break
    return _Fit(terms, _mean(terms, design), curve, design)


def _mean(terms: Numbers, design: Numbers) -> Numbers:
    return np.asarray(np.exp(np.clip(terms @ design.T, -FARTHEST, FARTHEST)))
