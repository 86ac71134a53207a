"""Noufaily's 42 scenarios: weekly counts with a trend, seasons and outbreaks, made from the published parameters.

Source: Noufaily et al. (2013), Statistics in Medicine 32:1206-1222, doi 10.1002/sim.5595, the simulation study.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

WEEKS, YEAR, FIRST, PAST = 624, 52, 575, 312  # the weeks from FIRST on are scored; indices from 0
SETS = (  # theta, beta, gamma1, gamma2, phi
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)
SCENARIOS = tuple(product(range(len(SETS)), (False, True), (0, 1, 2)))


@dataclass(frozen=True, slots=True)
class Series:
    """quiet: without a current outbreak; counts: the same with one; current: (S, WEEKS) its cases. mean: (S,) usual
    count over the scored weeks."""

    quiet: Counts
    counts: Counts
    current: Counts
    mean: NDArray[np.float64]

    def only(self, rows: slice) -> "Series":
        return Series(self.quiet[rows], self.counts[rows], self.current[rows], self.mean[rows])


def make(replicates: int, seed: int) -> Series:
    """`replicates` of each scenario, in their order."""
    random = np.random.default_rng(seed)
    made = [_one(*scenario, random) for _ in range(replicates) for scenario in SCENARIOS]
    quiet, current, mean = (np.array(part) for part in zip(*made, strict=True))
    return Series(quiet, quiet + current, current, mean)


def _one(number: int, trend: bool, harmonics: int, random: np.random.Generator) -> tuple[Counts, Counts, float]:
    theta, beta, gamma1, gamma2, phi = SETS[number]
    week = np.arange(1, WEEKS + 1)
    eta = theta + beta * week * trend
    for j in range(1, harmonics + 1):
        eta = eta + gamma1 * np.cos(2 * np.pi * j * week / YEAR) + gamma2 * np.sin(2 * np.pi * j * week / YEAR)
    mean = np.exp(eta)
    base = random.poisson(mean) if phi == 1 else random.negative_binomial(mean / (phi - 1), 1 / phi)
    deviation = np.sqrt(phi * mean)
    for _ in range(4):
        start = int(random.integers(PAST, FIRST))
        base = base + _outbreak(start, random.choice((2, 3, 5, 10)) * deviation[start], random)
    start = int(random.integers(FIRST, WEEKS))
    current = _outbreak(start, random.integers(1, 11) * deviation[start], random)
    return base, current, float(mean[FIRST:].mean())


def _outbreak(start: int, size: float, random: np.random.Generator) -> Counts:
    """Poisson(size) cases from a week on, each delayed by a lognormal(0, 0.5) number of weeks."""
    weeks = start + np.floor(random.lognormal(0.0, 0.5, random.poisson(size))).astype(int)
    return np.bincount(weeks[weeks < WEEKS], minlength=WEEKS)
