"""Viber from its door to her story and back: signed, reported on, failed on her phone, left."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from saphan.network.models import Staff
from saphan.store import clock
from tests.voice.channels.doors import Door, add_door
from tests.voice.channels.given import answer, deliveries, events, said, stories, way
from tests.voice.channels.payloads import payload
from tests.voice.channels.stand_in import standing_in
from tests.voice.channels.viber.provider import Viber
from tests.voice.channels.viber.replay import ENTERED
from tests.voice.given import Desk


@pytest.fixture
def viber() -> Iterator[Viber]:
    provider = Viber()
    with standing_in(provider, "viber"):
        yield provider


@pytest.fixture
def ours(desk: Desk, viber: Viber, no_pause: None) -> Door:
    Staff.objects.filter(id=desk.lead_id).update(languages=["my"])  # so nobody has to be told that nobody reads her
    return add_door(desk, "viber", ENTERED)


def brings(ours: Door, file: str, **more: Any) -> None:
    ours.bring(json.loads(payload("viber", file)) | {"timestamp": int(clock.now().timestamp() * 1000)} | more)


def test_what_she_writes_is_one_story_however_often_it_is_brought(ours: Door, viber: Viber) -> None:
    brings(ours, "text.json")
    brings(ours, "text.json")
    brings(ours, "emoji_only.json")
    assert said() == ["လစာ နှစ်လ မရသေးပါ", "😭😭"] and len(stories()) == 1
    assert len(viber.taken) == 1


def test_the_try_of_our_address_is_answered_and_keeps_nothing(ours: Door) -> None:
    brings(ours, "webhook.json")
    assert events() == []


def test_reports_may_come_late_twice_and_the_wrong_way_round(desk: Desk, ours: Door, viber: Viber) -> None:
    # Given the first words were sent
    brings(ours, "text.json")
    first = {"message_token": viber.last_token}
    # When it is told to be seen, then delivered, then seen again
    for file in ("seen.json", "delivered.json", "seen.json"):
        brings(ours, file, **first)
    # Then it stays read
    assert [row.progress for row in deliveries()] == ["read"]


def test_what_she_has_seen_counts_for_all_that_waited_to_be_read(desk: Desk, ours: Door, viber: Viber) -> None:
    # Given two messages that were sent and not yet read
    brings(ours, "text.json")
    answer(desk)
    brings(ours, "delivered.json", message_token=viber.last_token)
    assert {row.progress for row in deliveries(progress__in=("sent", "delivered"))} == {"sent", "delivered"}
    # When Viber names the newest as seen
    brings(ours, "seen.json", message_token=viber.last_token)
    # Then the one before was read, too
    assert deliveries(progress__in=("sent", "delivered")) == [] and len(deliveries(progress="read")) == 2


def test_what_her_phone_could_not_show_has_failed(desk: Desk, ours: Door, viber: Viber) -> None:
    brings(ours, "text.json")
    brings(ours, "client_status.json", message_token=viber.last_token)
    assert [row.progress for row in deliveries()] == ["sent"]
    brings(ours, "client_status_failed.json", message_token=viber.last_token)
    assert [(row.progress, row.code) for row in deliveries()] == [("failed", "4")]


def test_a_pressed_button_is_her_answer_and_no_words(desk: Desk, ours: Door, viber: Viber) -> None:
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


def test_whoever_left_is_not_written_to(desk: Desk, ours: Door, viber: Viber) -> None:
    brings(ours, "text.json")
    brings(ours, "unsubscribed.json")
    answer(desk)
    assert len(viber.taken) == 1 and way().closed_on is not None


def test_of_a_group_nothing_is_kept(ours: Door, viber: Viber) -> None:
    brings(ours, "group_text.json")
    assert stories() == [] and viber.taken == []
