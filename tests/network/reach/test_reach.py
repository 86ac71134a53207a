"""Reach: folded from visits, read by organisation; nobody met is missing, which is not the same as nothing wrong."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.network import services
from saphan.network.merging.acts import merge_organisations
from saphan.network.models import Reach
from saphan.network.reach.selectors import LATELY, DayOut, Reached, days_out, reach_of, told_outside
from saphan.network.reach.services import Seen, note_reach
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from tests.signed_in import desk_person, open_desk

pytestmark = pytest.mark.django_db


def plant(name: str = "Blue Prawn") -> UUID:
    return services.create_organisation(kind="supplier", name=name, country="TH")


def met(desk_id: UUID, *near: UUID, ago: int = 0, source: UUID | None = None, **people: int) -> UUID:
    source_id = source or uuid4()
    day = clock.today() - timedelta(days=ago)
    note_reach(source_id=source_id, seen=Seen(desk_id, "pier", "TH", day, "TH-74", "MM-TH", near, people))
    return source_id


def test_who_was_met_near_a_plant_is_read_and_who_was_not_is_missing() -> None:
    desk_id, blue, green = open_desk(), plant(), plant("Green Bay")
    met(desk_id, blue, ago=3, my=12, km=4)
    met(desk_id, blue, ago=40, ne=5)

    found = reach_of([blue, green])

    assert found == {blue: Reached(clock.today() - timedelta(days=3), 21, ("km", "my", "ne"))}
    assert reach_of([blue], since=clock.today() - timedelta(days=10))[blue].people == 16
    assert reach_of([blue], since=clock.today()) == {}
    assert reach_of([blue], desk_ids=[desk_id]) and not reach_of([blue], desk_ids=[uuid4()])


def test_a_visit_that_is_folded_again_counts_once_and_one_that_never_was_counts_no_more() -> None:
    desk_id, blue = open_desk(), plant()
    source_id = met(desk_id, blue, my=12)
    met(desk_id, blue, source=source_id, my=14)
    assert reach_of([blue])[blue].people == 14

    note_reach(source_id=source_id, seen=None)
    assert reach_of([blue]) == {}


def test_what_was_merged_is_read_as_one_and_a_visit_near_both_counts_once() -> None:
    desk_id, blue, same = open_desk(), plant(), plant("Blue Prawn Co")
    met(desk_id, blue, same, my=12)
    lead = desk_person(desk_id, "lead", name="Ann")
    ann = Staff(lead.id, desk_id, frozenset({"lead"}))
    merge_organisations(organisation_id=same, read_as_id=blue, why="name", by=ann)

    assert reach_of([blue, same]) == dict.fromkeys((blue, same), Reached(clock.today(), 12, ("my",)))


def test_a_day_out_is_known_before_its_counts_come_in_and_not_for_ever() -> None:
    desk_id, blue = open_desk(), plant()
    met(desk_id, blue, ago=3)
    met(desk_id, ago=20)
    met(desk_id, blue, ago=30, my=2)
    met(desk_id, blue, ago=-2)

    since = clock.today() - timedelta(days=90)
    days = [(day.desk_id, (clock.today() - day.day).days, day.near) for day in days_out([desk_id], since)]
    assert days == [(desk_id, 30, {blue}), (desk_id, 3, {blue})]
    assert isinstance(days_out([desk_id], since)[0], DayOut) and days_out([uuid4()], since) == []
    assert reach_of([blue])[blue].last == clock.today() - timedelta(days=30)


def test_outside_nobody_learns_the_day() -> None:
    """Told on 15 March: of February, by its month; nothing of this month, older than 90 days, or of fewer than 10."""
    desk_id, blue, green, red, few = open_desk(), plant(), plant("Green Bay"), plant("Red"), plant("Few")
    with clock.stopped_at(datetime(2026, 3, 15, 4, tzinfo=UTC)):
        met(desk_id, blue, ago=2, my=12)
        met(desk_id, blue, ago=20, my=9)
        met(desk_id, blue, ago=40, my=1)
        met(desk_id, few, ago=20, my=9)
        met(desk_id, green, ago=3, my=30)
        met(desk_id, red, ago=LATELY.days + 2, my=30)

        assert told_outside([blue, green, red, few]) == {blue: date(2026, 2, 1)}


def test_the_database_shows_no_row_to_staff_or_partner() -> None:
    desk_id, blue = open_desk(), plant()
    met(desk_id, blue, my=12)
    for by in (Staff(uuid4(), desk_id, frozenset({"lead"})), Partner(uuid4(), blue, frozenset({"partner"}))):
        with acting_as(by):
            assert not Reach.objects.exists()
    with acting_as(System("test")):
        assert Reach.objects.count() == 1
