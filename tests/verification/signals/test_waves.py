"""What is usual now: a trend, two waves, and the same weeks of other years."""

import numpy as np
import pytest

from saphan.verification.signals.farrington import Flexible
from saphan.verification.signals.waves import Now, usual_now

SHAPE = Flexible(years=5)
WEEK = 300
WEEKS = np.arange(WEEK + 1)


def now(*series: np.ndarray, known: np.ndarray | None = None) -> Now:
    counts = np.array(series, dtype=float)
    return usual_now(counts, WEEK, SHAPE, np.ones(counts.shape, dtype=bool) if known is None else known)


def drawn(mean: np.ndarray, series: int = 200) -> np.ndarray:
    return np.random.default_rng(7).poisson(mean, (series, len(mean)))


def test_growth_and_season_are_followed_to_this_week_and_the_two_before() -> None:
    mean = np.exp(2.0 + 0.003 * WEEKS + 0.8 * np.cos(2 * np.pi * WEEKS / 52))
    found = now(*drawn(mean))
    assert found.means.mean(axis=0) == pytest.approx(mean[[WEEK, WEEK - 1, WEEK - 2]], rel=0.03)
    assert found.dispersion.mean() == pytest.approx(1.0, abs=0.06)


def test_a_short_feast_is_known_from_other_years_in_part() -> None:
    feast = np.where((WEEKS - WEEK + 26) % 52 - 26 >= -1, 1.0, 0.0) * np.where((WEEKS - WEEK + 26) % 52 - 26 <= 1, 1, 0)
    mean = 20.0 * (1.0 + 1.5 * feast)
    plain, with_feast = now(*drawn(np.full(WEEK + 1, 20.0))), now(*drawn(mean))
    assert with_feast.means[:, 0].mean() > 1.25 * plain.means[:, 0].mean()


def test_a_past_outbreak_hardly_counts() -> None:
    usual = np.full(WEEK + 1, 10.0) + WEEKS % 2 * 2.0
    outbreak = usual.copy()
    outbreak[WEEK - 104 : WEEK - 101] += 60.0
    found = now(usual, outbreak)
    assert found.means[1, 0] == pytest.approx(found.means[0, 0], rel=0.12)


def test_silence_expects_next_to_nothing_and_nothing_is_expected_beyond_all_that_was_heard() -> None:
    explosive = np.round(np.exp(0.03 * np.maximum(WEEKS - 150, 0)))
    found = now(np.zeros(WEEK + 1), explosive)
    assert 0 < found.means[0, 0] < 0.01
    assert found.means[1, 0] <= explosive[: WEEK - 26].max()


def test_unknown_weeks_say_nothing() -> None:
    counts, known = np.full((1, WEEK + 1), 9.0), np.ones((1, WEEK + 1), dtype=bool)
    counts[0, 220:260] = 0.0
    known[0, 220:260] = False
    assert now(*counts, known=known).means[0] == pytest.approx([9.0] * 3, rel=0.02)
    assert now(*counts).means[0, 0] < 8.5
