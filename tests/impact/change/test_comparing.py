"""A change is said to be one only where numbers of this size can show it."""

from datetime import date

import pytest

from saphan.impact.change import comparing
from saphan.impact.change.comparing import Finding, compare
from saphan.impact.publishing.reading import Edition, Figure


def share(value: float | None, low: float | None = None, high: float | None = None, period: str = "") -> Figure:
    return Figure("issues_remedied", "", period, value, 40, low, high)


def count(value: float | None, period: str = "") -> Figure:
    return Figure("voices_by_language", "", period, value, None if value is None else int(value))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (share(0.2, 0.1, 0.3), share(0.6, 0.5, 0.7), Finding.MORE),
        (share(0.6, 0.5, 0.7), share(0.2, 0.1, 0.3), Finding.FEWER),
        (share(0.2, 0.1, 0.4), share(0.5, 0.4, 0.6), Finding.SAME),  # they touch
        (share(0.2, 0.1, 0.3), share(0.9), Finding.SAME),  # nobody knows how sure the second is
        (share(None), share(0.6, 0.5, 0.7), Finding.NOT_KNOWN),
        (share(0.6, 0.5, 0.7), share(None), Finding.NOT_KNOWN),
        (count(60), count(70), Finding.MORE),
        (count(70), count(60), Finding.FEWER),
        (count(60), count(65), Finding.SAME),  # the rounding of both may be all of it
    ],
)
def test_what_is_found(before: Figure, after: Figure, found: Finding) -> None:
    assert compare(before, after).finding == found


def test_a_difference_is_told_even_where_it_shows_nothing() -> None:
    seen = compare(share(0.2, 0.1, 0.4), share(0.5, 0.3, 0.6))
    assert seen.difference == pytest.approx(0.3)
    assert seen.overlap is True
    assert compare(share(None), share(0.5)).difference is None


def edition(*figures: Figure, month: date = date(2026, 8, 1)) -> Edition:
    return Edition(month, month, 1, {(one.indicator, one.code, one.period): one for one in figures})


def test_a_quarter_that_has_not_ended_is_compared_with_nothing() -> None:
    every = count(40, "2025-Q2"), count(99, "2025-Q3"), count(60, "2026-Q2"), count(20, "2026-Q3")
    seen = comparing.of_a_year(edition(*every), "voices_by_language")
    assert seen is not None
    assert (seen.before.period, seen.after.period, seen.finding) == ("2025-Q2", "2026-Q2", Finding.MORE)
    ended = comparing.of_a_year(edition(*every, month=date(2026, 9, 1)), "voices_by_language")
    assert ended is not None
    assert (ended.after.period, ended.finding) == ("2026-Q3", Finding.FEWER)


def test_where_no_quarter_is_known_years_are_compared() -> None:
    months = count(100, "2024"), count(150, "2025"), count(90, "2026"), count(None, "2026-Q2")
    seen = comparing.of_a_year(edition(*months), "voices_by_language")
    assert seen is not None
    assert (seen.before.period, seen.after.period) == ("2024", "2025")
    assert comparing.of_a_year(edition(), "voices_by_language") is None


def test_how_much_time_a_period_had_to_end() -> None:
    assert comparing.months_since("2026-Q1", date(2026, 8, 1)) == 5
    assert comparing.months_since("2025", date(2026, 8, 1)) == 8
    assert comparing.has_ended("2026-Q1", date(2026, 3, 1))
    assert not comparing.has_ended("2026", date(2026, 11, 1))
