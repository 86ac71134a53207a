"""Did people stop speaking by themselves where they were asked? Pure. How it works: docs/explanation/crowding-out.md.

Months in which a workplace was polled are set beside its months in which it was not. Voices come in bursts (one
accident brings ten), so their monthly counts scatter more than a Poisson's: they are taken as negative binomial, with a
scatter that all workplaces share. Given how many voices there are altogether, how many of them fall into the asked
months is then beta-binomial; the test is exact for a known scatter, and looks one way: for fewer.

Sources: Przyborowski and Wilenski (1940) for the conditional test of two Poisson rates; Skellam (1948) for the
beta-binomial; Benjamini and Hochberg (1995) for many workplaces at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log, sqrt
from typing import Final

LEVEL: Final = 0.05  # of the false discovery rate over all workplaces of a month
QUIET_MONTHS: Final = 3  # fewer tell nothing
QUIET_VOICES: Final = 8  # fewer cannot fall by enough to be seen
LESS: Final = 2 / 3  # a fall by less than a third warns nobody, however sure it is
LEAST_SCATTER, MOST_SCATTER, UNKNOWN_SCATTER = 0.1, 3.0, 0.5
SEASON_VOICES: Final = 240  # at workplaces that were not asked; with fewer each month is a usual one
ENOUGH_TO_SCATTER: Final = 60  # quiet months with which the scatter is estimated; before that it is taken as unknown
Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of whole months of one workplace, and beside each the weight of its season (1: a usual month)."""

    quiet: tuple[int, ...]
    asked: tuple[int, ...]
    quiet_weights: tuple[float, ...]
    asked_weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """ratio: asked months against quiet ones, with its interval of 95 %. p: None where too little is known to test.

    power: the chance that a fall by half would have given p ≤ 0.05 here. A low one says that no warning means nothing.
    """

    quiet: int
    asked: int
    quiet_months: int
    asked_months: int
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    power: float | None = None


def compare(series: Series, scatter: float) -> Finding:
    """scatter: variance over the mean squared, beyond a Poisson's (1/r of the negative binomial)."""
    quiet, asked = sum(series.quiet), sum(series.asked)
    found = Finding(quiet, asked, len(series.quiet), len(series.asked))
    if len(series.quiet) < QUIET_MONTHS or not series.asked or quiet < QUIET_VOICES:
        return found
    a, b = sum(series.asked_weights) / scatter, sum(series.quiet_weights) / scatter
    if a <= 0 or b <= 0:
        return found
    ratio, low, high = _ratio(asked, quiet, a, b)
    p = fewer(asked, asked + quiet, a, b)
    power = _power(quiet, a, b, scatter)
    return replace(found, ratio=ratio, low=low, high=high, p=p, power=power)


def fewer(asked: int, n: int, a: float, b: float) -> float:
    """Chance of so few, or fewer, of n voices in the asked months, when nothing but chance shares them out.

    a, b: the shapes of the asked and of the quiet months; as both grow together this becomes the binomial.
    """
    return min(1.0, sum(exp(_log_beta_binomial(k, n, a, b)) for k in range(asked + 1)))


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Each p as the smallest false discovery rate at which it would be found, in the order given."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place], reverse=True)
    adjusted, least = [1.0] * len(p_values), 1.0
    for rank, place in zip(range(len(p_values), 0, -1), order, strict=True):
        least = min(least, p_values[place] * len(p_values) / rank)
        adjusted[place] = least
    return tuple(adjusted)


def is_warning(found: Finding, adjusted: float | None) -> bool:
    return adjusted is not None and adjusted <= LEVEL and found.ratio is not None and found.ratio <= LESS


def scatter_of(months: Sequence[Sequence[int]]) -> float:
    """From quiet months of all workplaces, by moments: Σ(s² − m) / Σm². Taken as unknown where there are few."""
    able = [each for each in months if len(each) >= QUIET_MONTHS and any(each)]
    if sum(len(each) for each in able) < ENOUGH_TO_SCATTER:
        return UNKNOWN_SCATTER
    over = sum(_variance(each) - _mean(each) for each in able)
    under = sum(_mean(each) ** 2 - _variance(each) / len(each) for each in able)
    unsure = 1 + 2 / sqrt(len(able))  # taken for larger than it seems: one that is too small warns for nothing
    return min(MOST_SCATTER, max(LEAST_SCATTER, unsure * over / under)) if under > 0 else MOST_SCATTER


def season_of(months: Sequence[Sequence[int]], number: int) -> tuple[float, ...]:
    """Weight of each of `number` months, from workplaces never asked: what fell everywhere fell by no poll."""
    totals = [sum(each[place] for each in months) for place in range(number)]
    if sum(totals) < SEASON_VOICES:
        return (1.0,) * number
    shrunk = [each + SEASON_VOICES / (2 * number) for each in totals]
    return tuple(each * number / sum(shrunk) for each in shrunk)


def _ratio(asked: int, quiet: int, a: float, b: float) -> tuple[float, float, float]:
    """With half a voice on either side, so that none is no division by nothing; the interval is on the log scale."""
    ratio = ((asked + 0.5) / a) / ((quiet + 0.5) / b)
    reach = Z * sqrt(1 / (asked + 0.5) + 1 / (quiet + 0.5) + 1 / a + 1 / b)
    return ratio, ratio * exp(-reach), ratio * exp(reach)


def _power(quiet: int, a: float, b: float, scatter: float) -> float:
    """The quiet months as they are, the asked ones at half their rate."""
    mean = quiet * (a / b) / 2
    chance, n = 0.0, 0
    while n <= 10 * mean + 50:
        if fewer(n, n + quiet, a, b) > LEVEL:
            break
        chance += exp(_log_negative_binomial(n, mean, a))
        n += 1
    return min(1.0, chance)


def _log_beta_binomial(k: int, n: int, a: float, b: float) -> float:
    return _log_choose(n, k) + _log_beta(k + a, n - k + b) - _log_beta(a, b)


def _log_negative_binomial(k: int, mean: float, shape: float) -> float:
    if mean <= 0:
        return 0.0 if k == 0 else float("-inf")
    return (
        lgamma(k + shape)
        - lgamma(shape)
        - lgamma(k + 1)
        + shape * log(shape / (shape + mean))
        + k * log(mean / (shape + mean))
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)


def _variance(counts: Sequence[int]) -> float:
    middle = _mean(counts)
    return sum((each - middle) ** 2 for each in counts) / (len(counts) - 1)
