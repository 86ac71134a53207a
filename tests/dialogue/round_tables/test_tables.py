"""A round table from the first seat to the last promise, and what the database lets nobody do."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.dialogue.round_tables import agreeing, keeping, reading, services
from saphan.dialogue.round_tables.models import RoundTable, RoundTableYes
from saphan.store import System, acting_as, clock
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Fact
from tests.dialogue.round_tables.given import Around, around

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


@pytest.fixture
def here(day_one: datetime) -> Around:
    return around()


def facts() -> list[tuple[str, dict[str, object]]]:
    with acting_as(SYSTEM):
        rows = Fact.objects.filter(kind__startswith="dialogue.").order_by("kind")
        return [(row.kind.removeprefix("dialogue."), row.payload) for row in rows]


def test_what_was_agreed_is_public_with_everybody_s_yes(here: Around) -> None:
    here.public()
    (table,) = reading.public_tables()
    assert [seat.name for seat in table.seats] == ["Blue Sea Foods", "Green Net Trading", "Union of packers"]
    assert [(one.who, one.words, one.state) for one in table.promises] == [
        (name, "Two fans a line", "owed") for name in ("Blue Sea Foods", "Green Net Trading")
    ]
    assert facts() == [
        ("round_table_held", {"of_an_issue": False, "companies": 2, "workers": 1}),
        ("round_table_public", {}),
        ("table_promise_made", {"days": 30}),
        ("table_promise_made", {"days": 30}),
    ]


def test_without_a_yes_nothing_is_public_and_another_word_needs_everybody_anew(here: Around) -> None:
    table_id = here.agreed()
    here.write(table_id, "Fans by autumn.")
    with pytest.raises(NotYet) as refused:
        agreeing.publish(table_id=table_id, by=here.lead)
    assert refused.value.ways_out == ("yes",)
    assert reading.public_tables() == ()


def test_a_yes_is_to_the_words_that_were_read(here: Around) -> None:
    table_id = here.written()
    company = here.companies[0]
    seat = reading.seat_of(company, here.seat(table_id, company))
    here.write(table_id, "Fans never.")
    with pytest.raises(NotNow) as refused:
        keeping.agree(seat_id=seat.seat.id, terms=seat.terms, by=company)
    assert refused.value.ways_out == ("other_words",)


def test_the_database_publishes_nothing_without_everybody_s_yes(here: Around) -> None:
    table_id = here.written()
    here.say_yes(table_id, here.companies[0])
    with pytest.raises(IntegrityError, match="dialogue_round_table_is_agreed"), transaction.atomic(), acting_as(SYSTEM):
        RoundTable.objects.filter(id=table_id).update(state="public", public_on=clock.today())
    lone = here.laid()
    with pytest.raises(IntegrityError, match="dialogue_round_table_is_round"), transaction.atomic(), acting_as(SYSTEM):
        RoundTable.objects.filter(id=lone).update(state="public", public_on=clock.today())


def test_a_desk_cannot_say_yes_for_a_company(here: Around) -> None:
    table_id = here.written()
    company = here.companies[0]
    with pytest.raises(Exception, match="42501"), transaction.atomic(), acting_as(here.lead):
        RoundTableYes.objects.create(
            desk_id=here.lead.desk_id,
            table_id=table_id,
            seat_id=here.seat(table_id, company),
            recipient_id=company.organisation_id,
            terms="x",
            by=here.lead.id,
            on=clock.today(),
        )
    with pytest.raises(NotAllowed):
        agreeing.workers_say_yes(table_id=table_id, seat_id=here.seat(table_id, company), how="meeting", by=here.lead)


def test_it_is_not_held_without_workers_companies_or_its_day(here: Around) -> None:
    table_id = here.laid()
    with pytest.raises(NotYet) as refused:
        services.hold(table_id=table_id, meets_on=None, by=here.lead)
    assert refused.value.ways_out == ("companies", "workers", "day")


def test_a_later_day_is_kept_and_is_not_yet_held(here: Around) -> None:
    table_id = here.offered()
    for company in here.companies:
        keeping.answer_the_offer(seat_id=here.seat(table_id, company), takes_it=True, by=company)
    services.hold(table_id=table_id, meets_on=clock.today() + timedelta(days=7), by=here.lead)
    card = reading.table_of(here.lead, table_id).card
    assert (card.state, card.meets_on) == ("open", clock.today() + timedelta(days=7))


def test_a_company_reads_who_else_sits_there_once_it_takes_its_seat(here: Around) -> None:
    table_id = here.offered()
    first, second = here.companies
    keeping.answer_the_offer(seat_id=here.seat(table_id, second), takes_it=True, by=second)
    assert reading.seat_of(first, here.seat(table_id, first)).others == ()
    keeping.answer_the_offer(seat_id=here.seat(table_id, first), takes_it=True, by=first)
    assert reading.seat_of(first, here.seat(table_id, first)).others == ("Green Net Trading", "Union of packers")
    with pytest.raises(NotAllowed):
        reading.seat_of(first, here.seat(table_id, second))


def test_an_issue_is_opened_to_nobody_by_a_seat(here: Around) -> None:
    with pytest.raises(DoesNotFit):
        services.lay(name="Pay", issue_id=uuid4(), sector="", by=here.lead)
    with pytest.raises(DoesNotFit):
        services.lay(name="Pay", issue_id=None, sector="", by=here.lead)
    with acting_as(here.lead):
        table = RoundTable.objects.create(desk_id=here.lead.desk_id, name="Pay", issue_id=uuid4(), made_by=here.lead.id)
    with pytest.raises(DoesNotFit) as refused:
        services.invite_company(table_id=table.id, organisation_id=here.companies[0].organisation_id, by=here.lead)
    assert refused.value.ways_out == ("not_shown",)


def test_a_promise_is_kept_when_workers_say_so_and_late_when_nobody_does(here: Around) -> None:
    table_id = here.public()
    company = here.companies[0]
    mine, other = reading.seat_of(company, here.seat(table_id, company)).promises
    keeping.say_it_is_done(promise_id=mine.id, by=company)
    with pytest.raises(NotAllowed):
        keeping.say_it_is_done(promise_id=other.id, by=company)
    clock.pass_time(timedelta(days=31))
    assert keeping.sweep() == 2 and keeping.sweep() == 0
    keeping.workers_say_it_is_kept(promise_id=mine.id, by=here.lead)
    keeping.workers_say_it_is_kept(promise_id=mine.id, by=here.lead)
    assert [one.state for one in reading.public_tables()[0].promises] == ["kept", "late"]
    assert [kind for kind, _payload in facts()].count("table_promise_late") == 2
    assert ("table_promise_kept", {"in_time": False}) in facts()


def test_only_a_lead_of_this_desk_acts(here: Around) -> None:
    table_id = here.laid()
    helper = Staff(here.lead.id, here.lead.desk_id, frozenset({"caseworker"}))
    with pytest.raises(NotAllowed):
        agreeing.publish(table_id=table_id, by=helper)
    with pytest.raises(NotAllowed):
        services.lacks(table_id=uuid4(), by=here.lead)
