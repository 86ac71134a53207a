"""How unlikely is a count this large? Upper tails of the Poisson and negative binomial distributions, in NumPy. Pure.

The negative binomial is written by its mean and its dispersion, variance / mean: size = mean / (dispersion - 1).
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ENOUGH: Final = 1e-12  # a term this small beside the sum adds nothing that anybody reads
MOST_TERMS: Final = 100_000
POISSON: Final = 1.0 + 1e-9  # a dispersion below this is none

_log_gamma = np.vectorize(math.lgamma, otypes=[np.float64])


def at_least(counts: Numbers, mean: Numbers, dispersion: Numbers) -> Numbers:
    """P(Y >= count), elementwise, by summing the terms on the shorter side of the mean.

    counts: whole numbers; mean > 0; dispersion >= 1, where 1 is Poisson. All of one shape.
    """
    high = counts > mean
    start = np.where(high, counts, counts - 1.0)
    total = _sum_from(start, mean, dispersion, np.where(high, 1.0, -1.0))
    tail = np.where(high, total, 1.0 - total)
    return np.asarray(np.where(counts <= 0, 1.0, np.clip(tail, 0.0, 1.0)))


def log_chance(counts: Numbers, mean: Numbers, dispersion: Numbers) -> Numbers:
    """Natural logarithm of P(Y = count)."""
    poisson = counts * np.log(mean) - mean - _log_gamma(counts + 1.0)
    spread = np.maximum(dispersion, POISSON)
    size = mean / (spread - 1.0)
    negative = (
        _log_gamma(counts + size)
        - _log_gamma(size)
        - _log_gamma(counts + 1.0)
        - size * np.log(spread)
        + counts * np.log1p(-1.0 / spread)
    )
    return np.asarray(np.where(dispersion <= POISSON, poisson, negative))


def _sum_from(start: Numbers, mean: Numbers, dispersion: Numbers, step: Numbers) -> Numbers:
    """Chances of start, start + step, start + 2 step, … until the terms are nothing beside their sum."""
    here = np.maximum(start, 0.0)
    term = np.where(start < 0, 0.0, np.exp(log_chance(here, mean, dispersion)))
    total = term.copy()
    for _ in range(MOST_TERMS):
        upward = _growth(here, mean, dispersion)
        downward = np.where(here > 0, 1.0 / _growth(np.maximum(here - 1.0, 0.0), mean, dispersion), 0.0)
        term = term * np.where(step > 0, upward, downward)
        here = np.maximum(here + step, 0.0)
        total += term
        if np.all(term <= ENOUGH * total):
            break
    return total


def _growth(count: Numbers, mean: Numbers, dispersion: Numbers) -> Numbers:
    """P(Y = count + 1) / P(Y = count)."""
    spread = np.maximum(dispersion, POISSON)
    size = mean / (spread - 1.0)
    negative = (size + count) / (count + 1.0) * (1.0 - 1.0 / spread)
    return np.where(dispersion <= POISSON, mean / (count + 1.0), negative)
