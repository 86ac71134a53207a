"""What we make of every callback on https://developers.viber.com/docs/api/rest-bot-api/#callbacks"""

import json
from datetime import UTC, datetime

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import (
    Began,
    Elsewhere,
    Event,
    File,
    Kind,
    Reached,
    ReachedAll,
    Said,
    State,
    Stopped,
    Where,
    Why,
)
from saphan.voice.channels.signing import hmac_base64, hmac_hex
from saphan.voice.channels.viber import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import account, all_payloads, payload, received

HER = Handle("viber", "aW52ZW50ZWQraGVyLzAx==")
TOKEN = "00112233445566ab-77889900aabbccdd-eeff001122334455"
HUB = "creators.viber.com/docs/bots-api/events/"

# Each payload: the place on the page (or the page beside it) after which it was written, and what we make of it.
WHAT_WE_MAKE_OF_IT = {
    "button.json": ("#keyboards", Kind.TEXT),
    "client_status.json": (HUB + "payment-button-clicked", None),
    "client_status_failed.json": (HUB + "payment-button-clicked", Reached),
    "contact.json": ("#receive-message-from-user", Kind.CONTACT),
    "contact_without_name.json": ("#receive-message-from-user", Kind.CONTACT),
    "conversation_started.json": ("#conversation-started", Began),
    "conversation_started_again.json": ("#conversation-started", Began),
    "conversation_started_from_a_poster.json": ("#conversation-started", Began),
    "delivered.json": ("#message-receipts-callbacks", Reached),
    "emoji_only.json": ("#receive-message-from-user", Kind.TEXT),
    "failed.json": ("#failed-callback", Reached),
    "file.json": ("#receive-message-from-user", Kind.DOCUMENT),
    "file_with_a_recording.json": ("#receive-message-from-user", Kind.DOCUMENT),
    "group_text.json": ("described nowhere, brought by some", Elsewhere),
    "location.json": ("#receive-message-from-user", Kind.LOCATION),
    "picture.json": ("#receive-message-from-user", Kind.PHOTO),
    "picture_with_words.json": ("#receive-message-from-user", Kind.PHOTO),
    "rich_media.json": ("#receive-message-from-user", Kind.OTHER),
    "seen.json": ("#message-receipts-callbacks", Reached),
    "sticker.json": ("#receive-message-from-user", Kind.STICKER),
    "subscribed.json": ("#subscribed", Began),
    "text.json": ("#receive-message-from-user", Kind.TEXT),
    "text_after_a_question.json": ("#receive-message-from-user", Kind.TEXT),
    "text_after_another_bot.json": ("#receive-message-from-user", Kind.TEXT),
    "text_in_silence.json": ("#receive-message-from-user", Kind.TEXT),
    "text_with_marks.json": ("#receive-message-from-user", Kind.TEXT),
    "unsubscribed.json": ("#unsubscribed", Stopped),
    "url.json": ("#receive-message-from-user", Kind.TEXT),
    "video.json": ("#receive-message-from-user", Kind.VIDEO),
    "webhook.json": ("#set-webhook-callback", None),
}


def read_all(body: bytes) -> tuple[Event, ...]:
    return parse.parse(received("viber", body), account("viber"))


def read(file: str) -> Event | None:
    events = read_all(payload("viber", file))
    return events[0] if events else None


def said(file: str) -> Said:
    event = read(file)
    assert isinstance(event, Said)
    return event


def reached(file: str) -> Reached:
    event = read(file)
    assert isinstance(event, Reached)
    return event


def changed(file: str, **more: object) -> bytes:
    """The payload with something else in it; None takes it out."""
    content = json.loads(payload("viber", file)) | more
    return json.dumps({name: value for name, value in content.items() if value is not None}).encode()


def test_every_payload_has_its_line_here() -> None:
    assert sorted(WHAT_WE_MAKE_OF_IT) == all_payloads("viber")


@pytest.mark.parametrize(("file", "expected"), [(file, made) for file, (_, made) in WHAT_WE_MAKE_OF_IT.items()])
def test_each_kind_is_known_for_what_it_is(file: str, expected: object) -> None:
    event = read(file)
    found = event.kind if isinstance(event, Said) else type(event) if event else None
    assert found == expected


def test_a_text_comes_whole_with_its_time_and_the_language_of_her_app() -> None:
    assert said("text.json") == Said(
        id="message:5900000000000000002",
        at=datetime(2026, 3, 2, 8, 43, 33, 500_000, tzinfo=UTC),
        handle=HER,
        text="လစာ နှစ်လ မရသေးပါ",
        ref="5900000000000000002",
        language="my",
    )


def test_nothing_of_her_name_and_picture_is_taken_over() -> None:
    for file in all_payloads("viber"):
        event = read(file)
        kept = [getattr(event, name, "") for name in ("id", "text", "ref", "code", "language", "token")]
        assert not any("Worker" in str(each) or "one.jpg" in str(each) for each in kept), file


def test_a_picture_waits_where_the_callback_says() -> None:
    (file,) = said("picture.json").files
    assert (file.kind, file.ref[-8:], file.media_type, file.size) == (Kind.PHOTO, "/one.jpg", "image/jpeg", None)
    assert said("picture_with_words.json").text == "My payslip"
    assert said("picture_with_words.json").files[0].size == 90210


def test_a_recording_sent_as_a_file_is_known_by_its_ending_and_its_name_is_not_kept() -> None:
    event = said("file_with_a_recording.json")
    assert event.files[0].media_type.startswith("audio/")
    assert event.text == "" and "somebody" not in event.files[0].ref
    assert isinstance(event.files[0], File) and event.files[0].size == 1_250_000


def test_what_cannot_be_carried_keeps_what_it_said() -> None:
    assert said("contact.json").text == "Agent One\n+66800000001"
    assert said("contact_without_name.json").text == "+66800000001"
    assert said("location.json").text == "13.547500, 100.274400"
    assert said("url.json").text == "https://news.example/all-permits-end"
    assert (said("sticker.json").text, said("sticker.json").files) == ("", ())


def test_marks_of_direction_and_broken_letters_come_as_they_are() -> None:
    assert said("text_with_marks.json").text == "\u200fလစာ \u202ezzz\u202c Ã¡â€žâ€š ကဵ"


def test_a_button_is_known_by_what_our_question_gave_along() -> None:
    assert (said("button.json").choice, said("button.json").text) == ("neutral", "")


def test_other_words_after_a_question_are_words() -> None:
    assert (said("text_after_a_question.json").choice, said("text_after_a_question.json").text) == (
        "",
        "What do you mean?",
    )
    assert (said("text_after_another_bot.json").choice, said("text_after_another_bot.json").text) == ("", "hello")


@pytest.mark.parametrize("given", ["[1]", "7", "[" * 100_000, '{"x": "y"}'], ids=range(4))
def test_what_another_gave_along_is_no_button(given: str) -> None:
    (event,) = read_all(changed("text.json", message={"type": "text", "text": "x y", "tracking_data": given}))
    assert isinstance(event, Said) and (event.choice, event.text) == ("", "x y")


def test_of_a_group_nothing_said_is_taken() -> None:
    elsewhere = read("group_text.json")
    assert isinstance(elsewhere, Elsewhere)
    assert (elsewhere.where, elsewhere.to) == (Where.GROUP, None)
    assert "passports" not in repr(elsewhere)


def test_an_opened_chat_brings_the_poster_that_she_followed() -> None:
    began = read("conversation_started_from_a_poster.json")
    assert isinstance(began, Began)
    assert (began.handle, began.token, began.language) == (HER, "poster7", "my")
    again = read("conversation_started_again.json")
    assert isinstance(again, Began) and (again.token, again.language) == ("", "")


def test_reports_name_what_was_sent_and_each_has_an_id_of_its_own() -> None:
    reports = [reached(file) for file in ("delivered.json", "seen.json", "failed.json")]
    assert {report.ref for report in reports} == {"5910000000000000001"}
    assert [report.state for report in reports] == [State.DELIVERED, State.READ, State.FAILED]
    assert len({report.id for report in reports}) == 3


def test_what_she_has_seen_includes_what_came_before_it() -> None:
    one, before = read_all(payload("viber", "seen.json"))
    assert isinstance(before, ReachedAll) and (before.handle, before.state, before.at) == (HER, State.READ, one.at)


def test_why_a_phone_did_not_show_it_goes_no_further() -> None:
    assert (reached("failed.json").why, reached("failed.json").code) == (Why.TERMINAL, "failed")
    assert (reached("client_status_failed.json").why, reached("client_status_failed.json").code) == (Why.TERMINAL, "4")


def test_a_callback_that_is_brought_again_has_the_same_id() -> None:
    """Also a month later: Viber signs no time apart from the event, and the id counts."""
    assert said("text.json").id == said("text.json").id
    assert said("text.json").id != said("text_in_silence.json").id


def test_a_huge_text_is_read_whole() -> None:
    (event,) = read_all(changed("text.json", message={"type": "text", "text": "က" * 200_000}))
    assert isinstance(event, Said) and len(event.text) == 200_000


@pytest.mark.parametrize(
    "body", [b"", b"{", payload("viber", "text.json")[:-40], b"\xff\xfe", b"[" * 100_000], ids=range(5)
)
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        read_all(body)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"event": "telepathy"}',
        b'{"event": ["message"]}',
        changed("text.json", message_token=None),
        changed("text.json", message_token="x"),
        changed("text.json", sender=None),
        changed("text.json", sender={"id": 7}),
        changed("text.json", timestamp=1e300),
        changed("text.json", message={}),
        changed("text.json", message={"type": "text", "text": 7}),
        changed("picture.json", message={"type": "picture"}),
        changed("location.json", message={"type": "location", "location": {"lat": "x"}}),
        changed("unsubscribed.json", user_id=None),
        changed("client_status.json", status=None),
    ],
    ids=range(15),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        read_all(body)


BODY = payload("viber", "text.json")
RIGHT = hmac_hex(BODY, TOKEN)


def is_let_in(signature: str, body: bytes = BODY, token: str = TOKEN) -> bool:
    headers = {"X-Viber-Content-Signature": signature} if signature else {}
    return parse.verify(received("viber", body, headers), account("viber", token=token))


def test_a_right_signature_opens() -> None:
    assert is_let_in(RIGHT)


def test_no_signature_and_no_token_open_nothing() -> None:
    assert not is_let_in("")
    assert not is_let_in(RIGHT, token="")


@pytest.mark.parametrize(
    "signature",
    ["wrong", RIGHT[:-1], RIGHT.upper(), RIGHT + " ", hmac_hex(BODY, "another"), hmac_base64(BODY, TOKEN), "ကခ"],
    ids=range(7),
)
def test_a_wrong_signature_opens_nothing(signature: str) -> None:
    assert not is_let_in(signature)


def test_the_signature_of_an_older_callback_does_not_open_another() -> None:
    assert not is_let_in(hmac_hex(payload("viber", "unsubscribed.json"), TOKEN))
    assert not is_let_in(RIGHT, body=json.dumps(json.loads(BODY)).encode())
    assert not is_let_in(RIGHT, body=BODY + b" ")
