"""Series of three years and more, of which much is heard: this week against the same weeks of other years."""

from dataclasses import replace
from uuid import UUID, uuid4

import numpy as np
import pytest

from saphan.verification.signals.counting import Sighting, Unit
from saphan.verification.signals.model import DEFAULT
from saphan.verification.signals.rises import Ground
from saphan.verification.signals.seasons import EVERYWHERE, rises_and_seasons, seasons

WEEK = 2900
PLANT, BROKER = uuid4(), Unit("recruiter", "b")
UNITS: dict[UUID, frozenset[Unit]] = {PLANT: frozenset({Unit("workplace", str(PLANT)), BROKER})}


def said(week: int, voices: int, family: str = "C") -> list[Sighting]:
    return [Sighting(week, PLANT, family, uuid4()) for _ in range(voices)]


def years(number: int) -> list[Sighting]:
    """One to three voices a week, until last week."""
    return [one for back in range(1, 52 * number + 8) for one in said(WEEK - back, 1 + back % 3)]


def test_many_more_than_usual_rise_in_the_pool_and_at_the_recruiter() -> None:
    # Given four years of some two voices a week, and fourteen in this one
    found = seasons(Ground(WEEK, [*years(4), *said(WEEK, 14)], UNITS))

    # Then both the pool and the recruiter stand out, over this week and the last
    assert {one.unit for one in found} == {EVERYWHERE, BROKER}
    assert {(one.method, one.family, one.began, one.until) for one in found} == {("season", "C", WEEK - 1, WEEK)}
    assert all(one.voices >= 15 and 2 < one.expected < 7 and one.respondents == {PLANT} for one in found)


def test_as_many_as_ever_are_no_signal() -> None:
    assert seasons(Ground(WEEK, [*years(4), *said(WEEK, 2)], UNITS)) == []


def test_less_than_three_years_or_too_few_voices_say_nothing() -> None:
    assert seasons(Ground(WEEK, [*years(2), *said(WEEK, 14)], UNITS)) == []
    few = [one for back in range(1, 220, 4) for one in said(WEEK - back, 1)]
    assert seasons(Ground(WEEK, [*few, *said(WEEK, 8)], UNITS)) == []
    assert seasons(Ground(WEEK, [], UNITS)) == []


def test_a_week_in_which_nobody_was_there_is_not_looked_at() -> None:
    ground = Ground(WEEK, [*years(4), *said(WEEK, 14)], UNITS)
    assert seasons(replace(ground, nobody_there=frozenset({WEEK}))) == []


def test_many_quiet_series_together_keep_their_part_of_the_budget() -> None:
    # Given thirty families of some two voices a week for four years, in which nothing happens
    by = np.random.default_rng(11)
    families = [f"family {number}" for number in range(30)]
    heard = [
        one
        for week in range(WEEK - 52 * 4 - 3, WEEK + 1)
        for family, voices in zip(families, by.poisson(2.0, len(families)), strict=True)
        for one in said(week, int(voices), family)
    ]

    # When every week of the last half year is looked at
    weeks = range(WEEK - 25, WEEK + 1)
    raised = [seasons(Ground(week, [one for one in heard if one.week <= week], {})) for week in weeks]

    # Then there are about as many false alerts as there may be, and not one for every hundredth week of every series
    assert len(families) * len(weeks) * 0.011 > 8
    assert sum(len(found) for found in raised) <= 4


def test_what_series_of_years_may_say_in_vain_is_taken_from_the_scan() -> None:
    assert DEFAULT.budget_of_years == pytest.approx(0.05)
    assert DEFAULT.beside_years().budget + DEFAULT.budget_of_years == pytest.approx(DEFAULT.budget)


def test_the_scan_asks_for_more_where_there_are_series_of_years() -> None:
    kinds = tuple(DEFAULT.kinds)
    alone, beside = DEFAULT.limits(kinds), DEFAULT.beside_years().limits(kinds)
    assert all(beside[kind] > alone[kind] for kind in kinds)
    assert rises_and_seasons(Ground(WEEK, years(4), UNITS)) == []
    assert {one.method for one in rises_and_seasons(Ground(WEEK, [*years(4), *said(WEEK, 14)], UNITS))} >= {"season"}
