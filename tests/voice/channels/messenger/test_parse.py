"""Every kind of event that Messenger's pages describe, and what we make of it.

Pages: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/<page>
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import Began, Edited, Kind, Reached, ReachedAll, Said, State
from saphan.voice.inbound import Handle
from tests.voice.channels.messenger.provider import PAGE
from tests.voice.channels.payloads import payload
from tests.voice.channels.reading import Reader

MESSENGER = Reader("messenger", {"page": PAGE})
read, first, said, parsed = MESSENGER.read, MESSENGER.first, MESSENGER.said, MESSENGER.parsed
HER = Handle("messenger", "9000000000000001")


def changed(file: str, **more: Any) -> bytes:
    """The payload with other values in its message."""
    content = json.loads(payload("messenger", file))
    content["entry"][0]["messaging"][0]["message"].update(more)
    return json.dumps(content).encode()


def from_other(file: str, **more: Any) -> bytes:
    """The payload with other values around its message."""
    content = json.loads(payload("messenger", file))
    content["entry"][0]["messaging"][0].update(more)
    return json.dumps(content).encode()


def test_a_text_comes_whole_with_its_time_and_her_number_on_this_page() -> None:
    assert said("text.json") == Said(
        id="m_invented-0000_AAAA",
        at=datetime(2026, 3, 2, 8, 43, 31, tzinfo=UTC),
        handle=HER,
        text="လစာ နှစ်လ မရသေးပါ",
        ref="m_invented-0000_AAAA",
    )


def test_photos_and_a_voice_note_wait_at_their_addresses() -> None:
    assert [file.ref[-7:] for file in said("images_with_words.json").files] == ["image-1", "image-2"]
    assert said("images_with_words.json").text == "Payslips"
    (voice,) = said("voice_note.json").files
    assert (voice.kind, voice.ref) == (Kind.VOICE, "https://scontent.fbcdn.example/audio-1")


def test_a_long_signed_address_is_kept_whole() -> None:
    url = "https://scontent.fbcdn.example/image?oh=" + "x" * 1500
    (event,) = parsed(changed("image.json", attachments=[{"type": "image", "payload": {"url": url}}]))
    assert isinstance(event, Said) and event.files[0].ref == url


def test_what_cannot_be_carried_keeps_what_it_said() -> None:
    assert said("location.json").text == "13.547500, 100.274400"
    assert said("link_alone.json").text == "All permits end\nhttps://news.example/a"
    assert said("share_without_content.json").text == ""
    assert said("sticker.json").files == said("sticker_until_august.json").files == ()


def test_words_beside_a_link_are_hers_and_the_link_in_them() -> None:
    assert said("link_with_words.json").text == "Is this true? https://news.example/a"


def test_a_quick_reply_says_its_code_and_a_button_of_the_menu_its_words() -> None:
    assert (said("quick_reply.json").choice, said("quick_reply.json").text) == ("neutral", "")
    assert (said("menu_button.json").choice, said("menu_button.json").text) == ("", "They keep my passport")
    assert said("button_without_a_name.json").id == "postback:9000000000000001:1772441046000"


def test_the_button_of_another_app_of_the_page_says_her_words() -> None:
    assert (said("button_of_another_app.json").choice, said("button_of_another_app.json").text) == (
        "",
        "They keep my passport",
    )


def test_an_edit_names_its_message_and_the_next_edit_is_another() -> None:
    edited, twice = first("edited.json"), first("edited_twice.json")
    assert isinstance(edited, Edited) and isinstance(twice, Edited)
    assert edited.ref == twice.ref == said("text.json").ref
    assert edited.id != twice.id and (edited.text, twice.text) == ("လစာ သုံးလ မရသေးပါ", "လစာ လေးလ မရသေးပါ")


def test_beginning_brings_the_poster_that_she_followed() -> None:
    tokens = {file: getattr(first(f"{file}.json"), "token", None) for file in ("begins", "begins_from_a_poster")}
    assert tokens == {"begins": "", "begins_from_a_poster": "poster7"}
    followed = first("poster_in_an_open_chat.json")
    assert isinstance(followed, Began) and followed.token == "poster7"


def test_what_another_app_answers_was_said_to_the_desk_all_the_same() -> None:
    assert said("standby.json").text == "They lock the gate"


def test_a_delivery_names_its_messages_and_a_reading_only_a_time() -> None:
    delivered = [event for event in read("delivered.json") if isinstance(event, Reached)]
    assert [(event.ref[:11], event.state) for event in delivered] == [
        ("m_ours-0901", State.DELIVERED),
        ("m_ours-0902", State.DELIVERED),
    ]
    assert read("read.json") == (
        ReachedAll("read:9000000000000001:1772441052000", datetime(2026, 3, 2, 8, 44, 12, tzinfo=UTC), HER, State.READ),
    )
    (until,) = read("delivered_until.json")
    assert isinstance(until, ReachedAll) and until.state == State.DELIVERED


def test_an_echo_says_which_of_our_messages_was_taken() -> None:
    (event,) = read("echo_of_ours.json")
    assert isinstance(event, Reached)
    assert (event.ref, event.state, event.once) == ("m_ours-0902_AAAA", State.SENT, str(UUID(int=5)))


def test_a_batch_brings_everything_once_and_nothing_of_another_page() -> None:
    found = read("batch.json")
    assert [event.text for event in found if isinstance(event, Said)] == ["one", "two", "three"]
    assert len({event.handle for event in found if isinstance(event, Said)}) == 2
    assert [type(event) for event in found][-1] == ReachedAll
    (other,) = Reader("messenger", {"page": "800000000000009"}).read("batch.json")
    assert isinstance(other, Said) and other.text == "for another page"


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"object": "whatsapp_business_account", "entry": []}',
        b'{"object": "page", "entry": {}}',
        b'{"object": "page", "entry": [{"id": "800000000000001", "messaging": [7]}]}',
        changed("text.json", mid=""),
        changed("text.json", mid="\ud800"),
        changed("text.json", text=7),
        changed("text.json", attachments="x"),
        changed("image.json", attachments=[{"type": "image", "payload": {"url": "no address at all"}}]),
        changed("image.json", attachments=[{"type": "image"}]),
        from_other("text.json", sender={}),
        from_other("text.json", sender={"id": "../me"}),
        from_other("text.json", sender={"user_ref": "checkbox"}),
        from_other("text.json", timestamp=10**30),
        from_other("text.json", timestamp=None),
    ],
    ids=range(16),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)
