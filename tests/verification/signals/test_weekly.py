"""Weekly counts of three years and more: what is asked, what is not, and what is said."""

import numpy as np
import pytest

from saphan.verification.signals import weekly
from saphan.verification.signals.weekly import NO_RISE, look

WEEK = 3 * 52 + 3


def usual(series: int = 1, weeks: int = WEEK + 1, mean: float = 5.0) -> np.ndarray:
    return np.random.default_rng(4).poisson(mean, (series, weeks)).astype(float)


def test_three_years_are_needed() -> None:
    assert look(usual(), WEEK - 1) is None
    found = look(usual(), WEEK)
    assert found is not None and found.years == 3


def test_it_looks_as_far_back_as_it_may() -> None:
    far = look(usual(weeks=700), 699)
    near = look(usual(weeks=700), 699, most_years=5)
    assert far is not None and near is not None
    assert (far.years, near.years) == (10, 5)


def test_a_rise_is_said_with_what_would_be_usual() -> None:
    counts = usual()
    counts[0, WEEK] = 25.0
    found = look(counts, WEEK)
    assert found is not None
    assert found.score[0] > weekly.read().at(0.001, found.years)
    assert found.expected[0] == pytest.approx(5.0, rel=0.3)
    assert found.expected_two[0] == pytest.approx(10.0, rel=0.3)


def test_two_weeks_together_say_more_than_one() -> None:
    one, two = usual(), usual()
    one[0, WEEK - 1 : WEEK + 1] = 5.0, 12.0
    two[0, WEEK - 1 : WEEK + 1] = 12.0, 12.0
    found = look(np.concatenate([one, two]), WEEK)
    assert found is not None
    assert found.score[1] > found.score[0] + 1


def test_the_usual_is_seldom_over_the_limit() -> None:
    found = look(usual(2000), WEEK)
    assert found is not None
    limits = weekly.read()
    assert np.mean(found.score > limits.at(0.001, 3)) < 0.004
    assert np.mean(found.score > limits.at(0.011, 3)) < 0.02
    assert 0.01 < np.mean(found.score > limits.at(0.048, 3)) < 0.09


def test_zeros_and_equals_are_no_rise() -> None:
    found = look(np.array([np.zeros(WEEK + 1), np.full(WEEK + 1, 6.0)]), WEEK)
    assert found is not None
    assert found.score[0] == NO_RISE
    assert found.score[1] < weekly.read().at(0.048, 3)


def test_a_single_voice_after_years_of_silence_is_no_rise_of_numbers() -> None:
    counts = np.zeros((2, WEEK + 1))
    counts[0, WEEK], counts[1, WEEK] = 1.0, 3.0
    found = look(counts, WEEK)
    assert found is not None
    assert found.score[0] == NO_RISE and found.score[1] > 5


def test_a_week_of_an_outage_or_of_outreach_and_the_one_after_are_not_looked_at() -> None:
    counts, known = usual(3), np.ones((3, WEEK + 1), dtype=bool)
    known[0, WEEK] = False
    known[1, WEEK - 1] = False
    found = look(counts, WEEK, known)
    assert found is not None
    assert np.isnan(found.score).tolist() == [True, True, False]


def test_a_series_of_which_little_is_known_is_not_looked_at() -> None:
    counts, known = usual(3), np.ones((3, WEEK + 1), dtype=bool)
    known[0, :100] = False
    for year in (1, 2):
        known[1, WEEK - 52 * year - 3 : WEEK - 52 * year + 4] = False
    found = look(counts, WEEK, known)
    assert found is not None
    assert np.isnan(found.score).tolist() == [True, True, False]


def test_weeks_left_out_of_the_baseline_do_not_lower_it() -> None:
    counts, known = usual(), np.ones((1, WEEK + 1), dtype=bool)
    counts[0, 60:90] = 0.0
    known[0, 60:90] = False
    found, unaware = look(counts, WEEK, known), look(counts, WEEK)
    assert found is not None and unaware is not None
    assert found.expected[0] > unaware.expected[0]


def test_a_limit_between_calibrated_years_is_that_of_fewer() -> None:
    limits = weekly.read()
    assert limits.at(0.048, 6) == limits.at(0.048, 5)


def test_the_rarer_a_false_alarm_may_be_the_more_is_asked() -> None:
    limits = weekly.read()
    shares = (0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0.0001, 0.00001, 0.000001)
    for years in (3, 4, 5, 7, 10):
        asked = [limits.at(share, years) for share in shares]
        assert asked == sorted(asked)
        assert asked[-1] == pytest.approx(asked[-2] + 1.5)  # rarer than was simulated
