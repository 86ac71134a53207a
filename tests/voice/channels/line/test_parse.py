"""What we make of every event on https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects"""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import (
    Deleted,
    Edited,
    Elsewhere,
    File,
    Kind,
    Said,
    Stopped,
    Unread,
    Where,
)
from saphan.voice.channels.line import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import account, payload, received
from tests.voice.channels.reading import Reader

HER = Handle("line", "U0a1b2c3d4e5f60718293a4b5c6d7e8f9")
LINE = Reader("line")
read, said, read_all = LINE.first, LINE.said, LINE.parsed


def changed(file: str, **more: object) -> bytes:
    """The payload with something else in its first event; None takes it out."""
    content = json.loads(payload("line", file))
    content["events"][0] |= more
    content["events"][0] = {name: value for name, value in content["events"][0].items() if value is not None}
    return json.dumps(content).encode()


def test_a_text_comes_whole_with_its_time_and_her_account() -> None:
    assert said("text.json") == Said(
        id="01KJINVENTED00000000000001",
        at=datetime(2026, 3, 2, 8, 43, 31, 500_000, tzinfo=UTC),
        handle=HER,
        text="ยังไม่ได้ค่าจ้างสองเดือน",
        ref="500000000000000000",
    )


def test_what_line_brings_again_is_the_same_event() -> None:
    """Whether it says so or not: the id counts, and an old request that somebody plays again is nothing new."""
    assert read("text_again.json") == read("text.json")


def test_a_batch_brings_each_of_its_events_in_order() -> None:
    events = read_all(payload("line", "batch.json"))
    assert [type(event) for event in events] == [Said, Said, Elsewhere, Stopped]
    assert isinstance(events[1], Said) and events[1].text == "ช่วยด้วยค่ะ"
    assert "in the group" not in str(asdict(events[2]))


def test_a_photo_and_a_voice_message_of_five_minutes_wait_at_line() -> None:
    assert said("image.json").files == (File(Kind.PHOTO, said("image.json").ref, "image/jpeg"),)
    (voice,) = said("audio.json").files
    assert (voice.kind, voice.media_type, voice.ref) == (Kind.VOICE, "audio/mp4", said("audio.json").ref)


def test_a_photo_sent_as_a_file_is_known_by_its_ending_and_its_name_is_not_kept() -> None:
    (file,) = said("file_with_a_photo.json").files
    assert (file.kind, file.media_type, file.size) == (Kind.DOCUMENT, "image/jpeg", 90210)
    assert said("file.json").files[0].media_type == "application/pdf"
    event = said("file_with_a_photo.json")
    assert not any("somebody" in each for each in (event.text, event.ref, file.ref))


def test_a_picture_that_stands_elsewhere_is_not_asked_for() -> None:
    assert said("image_elsewhere.json").files == ()


def test_what_cannot_be_carried_keeps_what_it_said() -> None:
    assert said("sticker_with_words.json").text == "ช่วยด้วย"
    assert said("sticker.json").text == "", "LINE's own key words are not hers"
    assert said("location.json").text == "Market\nSoi 4\n13.547500, 100.274400"
    assert said("location_bare.json").text == "13.547500, 100.274400"


def test_what_she_unsends_is_named_by_the_message() -> None:
    deleted = read("unsend.json")
    assert isinstance(deleted, Deleted)
    assert (deleted.ref, deleted.handle) == (said("text.json").ref, HER)


def test_what_she_edits_is_named_by_the_message() -> None:
    edited = read("edited.json")
    assert isinstance(edited, Edited)
    assert (edited.ref, edited.text) == (said("text.json").ref, "ยังไม่ได้ค่าจ้างสามเดือน")


@pytest.mark.parametrize("kind", ["telepathy", "messageEdited", "unsend"])
def test_of_a_group_no_kind_of_event_is_kept_also_none_of_tomorrow(kind: str) -> None:
    assert read_all(changed("group_text.json", type=kind)) == ()


def test_a_button_brings_its_code() -> None:
    pressed = said("postback.json")
    assert (pressed.choice, pressed.text, pressed.handle) == ("neutral", "", HER)


def test_of_a_group_nothing_said_is_taken_and_whoever_adds_us_is_answered_there() -> None:
    # When we are added, then the refusal goes out with the token of that moment
    joined = read("join.json")
    assert isinstance(joined, Elsewhere) and joined.where == Where.GROUP
    assert joined.to is not None and joined.to.value.startswith("reply:reply-token-invented-")
    # And what is said afterwards is neither kept nor answered: an answer would cost one message for each member
    spoken = read("group_text.json")
    assert isinstance(spoken, Elsewhere) and spoken.to is None
    assert "passports" not in repr(spoken)


def test_a_group_that_gives_no_way_to_answer_is_not_answered() -> None:
    (joined,) = read_all(changed("join.json", replyToken=None))
    assert isinstance(joined, Elsewhere) and joined.to is None


def test_a_kind_of_event_that_line_adds_later_holds_nothing_up_and_is_kept_alone() -> None:
    new = json.loads(changed("text.json", type="telepathy"))["events"][0]
    known = json.loads(payload("line", "text.json"))["events"][0]
    kept, said = parse.parse(received("line", json.dumps({"events": [new, known]}).encode()), account("line"))
    assert isinstance(kept, Unread) and isinstance(said, Said)
    with pytest.raises(NotRead):
        read_all(json.dumps({"events": [new]}).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"events": {}}',
        b'{"events": [7]}',
        b'{"events": [{}]}',
        b'{"events": [{"type": ["message"]}]}',
        changed("text.json", webhookEventId=None),
        changed("text.json", source={"type": "user"}),
        changed("text.json", source=None),
        changed("text.json", timestamp=1e300),
        changed("text.json", message={"type": "text", "id": 7, "text": "x"}),
        changed("text.json", message={"type": "text", "id": "7"}),
        changed("text.json", type="join"),
        changed("image.json", message={"type": "image", "id": "7"}),
        changed("unsend.json", unsend={}),
    ],
    ids=range(15),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        read_all(body)
