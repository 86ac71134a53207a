"""Given sums, a figure says how many stand behind it and how sure it is."""

from collections import Counter
from itertools import accumulate
from math import comb

import pytest

from saphan.impact.indicators.folding import Sums
from saphan.impact.indicators.values import median, value


def test_a_share_has_wilsons_interval() -> None:
    one = value("share", "x", "", Sums(8, 10))
    assert (one.value, one.n) == (0.8, 10)
    assert one.low == pytest.approx(0.490, abs=0.001) and one.high == pytest.approx(0.943, abs=0.001)


def test_a_share_of_nothing_is_no_number() -> None:
    one = value("share", "x", "", Sums(0, 0))
    assert (one.value, one.low, one.high) == (None, None, None)


def test_a_count_has_no_interval() -> None:
    one = value("count", "x", "THB", Sums(12_000, 0))
    assert (one.value, one.n, one.low, one.high) == (12_000, 12_000, None, None)


def test_days_are_a_median_and_those_who_wait_are_in_the_denominator() -> None:
    one = value("days", "x", "", Sums(3, 5, Counter({1: 1, 4: 1, 9: 1})))
    assert (one.value, one.n, one.denominator, one.low) == (4, 3, 5, None)
    assert median(Counter({1: 1, 4: 1})) == (2.5, None, None)
    assert median(Counter()) == (None, None, None)


@pytest.mark.parametrize("n", [6, 9, 10, 30, 101, 1000])
def test_the_interval_of_a_median_holds_it_at_95_percent_and_no_narrower_one_does(n: int) -> None:
    _, low, _ = median(Counter(range(1, n + 1)))
    assert low is not None
    outside = list(accumulate(comb(n, rank) for rank in range(n)))
    assert outside[int(low) - 1] <= 0.025 * 2**n < outside[int(low)]


def test_many_are_reckoned_by_the_normal_and_agree() -> None:
    _, low, high = median(Counter(range(1, 1002)))
    assert (low, high) == (469, 533)
