"""Given a poll that runs: its pages, what they keep, and what they refuse."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from saphan.config.words import SOURCE
from saphan.dialogue.models import PollAnswer
from saphan.dialogue.polls import services
from saphan.dialogue.polls.desk_words import MISSING, REFUSED
from saphan.dialogue.polls.gate import Asked, missing
from saphan.dialogue.polls.services import Question
from saphan.network.models import Staff as StaffRow
from saphan.store import System, acting_as, clock, tasks
from saphan.voice.doors import came_by, names_above
from tests.dialogue.given import HEAT, TOUCHED, Place, a_place
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STYLE = sum(
    len(gzip.compress((SOURCE / "web" / "static" / "saphan" / name).read_bytes(), 9))
    for name in ("tokens.css", "worker.css")
)
CANTEEN = Question({"en": "Is the food enough?"}, {"en": ["yes", "no", "I bring my own"]})


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def kept() -> list[int]:
    with acting_as(System("test")):
        return list(PollAnswer.objects.order_by("choice").values_list("choice", flat=True))


def test_her_pages_are_light_and_each_leads_to_voice(place: Place, client: Client) -> None:
    address = f"/en/poll/{place.running(languages=('en',), questions=(HEAT, TOUCHED, CANTEEN))}/"
    for page in ("", "1/", "2/", "3/", "done/", "result/"):
        shown = client.get(address + page)
        assert shown.status_code == 200
        assert STYLE + len(gzip.compress(shown.content, 6)) <= 14_000
        assert f"/en/?p=poll-{address.split('/')[3].replace('-', '')}" in shown.content.decode()
    assert client.get("/en/voice/").status_code == 200


def test_an_answer_counts_once_and_what_is_no_choice_is_asked_again(place: Place, client: Client) -> None:
    address = f"/en/poll/{place.running(languages=('en',), questions=(HEAT, CANTEEN))}/"
    key = client.get(f"{address}1/").context["key"]
    once = "a" * 30
    for choice, status in (("7", 422), ("no", 422), ("1", 303), ("0", 303)):
        sent = client.post(f"{address}1/", {"key": key, "once": once, "choice": choice})
        assert sent.status_code == status
    assert sent["Location"].endswith("/2/") and kept() == [1]
    assert client.post(f"{address}2/", {"key": key, "skip": "yes"})["Location"].endswith("/done/")
    assert client.post(f"{address}2/", {"key": "of another site", "choice": "1"}).status_code == 403
    assert client.post(f"{address}2/", {"key": key, "choice": "2"})["Location"].endswith("/done/")
    assert kept() == [1, 2]


def test_nobody_answers_what_is_not_asked(place: Place, client: Client) -> None:
    running, waits = place.running(), place.proposed()
    for address in (f"/en/poll/{waits}/", f"/en/poll/{running}/9/", f"/ms/poll/{running}/", f"/en/poll/{uuid4()}/"):
        assert client.get(address).status_code == 404
    clock.pass_time(timedelta(days=14))
    for page in ("", "1/"):
        assert client.get(f"/en/poll/{running}/{page}")["Location"].endswith("/result/")
    tasks.sweep_all()
    assert client.post(f"/en/poll/{running}/1/", {"choice": "1"})["Location"].endswith("/result/") and kept() == []


def test_a_door_is_of_a_poll_that_a_company_was_asked_about(place: Place) -> None:
    asked, draft = place.proposed(), place.drafted()
    found = came_by(f"poll-{asked.hex}")
    assert found is not None and (found.desk_id, found.organisation_id) == (place.desk_id, place.workplace)
    assert names_above() == [found.name]  # so that its marks outlive a change of key
    assert [came_by(token) for token in (f"poll-{draft.hex}", "poll-nothing", "elsewhere", "")] == [None] * 4


def test_whatever_is_missing_has_a_sentence() -> None:
    nothing = Asked(None, False, None, None, None, "", None, 0, False, spent=99, owes=True, whom=False, crowded=True)
    unspoken = Asked(None, False, None, None, None, "", None, 1, False)
    assert {*missing(nothing), *missing(unspoken)} == set(MISSING)
    assert set(REFUSED) >= {
        "name",
        "remedy",
        "organisation",
        "words",
        "choices",
        "delicate",
        "length",
        "no_draft",
        "reason",
        "why",
    }


def test_a_lead_keeps_what_fits_and_is_told_what_does_not(place: Place, client: Client) -> None:
    lead, poll_id = (
        sign_in(client, StaffRow.objects.get(id=place.lead.id)),
        place.drafted(questions=(), languages=("en",)),
    )
    page = f"/desk/polls/{poll_id}/"
    two = {"name": "Food", "languages": "en", "words_1_en": "Is it enough?", "choices_1_en": "yes\n\nno"}
    assert lead.post(page, two).status_code == 302
    wrong = lead.post(page, {**two, "delicate_1": "yes"})
    assert wrong.status_code == 409 and str(REFUSED["delicate"]) in wrong.content.decode()
    assert lead.post(page, {**two, "corridor": "somewhere"}).status_code == 422
    assert lead.post("/desk/polls/", {"name": ""}).status_code == 422
    assert lead.post(f"{page}begin/").status_code == 409
    with acting_as(place.lead):
        (kept_one,) = services.PollQuestion.objects.filter(poll_id=poll_id)
    assert kept_one.choices == {"en": ["yes", "no"]} and not kept_one.is_delicate


def test_a_company_may_say_no_and_answers_once_workers_have(place: Place, client: Client) -> None:
    company = sign_in(client, StaffRow.objects.get(id=place.responder.id))
    refused, running = place.proposed(), place.running(questions=(HEAT,))
    said = {"once": str(uuid4()), "text": "Fans come in May."}
    assert company.post(f"/partner/polls/{running}/", {"text": "No form of ours"}).status_code == 422
    assert company.post(f"/partner/polls/{running}/", said).status_code == 409
    assert company.post(f"/partner/polls/{refused}/decline/").status_code == 302
    assert company.get(f"/partner/polls/{refused}/").status_code == 404
    assert company.post(f"/partner/polls/{running}/decline/").status_code == 409
    clock.pass_time(timedelta(days=14))
    tasks.sweep_all()
    assert company.post(f"/partner/polls/{running}/", {**said, "text": ""}).status_code == 409
    assert company.post(f"/partner/polls/{running}/", said).status_code == 302
    assert "in time" in company.get(f"/partner/polls/{running}/").content.decode()


def test_a_poll_of_nowhere_is_none_and_a_corridor_has_a_budget_too(place: Place) -> None:
    nowhere = place.drafted(organisation_id=None)
    assert services.lacks(poll_id=nowhere, by=place.lead) == ("whom", "accepted")
    place.running(organisation_id=None, corridor="MM-TH", questions=(HEAT,) * 7)
    others = [place.drafted(organisation_id=None, corridor=way, questions=(HEAT,) * 6) for way in ("MM-TH", "NP-MY")]
    assert ["burden" in services.lacks(poll_id=each, by=place.lead) for each in others] == [True, False]
