"""Given months of a workplace: nothing warns without a reason, a fall is noticed, and too little is said to be so."""

from itertools import product
from math import comb

import numpy as np
import pytest

from saphan.dialogue.crowding.statistics import (
    LEVEL,
    UNKNOWN_SCATTER,
    Series,
    benjamini_hochberg,
    compare,
    fewer,
    is_warning,
    scatter_of,
    season_of,
)
from tests.dialogue.crowding.worlds import World, judged


def series(quiet: tuple[int, ...], asked: tuple[int, ...]) -> Series:
    return Series(quiet, asked, (1.0,) * len(quiet), (1.0,) * len(asked))


def test_without_scatter_it_is_the_binomial() -> None:
    exact = sum(comb(20, k) * 0.25**k * 0.75 ** (20 - k) for k in range(3))
    assert fewer(2, 20, 1e6, 3e6) == pytest.approx(exact, rel=1e-3)


def test_the_chances_of_all_counts_are_one() -> None:
    assert fewer(30, 30, 6.0, 18.0) == pytest.approx(1.0)
    assert fewer(3, 30, 6.0, 18.0) < fewer(4, 30, 6.0, 18.0)


def test_the_worked_example_of_the_docs() -> None:
    found = compare(series((6, 9, 7, 8, 5, 7, 6, 8, 7), (2, 1, 1)), scatter=0.1)
    assert (found.quiet, found.asked, found.quiet_months, found.asked_months) == (63, 4, 9, 3)
    assert found.ratio == pytest.approx(0.21, abs=0.01)
    assert (round(found.low or 0, 2), round(found.high or 0, 2)) == (0.08, 0.6)
    assert found.p is not None and round(found.p, 4) == 0.0006


def test_too_little_is_said_to_be_too_little() -> None:
    for few in (series((9, 9), (0, 0)), series((9, 9, 9), ()), series((2, 2, 3), (0, 0, 0))):
        assert compare(few, UNKNOWN_SCATTER).p is None
    assert not is_warning(compare(series((9, 9), (0,)), 0.1), None)


def test_a_fall_by_less_than_a_third_warns_nobody() -> None:
    slight = compare(series((400,) * 9, (320,) * 3), scatter=0.0001)
    assert slight.p is not None and slight.p < LEVEL and not is_warning(slight, slight.p)


def test_power_is_low_where_little_is_heard_and_high_where_much_is() -> None:
    little, much = (compare(series((n,) * 9, (n,) * 3), 0.1).power for n in (1, 40))
    assert little is not None and much is not None and little < 0.3 < 0.9 < much


def test_many_at_once() -> None:
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.5]) == pytest.approx((0.04, 0.16 / 3, 0.16 / 3, 0.5))
    assert benjamini_hochberg([]) == ()


def test_scatter_is_taken_for_larger_than_it_seems_and_unknown_where_there_is_little() -> None:
    chance = np.random.default_rng(5)
    months = [tuple(chance.poisson(8 * chance.gamma(2, 0.5, 12)).tolist()) for _ in range(60)]
    assert 0.5 <= scatter_of(months) <= 0.9  # the truth is 0.5
    assert scatter_of(months[:3]) == UNKNOWN_SCATTER and scatter_of([(0, 0, 0)] * 90) == UNKNOWN_SCATTER


def test_what_falls_everywhere_falls_by_no_poll() -> None:
    weights = season_of([(30, 30, 10)] * 9, 3)
    assert weights[2] < 0.7 < 1.0 < weights[0] and sum(weights) == pytest.approx(3)
    assert season_of([(1, 1, 1)], 3) == (1.0, 1.0, 1.0)


def test_false_alarms_are_rare_and_a_fall_is_noticed() -> None:
    """The same as benchmarks/crowding_out.py, with few worlds."""
    for number, (scatter, season) in enumerate(product((0.1, 0.5), (0.0, 0.4))):
        chance = np.random.default_rng(number)
        worlds = [judged(World(scatter=scatter, season=season), chance) for _ in range(15)]
        alarms = [warned for each in worlds for warned in each.warned]
        assert sum(alarms) / len(alarms) <= 0.02
    fallen = [judged(World(scatter=0.1, ratio=0.2, voices=8), np.random.default_rng(9)) for _ in range(5)]
    noticed = [warned for each in fallen for warned in each.warned]
    assert sum(noticed) / len(noticed) >= 0.5
    inside = [each.low <= 0.2 <= each.high for one in fallen for each in one.found if each.low and each.high]
    assert sum(inside) / len(inside) >= 0.9
