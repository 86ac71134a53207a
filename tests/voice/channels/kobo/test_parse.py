"""Submissions as a REST service brings them."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import Edited, Event, Kind, Said
from saphan.voice.channels.kobo import CHANNEL, parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import AT, account, all_payloads, payload, received

SECRET = "a-secret-of-ours-for-the-form"
SAID_AT = datetime(2026, 3, 2, 8, 58, 11, tzinfo=UTC)
ENTERED = {"words": "what_happened", "phone": "phone", "place": "where", "language": "language", "country": "TH"}


def parsed(body: bytes, **entered: str) -> tuple[Event, ...]:
    return parse.parse(received("kobo", body), account("kobo", **{**ENTERED, **entered}))


def said(file: str, **entered: str) -> Said:
    (event,) = parsed(payload("kobo", file), **entered)
    assert isinstance(event, Said)
    return event


def changed(file: str, **more: Any) -> bytes:
    return json.dumps({**json.loads(payload("kobo", file)), **more}).encode()


def test_a_form_is_her_words_with_place_language_and_a_number_that_proves_nothing() -> None:
    event = said("form.json")
    assert (event.text, event.place, event.language, event.at) == (
        "They keep my passport",
        "Shrimp hall 3",
        "my",
        SAID_AT,
    )
    assert event.handle is None and event.typed == Handle("phone", "+66800000001")
    assert event.id == "aaaaaaaa-0000-4000-8000-000000000001"


def test_without_a_word_about_the_questions_every_answer_comes_with_its_own() -> None:
    event = said("form.json", words="", phone="", place="", language="")
    lines = event.text.split("\n")
    assert lines == [
        "what happened: They keep my passport",
        "where: Shrimp hall 3",
        "phone: 0800000001",
        "language: my",
    ]
    assert event.typed is None and event.place == ""


def test_nothing_of_the_phone_and_of_whoever_holds_it_is_taken_over() -> None:
    text = "".join(said(file).text for file in ("form.json", "groups.json"))
    assert not any(word in text for word in ("enumerator", "deviceid", "ee.kobo", "vKj9", "submitted_via_web", "f7399"))


def test_a_question_that_the_desk_named_is_hers_whatever_it_is_called() -> None:
    """`phonenumber` and `start` are names that forms also write down by themselves."""
    body = changed("form.json", phonenumber="0800000009", start="In March")
    (event,) = parsed(body, phone="phonenumber", words="start")
    assert isinstance(event, Said) and event.typed == Handle("phone", "+66800000009")
    assert event.text.startswith("In March\n\n")
    (event,) = parsed(body)
    assert isinstance(event, Said) and "0800000009" not in event.text and "In March" not in event.text


def test_groups_and_repeats_are_told_one_after_the_other() -> None:
    assert said("groups.json").text == "No pay since March\n\nage: 29\nproblems: wages hours"
    assert said("repeated_group.json").text == (
        "Two of us\n\n1. name of fee: agent\n1. amount: 15000\n2. name of fee: passport\n2. amount: 3000"
    )


def test_photos_and_recordings_wait_at_kobo_and_papers_are_named() -> None:
    photo, recording, paper = said("photo.json"), said("recording.json"), said("paper.json")
    assert [(file.kind, file.media_type) for file in photo.files] == [(Kind.PHOTO, "image/jpeg")]
    assert (photo.text, photo.kind) == ("My payslip", Kind.TEXT)
    assert (recording.text, recording.kind) == ("", Kind.VOICE)
    assert (paper.text, paper.files) == ("The contract\n\n📎 contract.pdf", ())
    assert said("deleted_photo.json").files == ()


def test_an_edit_is_about_the_same_submission() -> None:
    (edited,) = parsed(payload("kobo", "edited.json"))
    assert isinstance(edited, Edited)
    assert edited.ref == said("form.json").ref and edited.id != said("form.json").id
    assert edited.text == "They gave it back"
    without = {name: value for name, value in json.loads(payload("kobo", "edited.json")).items() if name != "_id"}
    (edited,) = parsed(json.dumps(without).encode())
    first = {name: value for name, value in json.loads(payload("kobo", "form.json")).items() if name != "_id"}
    (original,) = parsed(json.dumps(first).encode())
    assert isinstance(edited, Edited) and isinstance(original, Said) and edited.ref == original.ref


def test_what_somebody_wrapped_around_it_is_looked_through() -> None:
    assert said("wrapped.json").text == "Inside"


def test_some_questions_only_are_known_again_by_what_they_say() -> None:
    first, again = said("some_questions_only.json"), said("some_questions_only.json")
    assert first.id == again.id and first.at == AT and len(first.id) == 64


def test_a_number_that_is_none_stands_among_the_words() -> None:
    event = said("number_that_is_none.json")
    assert event.typed is None and event.text == "No pay\n\nask my sister"


def test_empty_emoji_a_place_and_mixed_scripts() -> None:
    assert said("empty.json").text == "" and said("emoji_only.json").text == "😢"
    assert said("place_on_the_map.json").text == "where gps: 13.7563 100.5018 0 0"
    assert said("mixed_scripts.json").text == "\u200fno pay\u202e ค่าจ้าง နားလည်"


def test_every_payload_is_read() -> None:
    for file in all_payloads("kobo"):
        parsed(payload("kobo", file))


@pytest.mark.parametrize("body", [b"", b"<data/>", b"\xff\xfe", b'{"_id": 1', b"{" * 50_000], ids=range(5))
def test_what_is_cut_or_is_xml_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        parsed(body)


DEEP: dict[str, Any] = {"a": "b"}
for _ in range(20):
    DEEP = {"people": [DEEP]}


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        json.dumps(DEEP).encode(),
        changed("form.json", _attachments=[7]),
        changed("form.json", _attachments=7),
        changed("form.json", _submission_time="yesterday"),
        changed("form.json", **{"_id": None, "meta/rootUuid": 7}),
    ],
    ids=range(7),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)


def opens(headers: dict[str, str], secret: str = SECRET) -> bool:
    return parse.verify(received("kobo", b"{}", headers), account("kobo", secret=secret))


def basic(pair: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def test_our_header_opens_and_so_does_the_password_of_the_rest_service() -> None:
    assert opens({"X-Saphan-Secret": SECRET}) and opens(basic(f"saphan:{SECRET}"))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Saphan-Secret": ""},
        {"X-Saphan-Secret": SECRET + "x"},
        {"X-Saphan-Secret": SECRET[:-1]},
        {"Authorization": f"Bearer {SECRET}"},
        {"Authorization": "Basic %%%"},
        basic(SECRET),
        basic(f"{SECRET}:"),
    ],
)
def test_a_missing_or_wrong_secret_opens_nothing(headers: dict[str, str]) -> None:
    assert not opens(headers)
    assert not opens(headers, secret="")


def test_an_old_secret_opens_nothing_and_what_is_replayed_is_the_same_event() -> None:
    assert not opens({"X-Saphan-Secret": SECRET}, secret="the-secret-that-came-after-it")
    assert said("form.json").id == said("form.json").id
    query = received("kobo", b"{}", query=f"secret={SECRET}")
    assert not parse.verify(query, account("kobo", secret=SECRET)), "never in the address"


def test_nothing_is_sent_there() -> None:
    assert CHANNEL.send is None and not CHANNEL.declaration.carries_out
