"""Given folded figures, only ended months are published, once, above the threshold, and a rebuild changes nothing."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from saphan.impact import services
from saphan.impact.models import IndicatorValue, Publication
from saphan.store import Counting, Staff, System, acting_as, clock
from saphan.store.acting import current_caller
from saphan.vault.recording import record

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def contacts(number: int) -> None:
    with acting_as(System("test")):
        for _ in range(number):
            record("voice.received", uuid4(), fact={"channel": "web", "language": "my", "icon": "pay"})


def until(day: date) -> None:
    clock.pass_time(day - clock.today())


def published(month: date) -> int | None:
    shown = Publication.objects.get(month=month).values["contacts"]
    return None if shown is None else int(shown["value"])


def test_fewer_than_eleven_stay_unsaid(day_one: datetime) -> None:
    contacts(10)
    until(APRIL)
    assert services.release_month(MARCH)
    assert published(MARCH) is None


def test_eleven_are_said(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    services.release_month(MARCH)
    assert published(MARCH) == 11


def test_a_figure_changes_only_when_eleven_are_new(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    contacts(10)
    until(date(2026, 5, 1))
    contacts(1)
    until(date(2026, 6, 1))
    assert services.release_ended_months() == 3
    assert [published(month) for month in (MARCH, APRIL, date(2026, 5, 1))] == [11, 11, 22]


def test_a_month_is_published_once(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    assert services.release_month(MARCH)
    assert not services.release_month(MARCH)
    assert Publication.objects.count() == 1


def test_a_month_that_has_not_ended_is_refused(day_one: datetime) -> None:
    contacts(20)
    with pytest.raises(services.MonthNotOver):
        services.release_month(MARCH)
    assert not Publication.objects.exists()
    with acting_as(Counting()):
        assert not IndicatorValue.objects.exists()


def test_the_sweep_makes_up_for_months_that_were_missed_and_then_rests(day_one: datetime) -> None:
    contacts(11)
    until(date(2026, 7, 15))
    assert services.release_ended_months() == 4
    assert services.release_ended_months() == 0
    assert Publication.objects.count() == 4


def test_nothing_happened_nothing_is_published(day_one: datetime) -> None:
    clock.pass_time(timedelta(days=90))
    assert services.release_ended_months() == 0


def test_a_rebuild_equals_what_was_folded_month_by_month(day_one: datetime) -> None:
    for month in (APRIL, date(2026, 5, 1), date(2026, 6, 1)):
        contacts(7)
        until(month)
        services.fold(month)
    grown = figures()
    assert len({month for _, month, *_ in grown}) == 3
    services.rebuild(date(2026, 6, 1))
    assert figures() == grown


def figures() -> list[tuple[object, ...]]:
    with acting_as(Counting()):
        return sorted(IndicatorValue.objects.values_list("indicator", "month", "value", "behind"))


def test_staff_and_strangers_cannot_read_what_was_not_released(day_one: datetime) -> None:
    contacts(3)
    until(APRIL)
    services.release_month(MARCH)
    with acting_as(Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        assert not IndicatorValue.objects.exists()
    assert current_caller() is None
    assert "3" not in str(Publication.objects.get().values)
