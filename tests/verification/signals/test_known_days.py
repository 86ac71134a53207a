"""Outreach days and outages: what is set aside, for whom, and in which weeks."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.network import selectors as network
from saphan.network.reach.services import Seen, note_reach
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification import gathering
from saphan.verification.signals import pages
from saphan.verification.signals.hearing import known_days
from saphan.verification.signals.known import Outage, Outreach, known
from saphan.verification.signals.weeks import week_of
from saphan.voice.visits.models import VisitEntry
from saphan.voice.visits.visits import begin_visit
from tests.verification.signals.around import Around

MONDAY = date(2026, 3, 2)


@pytest.fixture
def desk() -> UUID:
    return uuid4()


# Pure


def test_an_outage_sets_aside_the_weeks_it_touches_at_its_desk(desk: UUID) -> None:
    days = known([Outage(desk, "down", MONDAY + timedelta(days=5), MONDAY + timedelta(days=8))])
    week, anybody = week_of(MONDAY), uuid4()
    assert [days.sets_aside(desk, anybody, week + at, uuid4()) for at in (-1, 0, 1, 2)] == ["", "outage", "outage", ""]
    assert days.sets_aside(uuid4(), anybody, week, uuid4()) == ""


def test_one_for_one_company_sets_aside_nothing_of_others(desk: UUID) -> None:
    plant = uuid4()
    days = known([Outage(desk, "old_reports", MONDAY, MONDAY, plant)])
    assert days.sets_aside(desk, plant, week_of(MONDAY), uuid4()) == "outage"
    assert days.sets_aside(desk, uuid4(), week_of(MONDAY), uuid4()) == ""
    assert days.nobody_there([desk]) == frozenset()


def test_outreach_sets_aside_who_was_met_and_the_echo_of_the_visit(desk: UUID) -> None:
    # Given a visit on which one worker spoke of a plant, and was written down three weeks later
    plant, met = uuid4(), uuid4()
    visit = Outreach(desk, MONDAY + timedelta(days=3), frozenset({met}), frozenset({plant}))
    days, week = known([], [visit]), week_of(MONDAY)

    # Then she is set aside whenever it was, and others about the same plant in that week and the next
    assert days.sets_aside(desk, plant, week + 3, met) == "outreach"
    assert [days.sets_aside(desk, plant, week + at, uuid4()) for at in (0, 1, 2)] == ["outreach", "outreach", ""]
    assert days.sets_aside(desk, uuid4(), week, uuid4()) == ""
    assert days.sets_aside(uuid4(), plant, week, uuid4()) == ""


def test_nobody_was_there_when_every_desk_was_down(desk: UUID) -> None:
    other = uuid4()
    days = known([Outage(desk, "down", MONDAY, MONDAY + timedelta(days=9)), Outage(other, "closed", MONDAY, MONDAY)])
    assert days.nobody_there([desk, other]) == {week_of(MONDAY)}
    assert days.nobody_there([]) == frozenset()


# With the visits of a desk


@pytest.mark.django_db
def test_what_people_say_on_an_outreach_day_raises_nothing(around: Around) -> None:
    # Given a visit to a dormitory, where five workers of five plants speak of fees
    visit = visited(around)
    for plant in around.plants[:5]:
        met_there(around, visit, plant)

    # Then nothing stands out, though all of it counts behind its issues
    assert around.look() == []
    with acting_as(System("test")):
        days = known_days(around.world.pool())
    assert [(one.day, len(one.sources)) for one in days.outreach] == [(clock.today(), 5)]

    # When five others speak at the end of the next week but one, who were not asked
    clock.pass_time(timedelta(days=17))
    around.rise(5)

    # Then that is a signal, and the visit is shown beside it
    (signal,) = around.look()
    page = pages.signal(around.world.verifier(), signal.id)
    assert page.row.voices == 5
    assert [(row.why, row.own_desk, row.first) for row in page.known] == [("outreach", True, MONDAY)]


@pytest.mark.django_db
def test_a_visit_on_which_nobody_was_met_is_no_outreach_day(around: Around) -> None:
    visited(around)
    with acting_as(System("test")):
        assert known_days(around.world.pool()).outreach == ()


@pytest.mark.django_db
def test_who_works_near_a_visit_speaks_more_in_those_days_and_that_is_no_signal(around: Around) -> None:
    # Given a visit near the plants at which five workers speak, of which no count has come in yet
    seen = Seen(around.world.bridge, "pier", "TH", clock.today(), near=around.plants[:5])
    note_reach(source_id=uuid4(), seen=seen)
    around.rise(5)

    # Then it is no signal, though nobody was entered there
    assert around.look() == []
    with acting_as(System("test")):
        assert {one.respondents for one in known_days(around.world.pool()).outreach} == {frozenset(around.plants[:5])}


def visited(around: Around) -> UUID:
    by = around.world.member("lead")
    assert network.pool_of_desk(by.desk_id)
    return begin_visit(holder=by.id, kind="dormitory", place="Pier 4", day=clock.today(), by=by)


def met_there(around: Around, visit: UUID, plant: UUID) -> None:
    """As if the tablet had sent her."""
    story = around.world.story(channel="outreach")
    with acting_as(System("test")):
        VisitEntry.objects.create(
            id=uuid4(), desk_id=around.world.bridge, visit_id=visit, conversation_id=story, on=clock.today()
        )
    gathering.gather(around.world.concern(story, kind="fee_overcharge", at=plant))
