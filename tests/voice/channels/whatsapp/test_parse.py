"""Every kind of message and report that WhatsApp's pages describe, and what we make of it.

Pages: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/<page>
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import (
    Deleted,
    Edited,
    Elsewhere,
    Kind,
    Reached,
    Renumbered,
    Said,
    State,
    Where,
    Why,
)
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import payload
from tests.voice.channels.reading import Reader
from tests.voice.channels.whatsapp.provider import NUMBER

WHATSAPP = Reader("whatsapp", {"number": NUMBER})
read, first, said, reached, parsed = WHATSAPP.read, WHATSAPP.first, WHATSAPP.said, WHATSAPP.reached, WHATSAPP.parsed
HER = Handle("whatsapp", "TH.1000000000000000001")
HER_NUMBER = Handle("whatsapp", "+66000000001")


def changed(file: str, **more: Any) -> bytes:
    """The payload with other values in its message."""
    content = json.loads(payload("whatsapp", file))
    content["entry"][0]["changes"][0]["value"]["messages"][0].update(more)
    return json.dumps(content).encode()


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
    assert said("product.json").text == "Is this the fee?"
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
    assert Reader("whatsapp", {"number": "100000000000009"}).read("text.json") == ()
    (other,) = Reader("whatsapp", {"number": "100000000000009"}).read("batch.json")
    assert isinstance(other, Said) and other.text == "for another number"


def test_what_a_machine_of_metas_answers_was_said_to_the_desk_all_the_same() -> None:
    assert said("standby.json").text == "They lock the gate"


def test_half_a_sign_in_a_text_is_kept_as_it_came() -> None:
    (event,) = parsed(changed("text.json", text={"body": "a\ud83d"}))
    assert isinstance(event, Said) and event.text == "a\ud83d"


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
