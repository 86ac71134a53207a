"""The pure rules that let a number out, for every number there is."""

from datetime import date, timedelta
from fractions import Fraction
from inspect import signature
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from saphan.release import bands, crowd, delay, evidence, public
from saphan.release.thresholds import DEFAULT, FILE, read

people = some.integers(min_value=0, max_value=5_000)
days = some.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))


def test_the_defaults_are_those_of_the_model() -> None:
    assert (DEFAULT.crowd, DEFAULT.voices, DEFAULT.public_cell, DEFAULT.bands) == (10, 3, 11, (10, 25, 50, 100))
    assert (DEFAULT.delay_days_least, DEFAULT.delay_days_most, DEFAULT.quarrel_days) == (3, 14, 14)
    assert (DEFAULT.corroborated_voices, DEFAULT.corroborated_voices_alike, DEFAULT.corroborated_call_backs) == (
        3,
        5,
        2,
    )
    assert (DEFAULT.remedied_share, DEFAULT.remedied_answers) == (Fraction(2, 3), 3)
    assert DEFAULT.plan_asked_days == 14


def test_a_file_that_leaves_a_threshold_out_is_refused(tmp_path: Path) -> None:
    short = tmp_path / "thresholds.toml"
    short.write_text(FILE.read_text(encoding="utf-8").replace("public_cell = 11", ""), encoding="utf-8")
    with pytest.raises(TypeError):
        read(short)


# Crowd


def test_a_crowd_of_nine_is_refused_and_of_ten_passes() -> None:
    assert crowd.may_point_at_someone(9, voices=3)
    assert not crowd.may_point_at_someone(10, voices=3)


def test_an_unknown_crowd_may_point_at_someone() -> None:
    assert crowd.may_point_at_someone(None, voices=1)


@given(some.integers(min_value=10, max_value=5_000))
def test_a_whole_crew_that_spoke_is_exposed(size: int) -> None:
    assert crowd.may_point_at_someone(size, voices=size)
    assert not crowd.may_point_at_someone(size, voices=size - 1)


@given(people, people)
def test_one_more_voice_never_makes_a_crowd_safer(size: int, voices: int) -> None:
    if crowd.may_point_at_someone(size, voices):
        assert crowd.may_point_at_someone(size, voices + 1)


def test_a_crowd_is_the_sum_of_its_groups_and_unknown_when_one_was_never_counted() -> None:
    assert crowd.crowd_of([60, 20]) == 80
    assert crowd.crowd_of([60, None]) is None
    assert crowd.crowd_of([]) is None


# Evidence


def test_three_voices_or_one_with_proof() -> None:
    assert evidence.is_enough(3, independent_proof=False)
    assert not evidence.is_enough(2, independent_proof=False)
    assert evidence.is_enough(1, independent_proof=True)
    assert not evidence.is_enough(0, independent_proof=True)


def test_danger_at_a_place_waits_for_no_second_voice() -> None:
    assert evidence.is_enough_for_a_check(1, danger_at_a_place=True)
    assert not evidence.is_enough_for_a_check(0, danger_at_a_place=True)
    assert not evidence.is_enough_for_a_check(9, danger_at_a_place=False)


@given(people, some.booleans())
def test_one_more_voice_never_weakens_evidence(voices: int, proof: bool) -> None:
    if evidence.is_enough(voices, proof):
        assert evidence.is_enough(voices + 1, proof)


def test_evidence_never_hears_of_the_crowd() -> None:
    for rule in (evidence.is_enough, evidence.is_enough_for_a_check):
        assert "crowd" not in signature(rule).parameters


# Bands


@pytest.mark.parametrize(
    ("number", "label"),
    [(0, "under 10"), (3, "under 10"), (9, "under 10"), (10, "10–24"), (24, "10–24"), (25, "25–49"), (50, "50–99"),
     (99, "50–99"), (100, "100 and more"), (4_000, "100 and more")],
)  # fmt: skip
def test_bands(number: int, label: str) -> None:
    assert bands.band(number) == label


@given(people)
def test_every_number_has_a_band_and_bands_never_fall(number: int) -> None:
    labels = bands.all_bands()
    assert labels.index(bands.band(number)) <= labels.index(bands.band(number + 1))


def test_people_are_never_fewer_than_none() -> None:
    with pytest.raises(ValueError):
        bands.band(-1)


# Public


@given(people)
def test_the_public_never_reads_a_number_below_eleven(count: int) -> None:
    assert public.shown(count) == (count if count >= 11 else None)


@given(people, people, days, some.integers(min_value=0, max_value=400))
def test_a_release_differs_from_the_last_by_eleven_and_a_month(now: int, then: int, day: date, passed: int) -> None:
    last, today = public.Released(then, day), day + timedelta(days=passed)
    released = public.next_release(now, last, today)
    assert released is not None
    if released != last:
        assert abs(now - then) >= 11
        assert (today.year, today.month) > (day.year, day.month)


def test_the_first_release_waits_for_eleven() -> None:
    assert public.next_release(10, None, date(2026, 3, 1)) is None
    assert public.next_release(11, None, date(2026, 3, 1)) == public.Released(11, date(2026, 3, 1))


# Delay


def test_the_wait_is_between_three_and_fourteen_days_and_varies() -> None:
    drawn = {delay.random_days() for _ in range(500)}
    assert drawn <= set(range(3, 15))
    assert len(drawn) > 6


def test_a_quarrel_is_never_waived() -> None:
    written, quarrel = date(2026, 3, 2), date(2026, 2, 28)
    assert delay.earliest_day(written, 5, []) == date(2026, 3, 7)
    assert delay.earliest_day(written, 0, [None]) == written
    assert delay.earliest_day(written, 0, [None, quarrel]) == date(2026, 3, 14)


@given(days, some.integers(min_value=0, max_value=14), some.lists(some.none() | days, max_size=4))
def test_nothing_goes_out_within_fourteen_days_of_a_quarrel(
    written: date, wait: int, quarrels: list[date | None]
) -> None:
    day = delay.earliest_day(written, wait, quarrels)
    assert day >= written + timedelta(days=wait)
    assert all((day - quarrel).days >= 14 for quarrel in quarrels if quarrel is not None)
