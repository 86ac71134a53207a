"""Series of three years and more, of which much is heard: this week against the same weeks of other years."""

from dataclasses import replace
from uuid import UUID, uuid4

from saphan.verification.signals.counting import Sighting, Unit
from saphan.verification.signals.rises import Ground
from saphan.verification.signals.seasons import EVERYWHERE, seasons

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
