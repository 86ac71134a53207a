"""Every kind of message and report that WhatsApp's pages describe, and what we make of it.

Pages: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/<page>
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import (
    Began,
    Deleted,
    Edited,
    Elsewhere,
    Kind,
    Parsed,
    Reached,
    Renumbered,
    Said,
    State,
    Where,
    Why,
)
from saphan.voice.channels.whatsapp import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import account, all_payloads, payload, received
from tests.voice.channels.whatsapp.provider import NUMBER

HER = Handle("whatsapp", "TH.1000000000000000001")
HER_NUMBER = Handle("whatsapp", "+66000000001")

# file: the page that it was written after, and what we make of it
WHAT_WE_MAKE_OF_IT: dict[str, tuple[str, object]] = {
    "audio.json": ("messages/audio", Kind.VOICE),
    "batch.json": ("messages", Kind.TEXT),
    "button.json": ("messages/interactive", Kind.TEXT),
    "button_of_a_template.json": ("messages/button", Kind.TEXT),
    "contacts.json": ("messages/contacts", Kind.CONTACT),
    "deleted.json": ("messages/revoke", Deleted),
    "document.json": ("messages/document", Kind.DOCUMENT),
    "echo_of_the_app.json": ("smb_message_echoes", None),
    "edited.json": ("messages/edit", Edited),
    "edited_caption.json": ("messages/edit", Edited),
    "emoji_only.json": ("messages/text", Kind.TEXT),
    "error_of_the_account.json": ("messages/errors", None),
    "first_opened.json": ("messages", Began),
    "form.json": ("messages/interactive", Kind.OTHER),
    "forwarded.json": ("messages/text", Kind.TEXT),
    "forwarded_often.json": ("messages/image", Kind.PHOTO),
    "from_an_advertisement.json": ("messages/text", Kind.TEXT),
    "group_text.json": ("messages/group", Elsewhere),
    "id_changed.json": ("messages/system", Renumbered),
    "image.json": ("messages/image", Kind.PHOTO),
    "kind_of_tomorrow.json": ("messages", Kind.OTHER),
    "list_choice.json": ("messages/interactive", Kind.TEXT),
    "location.json": ("messages/location", Kind.LOCATION),
    "location_with_name.json": ("messages/location", Kind.LOCATION),
    "marketing_stopped.json": ("user_preferences", None),
    "number_changed.json": ("messages/system", Renumbered),
    "order.json": ("messages/order", Kind.OTHER),
    "reaction.json": ("messages/reaction", None),
    "reaction_taken_back.json": ("messages/reaction", None),
    "reply.json": ("messages/text", Kind.TEXT),
    "status_delivered.json": ("messages/status", Reached),
    "status_failed_payment.json": ("messages/status", Reached),
    "status_failed_undeliverable.json": ("messages/status", Reached),
    "status_failed_unnamed.json": ("messages/status", Reached),
    "status_failed_window.json": ("messages/status", Reached),
    "status_of_a_group.json": ("messages/status", None),
    "status_played.json": ("messages/status", None),
    "status_read.json": ("messages/status", Reached),
    "status_sent.json": ("messages/status", Reached),
    "statuses_out_of_order.json": ("messages/status", Reached),
    "sticker.json": ("messages/sticker", Kind.STICKER),
    "template_approved.json": ("message_template_status_update", None),
    "text.json": ("messages/text", Kind.TEXT),
    "text_with_id_beside.json": ("messages/text", Kind.TEXT),
    "text_with_id_only.json": ("messages/text", Kind.TEXT),
    "text_with_number_only.json": ("messages/text", Kind.TEXT),
    "unknown.json": ("messages/unsupported", Kind.OTHER),
    "unsupported.json": ("messages/unsupported", Kind.OTHER),
    "video.json": ("messages/video", Kind.VIDEO),
    "voice_note.json": ("messages/audio", Kind.VOICE),
}


def read(file: str, number: str = NUMBER) -> tuple[Parsed, ...]:
    return parse.parse(received("whatsapp", payload("whatsapp", file)), account("whatsapp", number=number))


def first(file: str) -> Parsed | None:
    return next(iter(read(file)), None)


def said(file: str) -> Said:
    (event,) = read(file)
    assert isinstance(event, Said)
    return event


def reached(file: str) -> Reached:
    (event,) = read(file)
    assert isinstance(event, Reached)
    return event


def changed(file: str, **more: Any) -> bytes:
    """The payload with other values in its message."""
    content = json.loads(payload("whatsapp", file))
    content["entry"][0]["changes"][0]["value"]["messages"][0].update(more)
    return json.dumps(content).encode()


def parsed(body: bytes) -> tuple[Parsed, ...]:
    return parse.parse(received("whatsapp", body), account("whatsapp", number=NUMBER))


def test_every_payload_has_its_line_here() -> None:
    assert sorted(WHAT_WE_MAKE_OF_IT) == all_payloads("whatsapp")


@pytest.mark.parametrize(("file", "expected"), [(file, kind) for file, (_, kind) in WHAT_WE_MAKE_OF_IT.items()])
def test_each_kind_is_known_for_what_it_is(file: str, expected: object) -> None:
    event = first(file)
    found = event.kind if isinstance(event, Said) else type(event) if event else None
    assert found == expected


def test_a_text_comes_whole_with_its_time_and_her_id() -> None:
    ref = "wamid.HBgLNjYwMDAwMDAwMDE0000AA=="
    assert said("text.json") == Said(
        id=ref, at=datetime(2026, 3, 2, 8, 43, 31, tzinfo=UTC), handle=HER, text="तलब दुई महिनादेखि आएको छैन", ref=ref
    )


def test_she_is_the_same_with_a_number_and_without_one() -> None:
    """A user name hides the number; an older form of the webhook gives the id in another place."""
    assert said("text.json").handle == said("text_with_id_only.json").handle == HER
    assert said("text_with_id_beside.json").handle == HER


def test_where_no_id_is_given_her_number_leads_back() -> None:
    assert said("text_with_number_only.json").handle == HER_NUMBER


def test_nothing_of_her_name_is_taken_over() -> None:
    assert all("orker" not in repr(read(file)) for file in all_payloads("whatsapp"))


def test_a_photo_and_a_voice_note_wait_under_their_id() -> None:
    (photo,), (voice,) = said("image.json").files, said("voice_note.json").files
    assert (photo.kind, photo.ref, photo.media_type) == (Kind.PHOTO, "300000000000010", "image/jpeg")
    assert (voice.kind, voice.ref, voice.media_type) == (Kind.VOICE, "300000000000011", "audio/ogg")
    assert said("image.json").text == "Payslip"


def test_what_cannot_be_carried_keeps_what_it_said() -> None:
    assert said("location.json").text == "13.547500, 100.274400"
    assert said("location_with_name.json").text == "Market\nSoi 4\n13.500000, 100.200000"
    assert said("contacts.json").text == "Agent One\n+66 00 000 0002\nAgent Two"
    assert said("order.json").text == "Two of these"
    assert said("form.json").text == '{"where": "at the gate"}'
    assert (said("sticker.json").text, said("sticker.json").files) == ("", ())


def test_a_forwarded_message_is_known_for_one() -> None:
    assert said("forwarded.json").forwarded and said("forwarded_often.json").forwarded
    assert not said("reply.json").forwarded and not said("text.json").forwarded


def test_a_button_of_ours_says_its_code_and_one_of_a_template_her_words() -> None:
    assert (said("button.json").choice, said("button.json").text) == ("neutral", "")
    assert said("list_choice.json").choice == "nothing"
    assert (said("button_of_a_template.json").choice, said("button_of_a_template.json").text) == ("", "Write to us")


def test_an_edit_and_a_deletion_name_the_message_that_they_are_about() -> None:
    edited, deleted, caption = first("edited.json"), first("deleted.json"), first("edited_caption.json")
    assert isinstance(edited, Edited) and isinstance(deleted, Deleted) and isinstance(caption, Edited)
    assert edited.ref == deleted.ref == said("text.json").ref
    assert edited.text == "तलब तीन महिनादेखि आएको छैन"
    assert (caption.ref, caption.text) == (said("image.json").ref, "Payslip of May")


def test_of_a_group_nothing_said_is_taken() -> None:
    elsewhere = first("group_text.json")
    assert isinstance(elsewhere, Elsewhere)
    assert elsewhere.where == Where.GROUP
    assert elsewhere.to == Handle("whatsapp", "Y2FwaV9ncm91cDo2NjAwMDAwMDAwMQZD")
    assert "help" not in repr(elsewhere) and HER.value not in repr(elsewhere)


def test_a_new_number_ends_the_former_id_and_the_former_number() -> None:
    found = read("number_changed.json")
    assert [event.handle for event in found if isinstance(event, Renumbered)] == [HER, HER_NUMBER]
    (alone,) = read("id_changed.json")
    assert isinstance(alone, Renumbered) and alone.handle == HER


@pytest.mark.parametrize(
    ("file", "state", "why", "code"),
    [
        ("status_sent.json", State.SENT, None, ""),
        ("status_delivered.json", State.DELIVERED, None, ""),
        ("status_read.json", State.READ, None, ""),
        ("status_failed_window.json", State.FAILED, Why.WINDOW, "131047"),
        ("status_failed_undeliverable.json", State.FAILED, Why.TERMINAL, "131026"),
        ("status_failed_payment.json", State.FAILED, Why.ACCOUNT, "131042"),
        ("status_failed_unnamed.json", State.FAILED, Why.TERMINAL, ""),
    ],
)
def test_a_report_says_how_far_it_came(file: str, state: State, why: Why | None, code: str) -> None:
    report = reached(file)
    assert (report.state, report.why, report.code) == (state, why, code)


def test_a_report_tells_back_what_we_gave_along() -> None:
    assert reached("status_read.json").once == str(UUID(int=5))
    assert reached("status_sent.json").once == ""


def test_reports_of_one_message_name_it_each_once_in_whatever_order() -> None:
    found = read("statuses_out_of_order.json")
    assert [event.state for event in found if isinstance(event, Reached)] == ["read", "sent", "delivered"]
    assert len({event.id for event in found}) == 3
    assert {event.ref for event in found if isinstance(event, Reached)} == {"wamid.HBgLNjYwMDAwMDAwMDE0908AA=="}


def test_a_batch_brings_everything_once_and_nothing_of_another_number() -> None:
    found = read("batch.json")
    assert [event.text for event in found if isinstance(event, Said)] == ["one", "two", "three"]
    assert [event.state for event in found if isinstance(event, Reached)] == ["sent", "delivered"]
    assert len({event.handle for event in found if isinstance(event, Said)}) == 2


def test_messages_of_another_number_of_the_same_app_are_not_ours() -> None:
    assert read("text.json", number="100000000000009") == ()
    (other,) = read("batch.json", number="100000000000009")
    assert isinstance(other, Said) and other.text == "for another number"


def test_a_huge_text_is_read_whole() -> None:
    (event,) = parsed(changed("text.json", text={"body": "က" * 200_000}))
    assert isinstance(event, Said) and len(event.text) == 200_000


def test_half_a_sign_in_a_text_is_kept_as_it_came() -> None:
    (event,) = parsed(changed("text.json", text={"body": "a\ud83d"}))
    assert isinstance(event, Said) and event.text == "a\ud83d"


@pytest.mark.parametrize(
    "body", [b"", b"{", payload("whatsapp", "text.json")[:-40], b"\xff\xfe", b"[" * 100_000], ids=range(5)
)
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        parsed(body)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"object": "page", "entry": []}',
        b'{"object": "whatsapp_business_account", "entry": {}}',
        b'{"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": []}]}]}',
        changed("text.json", id=""),
        changed("text.json", id="\ud800"),
        changed("text.json", id="ကခ"),
        changed("text.json", timestamp="soon"),
        changed("text.json", timestamp="9" * 40),
        changed("text.json", from_user_id="'; drop table"),
        changed("text_with_number_only.json", **{"from": "a number"}),
        changed("text_with_number_only.json", **{"from": None}),
        changed("text.json", text={"body": 7}),
        changed("text.json", text="hello"),
        changed("image.json", image={"id": "../../etc"}),
        changed("image.json", image={"id": "3", "caption": 7}),
    ],
    ids=range(17),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)
