"""Given she knows the name of who offers the job: what lists and others say of them stands in the answer."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest

from saphan.casework.models import FeeObservation
from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Listing
from saphan.empowerment.reviews import publishing
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from tests.empowerment.reviews.test_publishing import reviews
from tests.voice.given import Browser, open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(db: None, day_one: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[UUID]:
    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: True)
    yield open_desk().id


@pytest.fixture
def agency() -> UUID:
    found = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="NP", place="Kathmandu")
    directory.list_organisation(organisation_id=found)
    return found


def looked_at(organisation_id: UUID, status: str) -> None:
    directory.note_licence(
        organisation_id=organisation_id,
        list_name="List of agencies",
        number="7",
        status=status,
        source="A page",
        seen_on=date(2026, 1, 9),
    )


def ask_about(phone: Browser, typed: str) -> str:
    return unescape(phone.send("/en/offer/name/", name=typed).content.decode())


def answer_with(phone: Browser, **chosen: str) -> str:
    assert phone.send("/en/offer/name/", finish="yes", **chosen)["Location"] == "/en/offer/answer/"
    return unescape(phone.get("/en/offer/answer/").content.decode())


def test_she_finds_them_in_any_spelling_and_chooses(agency: UUID) -> None:
    phone = Browser()
    page = ask_about(phone, "goldin paht")
    assert f'name="organisation" value="{agency}"' in page and "Golden Path Overseas" in page
    page = answer_with(phone, organisation=str(agency))
    assert "Golden Path Overseas" in page and f"/en/who/{agency}/" in page
    assert "No information: we looked in no list." in page
    assert "No information: too few people told us. That is not good and not bad." in page
    assert "We found nothing wrong in what you told us." in page


def test_nobody_by_that_name_is_no_information_and_the_next_tap_goes_on() -> None:
    phone = Browser()
    assert "No information: nobody by this name is on our list." in ask_about(phone, "Zebra Umbrella Shipyard")
    gone_on = phone.send("/en/offer/name/", name="Zebra Umbrella Shipyard", looked="Zebra Umbrella Shipyard")
    assert gone_on["Location"] == "/en/offer/licence/"


@pytest.mark.parametrize(("status", "is_red"), [("listed", False), ("suspended", True), ("not_found", True)])
def test_a_licence_that_does_not_hold_is_a_danger_sign(agency: UUID, status: str, is_red: bool) -> None:
    looked_at(agency, status)
    page = answer_with(Browser(), organisation=str(agency))
    assert ("Danger signs: do not pay yet." in page) is is_red
    assert "List of agencies" in page and "A page, seen on 9 Jan 2026" in page


def test_what_enough_people_said_stands_in_it(agency: UUID, desk: UUID) -> None:
    reviews(agency, desk, met=12, alone=12)
    with clock.stopped_at(clock.now() + timedelta(days=40)):
        assert publishing.release_reviews() == 1
        page = answer_with(Browser(), organisation=str(agency))
    assert re.search(r"1\d–2\d of 2[05] paid more than they were told\.", page)
    assert "We have no information about who offers it." not in page


def test_whoever_may_not_be_found_is_not_shown_by_an_id_either(agency: UUID) -> None:
    Listing.objects.all().delete()
    assert "Golden Path" not in answer_with(Browser(), organisation=str(agency))
    assert "What others said" in answer_with(Browser(), organisation="nonsense")


def test_the_sum_that_was_asked_is_theirs(agency: UUID) -> None:
    phone = Browser()
    phone.send("/en/offer/where/", origin="NP", destination="MY")
    phone.send("/en/offer/name/", organisation=str(agency))
    phone.send("/en/offer/charge/", typed="4 lakh", finish="yes")
    phone.post("/en/offer/answer/", {**phone.fields("/en/offer/answer/"), "intent": "wait"})
    with acting_as(System("test")):
        assert FeeObservation.objects.get().organisation_id == agency
