"""Viber from its door to her story and back: signed, reported on, failed on her phone, left."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from saphan.network.models import Staff
from saphan.network.services import OURSELVES
from saphan.store import clock
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.leaving import sending
from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.given import answer, deliveries, events, said, stories, way
from tests.voice.channels.payloads import payload
from tests.voice.channels.stand_in import standing_in
from tests.voice.channels.viber.provider import SENDER, TOKEN, Viber
from tests.voice.given import Desk


@pytest.fixture
def viber() -> Iterator[Viber]:
    provider = Viber()
    with standing_in(provider, "viber"):
        yield provider


@pytest.fixture
def ours(desk: Desk, viber: Viber, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    Staff.objects.filter(id=desk.lead_id).update(languages=["my"])  # so nobody has to be told that nobody reads her
    entered = {"token": TOKEN, "sender": SENDER}
    return accounts.add_account(desk_id=desk.id, channel="viber", name="On posters", entered=entered, by=OURSELVES)


def bring(ours: UUID, body: bytes, token: str = TOKEN) -> HttpResponse:
    """Viber brings it, and the tasks run."""
    headers = {"X-Viber-Content-Signature": hmac_hex(body, token)}
    response = Client().post(f"/in/viber/{ours}/", body, content_type="application/json", headers=headers)
    run_waiting()
    return response  # type: ignore[return-value]


def brings(ours: UUID, file: str, **more: Any) -> HttpResponse:
    callback = json.loads(payload("viber", file)) | {"timestamp": int(clock.now().timestamp() * 1000)} | more
    return bring(ours, json.dumps(callback).encode())


def test_what_she_writes_is_one_story_however_often_it_is_brought(ours: UUID, viber: Viber) -> None:
    assert brings(ours, "text.json").status_code == 200
    brings(ours, "text.json")
    brings(ours, "emoji_only.json")
    assert said() == ["လစာ နှစ်လ မရသေးပါ", "😭😭"] and len(stories()) == 1
    assert len(viber.taken) == 1


def test_who_is_not_signed_changes_nothing(ours: UUID) -> None:
    assert bring(ours, payload("viber", "text.json"), token="another").status_code == 403
    assert events() == [] and stories() == []


def test_the_try_of_our_address_is_answered_and_keeps_nothing(ours: UUID) -> None:
    assert brings(ours, "webhook.json").status_code == 200
    assert events() == []


def test_reports_may_come_late_twice_and_the_wrong_way_round(desk: Desk, ours: UUID, viber: Viber) -> None:
    # Given the first words were sent
    brings(ours, "text.json")
    first = {"message_token": viber.last_token}
    # When it is told to be seen, then delivered, then seen again
    for file in ("seen.json", "delivered.json", "seen.json"):
        assert brings(ours, file, **first).status_code == 200
    # Then it stays read
    assert [row.progress for row in deliveries()] == ["read"]


def test_what_she_has_seen_counts_for_all_that_waited_to_be_read(desk: Desk, ours: UUID, viber: Viber) -> None:
    # Given two messages that were sent and not yet read
    brings(ours, "text.json")
    answer(desk)
    brings(ours, "delivered.json", message_token=viber.last_token)
    assert {row.progress for row in deliveries(progress__in=("sent", "delivered"))} == {"sent", "delivered"}
    # When Viber names the newest as seen
    brings(ours, "seen.json", message_token=viber.last_token)
    # Then the one before was read, too
    assert deliveries(progress__in=("sent", "delivered")) == [] and len(deliveries(progress="read")) == 2


def test_what_her_phone_could_not_show_has_failed(desk: Desk, ours: UUID, viber: Viber) -> None:
    brings(ours, "text.json")
    brings(ours, "client_status.json", message_token=viber.last_token)
    assert [row.progress for row in deliveries()] == ["sent"]
    brings(ours, "client_status_failed.json", message_token=viber.last_token)
    assert [(row.progress, row.code) for row in deliveries()] == [("failed", "4")]


def test_a_pressed_button_is_her_answer_and_no_words(desk: Desk, ours: UUID, viber: Viber) -> None:
    # Given a question that waits for her
    brings(ours, "text.json")
    answer(desk)
    question = viber.taken[-1]
    label = next(label for label, code in json.loads(question["tracking_data"]).items() if code == "everything")
    # When she presses a button
    pressed = {"type": "text", "text": label, "tracking_data": question["tracking_data"]}
    brings(ours, "button.json", message=pressed)
    # Then it is an answer, and what waited for it goes out
    assert way().may_write == "everything" and len(said()) == 1
    assert viber.taken[-1]["text"] == "We can help you."


def test_whoever_left_is_not_written_to(desk: Desk, ours: UUID, viber: Viber) -> None:
    brings(ours, "text.json")
    brings(ours, "unsubscribed.json")
    answer(desk)
    assert len(viber.taken) == 1 and way().closed_on is not None


def test_of_a_group_nothing_is_kept(ours: UUID, viber: Viber) -> None:
    assert brings(ours, "group_text.json").status_code == 200
    assert stories() == [] and viber.taken == []
