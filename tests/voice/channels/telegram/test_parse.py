"""Every kind of update on https://core.telegram.org/bots/api#update that can reach a bot, and what we make of it."""

import json
from datetime import UTC, datetime

import pytest

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import Began, Edited, Elsewhere, Kind, Said, Stopped, Where
from saphan.voice.channels.telegram import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import AT, account, payload, received
from tests.voice.channels.reading import Reader

HER = Handle("telegram", "7001001")
GROUP = Handle("telegram", "-1009001002")
TELEGRAM = Reader("telegram")
read, said, parsed = TELEGRAM.first, TELEGRAM.said, TELEGRAM.parsed


def test_a_text_comes_whole_with_its_time_its_chat_and_the_language_of_her_phone() -> None:
    assert said("text.json") == Said(
        id="500001",
        at=datetime(2026, 3, 2, 8, 43, 31, tzinfo=UTC),
        handle=HER,
        text="လစာ နှစ်လ မရသေးပါ",
        ref="7001001:11",
        language="my",
    )


def test_of_a_photo_the_largest_is_fetched_with_its_words() -> None:
    photo = said("photo.json")
    assert (photo.text, [file.ref for file in photo.files], photo.files[0].size) == ("Payslip", ["photo-large"], 90210)


def test_a_voice_note_of_five_minutes_says_how_large_it_is() -> None:
    (file,) = said("voice_note.json").files
    assert (file.kind, file.media_type, file.size) == (Kind.VOICE, "audio/ogg", 1_250_000)


def test_what_cannot_be_carried_keeps_what_it_said() -> None:
    assert said("sticker.json").text == "😭"
    assert said("location.json").text == "13.547500, 100.274400"
    assert said("venue.json").text == "Market\nSoi 4\n13.500000, 100.200000"
    assert said("contact.json").text == "Agent One\n+66800000001"


def test_a_forwarded_message_is_known_for_one() -> None:
    assert said("forwarded.json").forwarded
    assert said("forwarded_by_hidden_user.json").forwarded
    assert not said("reply.json").forwarded


def test_an_edit_names_the_message_that_it_changes() -> None:
    edited = read("edited.json")
    assert isinstance(edited, Edited)
    assert (edited.ref, edited.text) == (said("text.json").ref, "လစာ သုံးလ မရသေးပါ")
    again = read("edited_rich.json")
    assert isinstance(again, Edited) and again.text == "They paid nothing"


def test_a_button_brings_its_code_and_is_answered_in_the_same_breath() -> None:
    # Given a pressed button, which says no time
    request = received("telegram", payload("telegram", "button.json"))
    # When it is read, and answered
    pressed = said("button.json")
    answer = parse.answer(request, account("telegram"), inside=None)  # type: ignore[arg-type]
    # Then the code is there, and the button stops turning
    assert (pressed.choice, pressed.handle, pressed.at) == ("neutral", HER, AT)
    assert answer is not None
    assert json.loads(answer.body) == {"method": "answerCallbackQuery", "callback_query_id": "4382"}


def test_a_message_needs_no_answer_of_its_own() -> None:
    request = received("telegram", payload("telegram", "text.json"))
    assert parse.answer(request, account("telegram"), inside=None) is None  # type: ignore[arg-type]


def test_of_a_group_nothing_said_is_taken() -> None:
    elsewhere = read("group_text.json")
    assert isinstance(elsewhere, Elsewhere)
    assert (elsewhere.where, elsewhere.to) == (Where.GROUP, GROUP)
    assert "help" not in repr(elsewhere)


def test_start_brings_the_poster_that_she_followed() -> None:
    began = read("start.json")
    assert isinstance(began, Began)
    assert (began.handle, began.token) == (HER, "poster7")


def test_what_she_types_after_start_is_hers_and_no_poster() -> None:
    assert said("start_with_words.json").text == "/start They lock the gate"


def test_of_a_message_with_headings_and_tables_every_word_is_kept() -> None:
    assert said("rich.json").text.splitlines() == [
        "My pay",
        "They paid half of it.",
        "In May",
        "In June",
        "Two months",
        "Month | Paid",
        "May | 4500",
        "More",
        "Ask the office",
        "The agent",
    ]
    assert said("rich_with_a_photo.json").text == "My payslip\nMay"


def test_of_a_live_photo_the_photo_is_fetched() -> None:
    assert [file.ref for file in said("live_photo.json").files] == ["live-still"]


@pytest.mark.parametrize("kind", ["hologram", "gift", "paid_media"])
def test_a_kind_of_message_that_telegram_adds_later_is_hers_all_the_same(kind: str) -> None:
    update = json.loads(payload("telegram", "not_supported.json"))
    update["message"][kind] = {"of": "tomorrow"}
    (event,) = parsed(json.dumps(update).encode())
    assert isinstance(event, Said) and event.kind == Kind.OTHER


def test_what_was_not_read_needs_no_answer() -> None:
    request = received("telegram", b"[]")
    assert parse.answer(request, account("telegram"), inside=None) is None  # type: ignore[arg-type]


def test_a_blocked_and_an_unblocked_bot_are_told_apart() -> None:
    assert isinstance(read("blocked.json"), Stopped)
    assert isinstance(read("unblocked.json"), Began)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": "x"}',
        b'{"update_id": 1, "message": {}}',
        b'{"update_id": 1, "message": null}',
        b'{"update_id": 1, "message": {"chat": {"type": "private", "id": "x"}, "date": 1, "text": "a"}}',
        b'{"update_id": 1, "message": {"chat": {"type": "private", "id": 1}, "date": 1e30, "text": "a"}}',
        b'{"update_id": 1, "message": {"chat": {"type": "private", "id": 1}, "date": 1, "message_id": 1, "photo": []}}',
        b'{"update_id": 1, "callback_query": {"id": "1", "message": {"chat": {"type": "private", "id": 1}}}}',
    ],
    ids=range(10),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)
