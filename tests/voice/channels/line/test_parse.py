"""What we make of every event on https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects"""

import json
from datetime import UTC, datetime

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import (
    Began,
    Deleted,
    Edited,
    Elsewhere,
    File,
    Kind,
    Parsed,
    Said,
    Stopped,
    Unread,
    Where,
)
from saphan.voice.channels.line import parse
from saphan.voice.channels.signing import hmac_base64
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import account, all_payloads, payload, received

HER = Handle("line", "U0a1b2c3d4e5f60718293a4b5c6d7e8f9")
SECRET = "00112233445566778899aabbccddeeff"

# Each payload: the place on the page after which it was written, and what we make of it.
WHAT_WE_MAKE_OF_IT = {
    "account_link.json": ("#account-link-event", None),
    "activated.json": ("partner-docs/#activated-event", None),
    "audio.json": ("#wh-audio", Kind.VOICE),
    "batch.json": ("#webhook-event-objects", Kind.STICKER),
    "beacon.json": ("#beacon-event", None),
    "deactivated.json": ("partner-docs/#deactivated-event", None),
    "edited.json": ("#edit-event", Edited),
    "emoji.json": ("#wh-text", Kind.TEXT),
    "emoji_only.json": ("#wh-text", Kind.TEXT),
    "file.json": ("#wh-file", Kind.DOCUMENT),
    "file_with_a_photo.json": ("#wh-file", Kind.DOCUMENT),
    "follow.json": ("#follow-event", Began),
    "group_edited.json": ("#edit-event", None),
    "group_image.json": ("#source-group", Elsewhere),
    "group_postback.json": ("#source-group", None),
    "group_text.json": ("#source-group", Elsewhere),
    "group_unsend.json": ("#unsend-event", None),
    "image.json": ("#wh-image", Kind.PHOTO),
    "image_elsewhere.json": ("#wh-image", Kind.OTHER),
    "image_of_a_set.json": ("#wh-image", Kind.PHOTO),
    "join.json": ("#join-event", Elsewhere),
    "join_room.json": ("#join-event", Elsewhere),
    "leave.json": ("#leave-event", None),
    "location.json": ("#wh-location", Kind.LOCATION),
    "location_bare.json": ("#wh-location", Kind.LOCATION),
    "member_joined.json": ("#member-joined-event", None),
    "member_left.json": ("#member-left-event", None),
    "membership.json": ("#membership-event", None),
    "mention.json": ("#wh-text", Kind.TEXT),
    "module.json": ("partner-docs/#attached-event", None),
    "new_kind_of_message.json": ("#message-event", Kind.OTHER),
    "notification_delivered.json": ("partner-docs/#delivery-event", None),
    "postback.json": ("#postback-event", Kind.TEXT),
    "postback_with_a_time.json": ("#postback-event", Kind.TEXT),
    "reply.json": ("#wh-text", Kind.TEXT),
    "resumed.json": ("partner-docs/#botresumed-event", None),
    "room_text.json": ("#source-room", Elsewhere),
    "standby.json": ("#common-properties", Kind.TEXT),
    "sticker.json": ("#wh-sticker", Kind.STICKER),
    "sticker_with_words.json": ("#wh-sticker", Kind.STICKER),
    "suspended.json": ("partner-docs/#botsuspend-event", None),
    "text.json": ("#wh-text", Kind.TEXT),
    "text_again.json": ("#common-properties", Kind.TEXT),
    "unblocked.json": ("#follow-event", Began),
    "unfollow.json": ("#unfollow-event", Stopped),
    "unsend.json": ("#unsend-event", Deleted),
    "verify.json": ("#test-webhook-endpoint", None),
    "video.json": ("#wh-video", Kind.VIDEO),
    "video_seen.json": ("#video-viewing-complete", None),
}


def read_all(body: bytes) -> tuple[Parsed, ...]:
    return parse.parse(received("line", body), account("line"))


def read(file: str) -> Parsed | None:
    events = read_all(payload("line", file))
    return events[0] if events else None


def said(file: str) -> Said:
    event = read(file)
    assert isinstance(event, Said)
    return event


def changed(file: str, **more: object) -> bytes:
    """The payload with something else in its first event; None takes it out."""
    content = json.loads(payload("line", file))
    content["events"][0] |= more
    content["events"][0] = {name: value for name, value in content["events"][0].items() if value is not None}
    return json.dumps(content).encode()


def test_every_payload_has_its_line_here() -> None:
    assert sorted(WHAT_WE_MAKE_OF_IT) == all_payloads("line")


@pytest.mark.parametrize(("file", "expected"), [(file, made) for file, (_, made) in WHAT_WE_MAKE_OF_IT.items()])
def test_each_kind_is_known_for_what_it_is(file: str, expected: object) -> None:
    event = read(file)
    found = event.kind if isinstance(event, Said) else type(event) if event else None
    assert found == expected


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
    assert "in the group" not in repr(events[2]) + repr(getattr(events[2], "text", ""))


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


def test_a_huge_text_is_read_whole() -> None:
    message = {"type": "text", "id": "1", "text": "က" * 200_000, "quoteToken": "q"}
    (event,) = read_all(changed("text.json", message=message))
    assert isinstance(event, Said) and len(event.text) == 200_000


@pytest.mark.parametrize(
    "body", [b"", b"{", payload("line", "text.json")[:-40], b"\xff\xfe", b"[" * 100_000], ids=range(5)
)
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        read_all(body)


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


BODY = payload("line", "text.json")
RIGHT = hmac_base64(BODY, SECRET)


def is_let_in(signature: str, body: bytes = BODY, secret: str = SECRET) -> bool:
    headers = {"X-Line-Signature": signature} if signature else {}
    return parse.verify(received("line", body, headers), account("line", secret=secret))


def test_a_right_signature_opens() -> None:
    assert is_let_in(RIGHT)


def test_no_signature_and_no_secret_open_nothing() -> None:
    assert not is_let_in("")
    assert not is_let_in(RIGHT, secret="")
    assert not is_let_in(hmac_base64(BODY, ""), secret="")


@pytest.mark.parametrize(
    "signature",
    ["wrong", RIGHT[:-1], RIGHT.lower(), RIGHT + " ", hmac_base64(BODY, "another"), "ကခ", "sha256=" + RIGHT],
    ids=range(7),
)
def test_a_wrong_signature_opens_nothing(signature: str) -> None:
    assert not is_let_in(signature)


def test_the_signature_of_an_older_request_does_not_open_another() -> None:
    """Also not where only a space or an escape differs: the bytes count, not what they mean."""
    older = hmac_base64(payload("line", "unfollow.json"), SECRET)
    assert not is_let_in(older)
    assert not is_let_in(RIGHT, body=json.dumps(json.loads(BODY)).encode())
    assert not is_let_in(RIGHT, body=BODY + b" ")
