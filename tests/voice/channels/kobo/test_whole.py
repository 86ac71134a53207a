"""Forms through the house: each a story of its own, an edit beside it, a number that nothing goes out to."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store import acting_as
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.leaving.staff import ways_of
from saphan.voice.channels.models import Delivery, Way
from saphan.voice.models import Contact
from tests.voice.channels.given import SYSTEM, events, let_pass, said, stories
from tests.voice.channels.kobo.provider import FORM, TOKEN, Kobo
from tests.voice.channels.payloads import all_payloads, payload
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Desk

SECRET = "a-secret-of-ours-for-the-form"


@pytest.fixture
def kobo() -> Iterator[Kobo]:
    playing = Kobo()
    with standing_in(playing, "kobo"):
        yield playing


@pytest.fixture
def form_id(desk: Desk, kobo: Kobo) -> UUID:
    entered = {"server": "https://kf.kobo.example", "form": FORM, "token": TOKEN, "secret": SECRET}
    more = {"words": "what_happened", "phone": "phone", "place": "where", "language": "language", "country": "TH"}
    return accounts.add_account(desk_id=desk.id, channel="kobo", name="Our form", entered=entered | more, by=OURSELVES)


def submit(form_id: UUID, body: bytes) -> int:
    headers = {"X-Saphan-Secret": SECRET}
    answer = Client().post(f"/in/kobo/{form_id}/", body, content_type="application/json", headers=headers)
    run_waiting()
    return answer.status_code


def another(number: int, **more: object) -> bytes:
    name = f"aaaaaaaa-0000-4000-8000-00000000{number:04}"
    former = json.loads(payload("kobo", "form.json"))
    return json.dumps({**former, "_id": number, "meta/instanceID": f"uuid:{name}", "_uuid": name, **more}).encode()


def test_two_forms_with_one_number_are_two_stories_and_nothing_goes_out_to_it(form_id: UUID, desk: Desk) -> None:
    """Whoever visits many may write her own number into each."""
    assert submit(form_id, another(1, what_happened="One")) == submit(form_id, another(2, what_happened="Two")) == 200
    assert sorted(said(story)[0] for story in stories()) == ["One", "Two"]
    for story in stories():
        voice.reply(conversation_id=story, text="We can help you.", by=desk.caseworker)
    run_waiting()
    (card,) = ways_of(desk.caseworker, stories()[0])
    assert (card.label, card.is_open) == ("KoboToolbox", False) and "reaches nobody" in str(card.words)
    with acting_as(SYSTEM):
        assert not Way.objects.exists() and not Delivery.objects.exists()
        assert set(Contact.objects.values_list("handle_kind", flat=True)) == {"phone"}


def test_an_edit_stands_beside_what_was_said_first_also_when_it_comes_before(form_id: UUID) -> None:
    submit(form_id, payload("kobo", "edited.json"))
    submit(form_id, payload("kobo", "form.json"))
    let_pass(minutes=2)
    assert said() == ["They keep my passport", "They gave it back"]


def test_an_edit_of_what_never_came_becomes_a_story_after_an_hour(form_id: UUID) -> None:
    submit(form_id, payload("kobo", "edited.json"))
    assert stories() == []
    let_pass(minutes=61)
    assert said() == ["They gave it back"]


def test_brought_again_it_is_the_same(form_id: UUID) -> None:
    for _ in range(3):
        submit(form_id, payload("kobo", "form.json"))
    assert said() == ["They keep my passport"]


@pytest.mark.parametrize("file", all_payloads("kobo"))
def test_every_payload_is_taken_in_without_a_fault(form_id: UUID, file: str, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert submit(form_id, payload("kobo", file)) == 200
    assert {event.stage for event in events()} <= {"done", "files", "waiting"}
    assert "not taken in" not in caplog.text and len(stories()) <= 1
