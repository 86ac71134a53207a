"""The fit agrees with R's, and behaves on series made by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from saphan.verification.signals.farrington import Flexible, baseline, parts_of_the_year

OF_R = json.loads((Path(__file__).parent / "farrington_of_r.json").read_text())
WEEK = 300  # five years and 40 weeks


def test_the_fit_agrees_with_what_r_said_of_the_same_counts() -> None:
    """The table was made by R's surveillance::farringtonFlexible (benchmarks/noufaily_oracle.py)."""
    counts = np.array([one["counts"] for one in OF_R["series"]], dtype=float)
    for place, week in enumerate(OF_R["weeks"]):
        found = baseline(counts, week)
        chances = found.p_value(counts[:, week])
        assert chances == pytest.approx([one["chances"][place] for one in OF_R["series"]], abs=5e-5)
        expected = np.array([one["expected"][place] for one in OF_R["series"]])
        assert found.mean == pytest.approx(expected, rel=2e-3, abs=1e-3)
        enough = counts[:, week - 3 : week + 1].sum(axis=1) >= 5  # R's own floor
        alarms = (chances <= 0.01) & (counts[:, week] > 0) & enough
        assert alarms.tolist() == [one["alarms"][place] == 1 for one in OF_R["series"]]


def test_there_are_alarms_in_the_table() -> None:
    assert sum(sum(one["alarms"]) for one in OF_R["series"]) >= 2


def test_a_series_of_zeros_expects_nothing_and_one_of_equals_the_same() -> None:
    found = baseline(np.array([np.zeros(WEEK + 1), np.full(WEEK + 1, 7.0)]), WEEK)
    assert found.mean == pytest.approx([0.0, 7.0], abs=1e-6)
    assert found.dispersion == pytest.approx([1.0, 1.0])
    assert found.slope[1] == pytest.approx(0.0, abs=1e-9)
    assert found.fitted.all()


def test_a_trend_is_followed_unless_it_leads_beyond_all_that_was_seen() -> None:
    slowly = np.round(20 * np.exp(0.003 * np.arange(WEEK + 1)))
    falling = slowly[::-1].copy()
    found = baseline(np.array([falling, slowly]), WEEK)
    assert found.mean[0] == pytest.approx(20, rel=0.1) and found.slope[0] == pytest.approx(-0.003, abs=2e-4)
    assert found.slope[1] == 0.0 and found.mean[1] <= slowly[: WEEK - 26].max()


def test_a_season_is_expected_again() -> None:
    season = np.round(20 + 15 * np.cos(2 * np.pi * (np.arange(WEEK + 1) - WEEK) / 52))
    found = baseline(season[None, :], WEEK)
    assert found.mean[0] == pytest.approx(35, rel=0.1)


def test_a_past_outbreak_hardly_counts() -> None:
    usual = np.full(WEEK + 1, 10.0)
    usual[1::2] += 2.0
    outbreak = usual.copy()
    outbreak[WEEK - 104 : WEEK - 101] += 60.0
    usual_mean, with_outbreak = baseline(np.array([usual, outbreak]), WEEK).mean
    assert with_outbreak < 1.2 * usual_mean


def test_what_emerges_now_does_not_hide_itself() -> None:
    usual = np.full(WEEK + 1, 5.0)
    rising = usual.copy()
    rising[WEEK - 20 :] = 30.0
    assert baseline(rising[None, :], WEEK).mean == pytest.approx(baseline(usual[None, :], WEEK).mean)


def test_weeks_that_are_not_known_say_nothing() -> None:
    counts = np.full((1, WEEK + 1), 10.0)
    known = np.ones((1, WEEK + 1), dtype=bool)
    known[0, WEEK - 107 : WEEK - 100] = False
    silent = counts.copy()
    silent[0, WEEK - 107 : WEEK - 100] = 0.0
    assert baseline(silent, WEEK, known=known).mean == pytest.approx([10.0])
    assert baseline(silent, WEEK).mean[0] < 9.5


def test_parts_of_the_year_are_those_of_the_source() -> None:
    part = parts_of_the_year(WEEK, Flexible())
    assert (part[WEEK - 26 :] == -1).all() and (part[: WEEK - 263] == -1).all()
    for years in range(1, 6):
        middle = WEEK - 52 * years
        assert (part[middle - 3 : middle + 4] == 9).all()
    of_a_year = part[WEEK - 104 : WEEK - 52]
    assert sorted(set(of_a_year.tolist())) == list(range(10))
    assert set(np.bincount(of_a_year).tolist()) == {5, 7}


def test_too_few_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="too few weeks"):
        baseline(np.ones((1, 300)), 262)
