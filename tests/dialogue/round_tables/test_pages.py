"""The pages of a round table, walked once by a lead and two companies, and read by everybody."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from saphan.dialogue.round_tables import keeping, reading
from saphan.dialogue.round_tables.desk_words import MISSING, REFUSED
from saphan.dialogue.round_tables.rules import TableNow, lacks_to_be_public
from saphan.network.models import Staff as StaffRow
from saphan.store import clock
from saphan.store.callers import Partner, Staff
from tests.dialogue.round_tables.given import Around, around
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def here() -> Around:
    return around()


def signed_in(one: Staff | Partner) -> Client:
    return sign_in(Client(), StaffRow.objects.get(id=one.id))


def test_from_the_first_seat_to_the_last_promise(here: Around, client: Client) -> None:
    lead = signed_in(here.lead)
    companies = [signed_in(company) for company in here.companies]
    laid = lead.post("/desk/round-tables/", {"name": "Heat in packing halls", "sector": "seafood"})
    address = laid.headers["Location"]

    # Given a table with nobody at it, it cannot be held, and says what is missing
    said = lead.post(address, {"act": "hold", "meets_on": str(clock.today())})
    assert said.status_code == 409
    assert str(MISSING["workers"]) in said.content.decode() and str(MISSING["companies"]) in said.content.decode()

    # When two companies and a union take their seats, it is held, written down and agreed to
    for company in here.companies:
        assert lead.post(address, {"act": "invite", "company": str(company.organisation_id)}).status_code == 302
    assert lead.post(address, {"act": "seat", "name": "Union of packers", "chosen": "union"}).status_code == 302
    seats = []
    for browser in companies:
        home = browser.get("/partner/round-tables/").content.decode()
        seats.append("/partner/round-tables/" + home.split('href="/partner/round-tables/')[2].split('"')[0])
        assert browser.post(seats[-1], {"act": "take"}).status_code == 302
    assert lead.post(address, {"act": "hold", "meets_on": str(clock.today())}).status_code == 302
    table_id = reading.tables_of(here.lead)[0].id
    owed = {
        "act": "write",
        "summary": "Fans by summer.",
        "p0-seat": str(here.seat(table_id, here.companies[0])),
        "p0-words": "Two fans a line",
        "p0-due_on": "",
    }
    kept = lead.post(address, owed)
    assert kept.status_code == 422 and "Two fans a line" in kept.content.decode()  # nothing typed is lost
    due = clock.today() + timedelta(days=30)
    assert lead.post(address, owed | {"p0-due_on": str(due)}).status_code == 302
    for browser, seat in zip(companies, seats, strict=True):
        terms = browser.get(seat).context["sheet"].terms
        assert browser.post(seat, {"act": "agree", "terms": terms}).status_code == 302
    refused = lead.post(address, {"act": "publish"})
    assert refused.status_code == 409 and str(MISSING["yes"]) in refused.content.decode()
    assert "Fans by summer." not in client.get("/en/round-tables/").content.decode()
    yes = {"act": "yes", "seat": str(here.workers(table_id)), "how": "meeting"}
    assert lead.post(address, yes).status_code == 302
    assert lead.post(address, {"act": "publish"}).status_code == 302

    # Then everybody reads it, and whether it is kept
    page = client.get("/en/round-tables/").content.decode()
    for words in ("Fans by summer.", "Blue Sea Foods", "Union of packers", "Two fans a line", "still time"):
        assert words in page
    (promise,) = reading.public_tables()[0].promises
    assert companies[0].post(seats[0], {"act": "done", "promise": str(promise.id)}).status_code == 302
    assert companies[1].post(seats[1], {"act": "done", "promise": str(promise.id)}).status_code == 404
    clock.pass_time(timedelta(days=31))
    keeping.sweep()
    assert "It is not kept." in client.get("/en/round-tables/").content.decode()
    assert lead.post(address, {"act": "kept", "promise": str(promise.id)}).status_code == 302
    assert "says it is kept" in client.get("/en/round-tables/").content.decode()


def test_each_refusal_says_what_to_do() -> None:
    assert set(lacks_to_be_public(TableNow(None, ()), clock.today())) | {"yes", "too_early"} <= MISSING.keys()
    assert all(str(words).endswith(".") for words in (*MISSING.values(), *REFUSED.values()))


def test_an_act_that_is_none_is_not_there(here: Around) -> None:
    table_id = here.offered()
    assert signed_in(here.lead).post(f"/desk/round-tables/{table_id}/", {"act": "burn"}).status_code == 404
    seat_id = here.seat(table_id, here.companies[0])
    company = signed_in(here.companies[0])
    assert company.post(f"/partner/round-tables/{seat_id}/", {"act": "burn"}).status_code == 404
    assert signed_in(here.companies[1]).get(f"/partner/round-tables/{seat_id}/").status_code == 404
