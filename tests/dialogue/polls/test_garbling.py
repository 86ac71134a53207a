"""Given a delicate question: two of ten are set exactly, one answer proves nothing, and the share is still found."""

import random
from itertools import combinations

import numpy as np
import pytest

from saphan.dialogue.polls.garbling import SET, WINDOW, draw, estimate, kept

POLLS = 10_000


def test_of_every_ten_answers_exactly_two_are_set_and_which_is_drawn_anew() -> None:
    windows = [draw() for _ in range(2_000)]
    assert {len(window) for window in windows} == {WINDOW} and {sum(window) for window in windows} == {SET}
    assert {tuple(np.flatnonzero(window)) for window in windows} == set(combinations(range(WINDOW), SET))
    times = np.array(windows).sum(axis=0)
    assert (abs(times - 400) < 100).all()  # five standard deviations of 18


def test_a_yes_may_have_been_set_and_a_no_never_is() -> None:
    assert kept(True, False) and kept(True, True) and kept(False, True) and not kept(False, False)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("n", [30, 100, 1_000])
def test_the_interval_holds_the_truth_in_at_least_94_of_100_polls(n: int, share: float) -> None:
    """share: of all people of whom n were asked; the windows are those that are really drawn."""
    chance, choose = np.random.default_rng(n), random.Random(n)
    said = chance.random((POLLS, n)) < share
    several = [np.concatenate([draw(choose.choice) for _ in range(n // WINDOW)]) for _ in range(50)]
    held, middle = 0, 0.0
    for number, answers in enumerate(said):
        is_set = several[number % len(several)]
        found = estimate(int((answers | is_set).sum()), n, int(is_set.sum()))
        held += found.low <= share <= found.high
        middle += found.share
    assert held >= 0.94 * POLLS
    assert abs(middle / POLLS - share) < 0.005


def test_it_is_the_formula_of_the_model() -> None:
    found = estimate(yes=44, n=100, was_set=20)
    assert found.share == pytest.approx((0.44 - 0.2) / (1 - 0.2)) and found.n == 100
    assert (round(found.low, 3), round(found.high, 3)) == (0.205, 0.414)


def test_a_window_that_is_not_full_yet_counts_what_was_really_set() -> None:
    assert estimate(yes=3, n=14, was_set=3).share == 0
    assert estimate(yes=14, n=14, was_set=2).high == 1


@pytest.mark.parametrize(("yes", "n", "was_set"), [(1, 10, 2), (11, 10, 2), (2, 2, 2), (0, 0, 0)])
def test_what_cannot_be_is_refused(yes: int, n: int, was_set: int) -> None:
    with pytest.raises(ValueError, match="no such answers"):
        estimate(yes, n, was_set)
