"""What we make of every callback on https://developers.viber.com/docs/api/rest-bot-api/#callbacks"""

import json
from datetime import UTC, datetime

import pytest

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import (
    Began,
    Elsewhere,
    File,
    Kind,
    ReachedAll,
    Said,
    State,
    Where,
    Why,
)
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import payload
from tests.voice.channels.reading import Reader

HER = Handle("viber", "aW52ZW50ZWQraGVyLzAx==")
VIBER = Reader("viber")
read, said, reached, read_all = VIBER.first, VIBER.said, VIBER.reached, VIBER.parsed


def changed(file: str, **more: object) -> bytes:
    """The payload with something else in it; None takes it out."""
    content = json.loads(payload("viber", file)) | more
    return json.dumps({name: value for name, value in content.items() if value is not None}).encode()


def test_a_text_comes_whole_with_its_time_and_the_language_of_her_app() -> None:
    assert said("text.json") == Said(
        id="message:5900000000000000002",
        at=datetime(2026, 3, 2, 8, 43, 33, 500_000, tzinfo=UTC),
        handle=HER,
        text="လစာ နှစ်လ မရသေးပါ",
        ref="5900000000000000002",
        language="my",
    )


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
    (again,) = read_all(changed("text.json", timestamp=1775033013500))
    assert again.id == said("text.json").id != said("text_in_silence.json").id


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
