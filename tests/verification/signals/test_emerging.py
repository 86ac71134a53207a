"""How much likelier the last weeks are if something emerges."""

import numpy as np
import pytest

from saphan.verification.signals.emerging import likelier


def of(*weeks: float, usual: float = 4.0, dispersion: float = 1.0) -> float:
    """This week's voices first."""
    means = np.full((1, 3), usual)
    return float(likelier(np.array([weeks], dtype=float), means, np.array([dispersion]))[0])


def test_what_is_usual_speaks_against_it_and_many_voices_for_it() -> None:
    assert of(4, 4, 4) < 0 < of(9, 4, 4) < of(12, 4, 4)


def test_two_high_weeks_say_more_than_one_and_three_more_than_two() -> None:
    assert of(9, 4, 4) + 0.5 < of(9, 9, 4)
    assert of(7, 9, 4) < of(7, 9, 9)


def test_what_is_over_speaks_little_for_it() -> None:
    assert of(4, 4, 12) < 0.5 < of(12, 4, 4)


def test_where_counts_vary_more_anyway_more_is_asked() -> None:
    assert of(12, 8, 4, dispersion=4.0) < of(12, 8, 4)


def test_odds_of_ten_are_had_by_chance_in_at_most_one_of_ten_quiet_weeks() -> None:
    """As for every such ratio: its mean over what is usual is 1."""
    by = np.random.default_rng(5)
    for usual in (0.3, 3.0, 30.0):
        counts = by.poisson(usual, (20_000, 3)).astype(float)
        odds = 10 ** likelier(counts, np.full((20_000, 3), usual), np.ones(20_000))
        assert np.mean(odds) == pytest.approx(1.0, abs=0.35)
        assert np.mean(odds > 10) < 0.1 and np.mean(odds > 100) < 0.01
