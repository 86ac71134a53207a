"""Upper tails, beside sums of the terms and known values."""

import math

import numpy as np
import pytest

from saphan.verification.signals.tails import at_least, log_chance


def tail(count: float, mean: float, dispersion: float) -> float:
    return float(at_least(np.array([count]), np.array([mean]), np.array([dispersion]))[0])


def test_the_poisson_tail_is_that_of_the_textbook() -> None:
    assert tail(1, 0.5, 1.0) == pytest.approx(1 - math.exp(-0.5))
    assert tail(4, 0.32, 1.0) == pytest.approx(1 - sum(math.exp(-0.32) * 0.32**k / math.factorial(k) for k in range(4)))


def test_the_negative_binomial_of_size_one_is_geometric() -> None:
    """Size = mean / (dispersion - 1) = 1: P(Y >= k) = (mean / (1 + mean)) ** k."""
    assert tail(5, 2.0, 3.0) == pytest.approx((2 / 3) ** 5)


def test_zero_or_more_is_certain() -> None:
    assert tail(0, 3.0, 2.0) == 1.0


def test_both_sides_of_the_mean_fit_together() -> None:
    for dispersion in (1.0, 2.5):
        around = [tail(k, 150.0, dispersion) for k in range(130, 171)]
        chances = np.exp(log_chance(np.arange(130.0, 170.0), np.full(40, 150.0), np.full(40, dispersion)))
        assert -np.diff(around) == pytest.approx(chances, rel=1e-6)


def test_the_far_tail_keeps_its_digits() -> None:
    """100! is where a sum from below would have nothing left."""
    first_term = math.exp(-1.0 - math.lgamma(101))
    assert tail(100, 1.0, 1.0) == pytest.approx(first_term * (1 + 1 / 101 + 1 / (101 * 102)), rel=1e-5)
