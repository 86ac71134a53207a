"""Every shape in which a flow calls: as we ask for it, as the editor writes it, and a resthook."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import Event, Kind, Said
from saphan.voice.channels.rapidpro import parse
from saphan.voice.channels.rapidpro.send import BODY
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import AT, account, all_payloads, payload, received

SECRET = "a-secret-of-ours-in-the-flow"
HER = Handle("rapidpro", "11111111-2222-4333-8444-000000000001")
SAID_AT = datetime(2026, 3, 2, 8, 58, 11, 123456, tzinfo=UTC)


def parsed(body: bytes, at: datetime = AT) -> tuple[Event, ...]:
    request = received("rapidpro", body)
    return parse.parse(type(request)("POST", request.address, (), {}, body, at), account("rapidpro"))


def said(file: str) -> Said:
    (event,) = parsed(payload("rapidpro", file))
    assert isinstance(event, Said)
    return event


def changed(file: str, **more: Any) -> bytes:
    return json.dumps({**json.loads(payload("rapidpro", file)), **more}).encode()


def test_what_she_writes_comes_with_her_contact_the_time_and_the_name_of_the_message() -> None:
    event = said("text.json")
    assert (event.handle, event.text, event.at) == (HER, "They keep my passport", SAID_AT)
    assert event.id == event.ref == "11111111-2222-4333-8444-000000000001" and event.language == "my"
    assert said("wrapped_in_more.json").text == "hello" and said("emoji_only.json").text == "😢"
    assert said("without_a_time.json").at == AT


def test_what_she_sends_is_what_it_is() -> None:
    kinds = {
        "photo.json": Kind.PHOTO,
        "photo_with_words.json": Kind.PHOTO,
        "voice_note.json": Kind.VOICE,
        "video.json": Kind.VIDEO,
        "document.json": Kind.DOCUMENT,
        "place.json": Kind.LOCATION,
        "photo_and_document.json": Kind.TEXT,
    }
    assert {file: said(file).kind for file in kinds} == kinds
    assert said("place.json").text == "13.756300, 100.501800"
    assert [(file.kind, file.media_type) for file in said("voice_note.json").files] == [(Kind.VOICE, "audio/mp4")]
    assert len(said("photo_and_document.json").files) == 1 and said("photo_with_words.json").text == "My payslip"


def test_what_the_flow_asked_stands_beside_what_she_said_last() -> None:
    assert said("asked_and_answered.json").text == "since March\n\nProblem: 1 (Wages)\nWhich place: Shrimp hall 3"


def test_as_the_editor_writes_it_the_answers_are_all_there_is() -> None:
    event = said("body_of_the_editor.json")
    assert (event.text, event.handle, event.at) == ("problem: no pay", HER, AT)
    assert "0800000001" not in event.text, "her number is not taken over"
    assert parsed(payload("rapidpro", "body_of_the_editor_nothing_said.json")) == ()


def test_without_a_name_the_same_answers_are_one_on_one_day() -> None:
    body = payload("rapidpro", "body_of_the_editor.json")
    (first,), (again,), (tomorrow,) = parsed(body), parsed(body, AT), parsed(body, AT + timedelta(days=1))
    assert first.id == again.id != tomorrow.id
    other = changed("body_of_the_editor.json", results={"problem": {"value": "another"}})
    assert parsed(other)[0].id != first.id
    walked = said("started_by_the_desk.json")
    assert walked.id.startswith("11111111-2222-4333-8444-0000000000aa:") and walked.text == "Problem: no pay"


def test_a_resthook_brings_the_same() -> None:
    event = said("resthook.json")
    assert (event.text, event.kind) == ("look\n\nProblem: 2 (Wages)", Kind.PHOTO)
    assert event.files[0].ref == "https://files.rapidpro.example/media/b.jpg"


def test_nothing_said_is_no_event() -> None:
    assert parsed(payload("rapidpro", "empty.json")) == ()


def test_marks_of_direction_and_mixed_letters_come_through() -> None:
    assert said("right_to_left_and_mixed.json").text == "\u200fno pay\u202e ค่าจ้าง နားလည်"


def test_every_payload_is_read() -> None:
    for file in all_payloads("rapidpro"):
        parsed(payload("rapidpro", file))


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"contact": {"uu', b"{" * 50_000], ids=range(5))
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        parsed(body)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        changed("text.json", contact={"uuid": "../../admin"}),
        changed("text.json", contact={"uuid": 7}),
        changed("text.json", input={"uuid": "x", "text": "a"}),
        changed("text.json", input={"uuid": "11111111-2222-4333-8444-000000000001", "text": {"a": 1}}),
        changed("text.json", input={"text": "a", "attachments": ["nothing"]}),
        changed("text.json", input={"text": "a", "attachments": ["geo:here"]}),
        changed("text.json", input={"text": "a", "created_on": "yesterday"}),
        changed("text.json", results=["a"]),
    ],
    ids=range(10),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)


def test_what_we_ask_to_be_entered_names_all_that_is_read() -> None:
    assert all(name in BODY for name in ("contact.uuid", "input.uuid", "input.text", "input.attachments", "run.uuid"))


def opens(header: str, secret: str = SECRET) -> bool:
    given = {"Authorization": header} if header else {}
    return parse.verify(received("rapidpro", b"{}", given), account("rapidpro", secret=secret))


def basic(pair: str) -> str:
    return "Basic " + base64.b64encode(pair.encode()).decode()


def test_the_secret_in_the_header_opens() -> None:
    assert opens(f"Token {SECRET}") and opens(f"Bearer {SECRET}") and opens(f"token {SECRET}")
    assert opens(basic(f"saphan:{SECRET}")), "as a resthook brings what stands before the @ of its address"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Token ",
        SECRET,
        f"Token {SECRET}x",
        f"Token {SECRET[:-1]}",
        f"Digest {SECRET}",
        basic(SECRET),
        basic(f"{SECRET}:"),
        "Basic %%%",
        "Basic /w==",
    ],
)
def test_a_missing_or_wrong_secret_opens_nothing(header: str) -> None:
    assert not opens(header)
    assert not opens(header, secret="")


def test_an_old_secret_opens_nothing_and_what_is_replayed_is_the_same_event() -> None:
    """There is no time in the proof; the name of the message keeps an old one from counting twice."""
    assert not opens(f"Token {SECRET}", secret="the-secret-that-came-after-it")
    body = payload("rapidpro", "text.json")
    assert parsed(body)[0].id == parsed(body, AT + timedelta(days=30))[0].id
    query = received("rapidpro", b"{}", query=f"secret={SECRET}")
    assert not parse.verify(query, account("rapidpro", secret=SECRET)), "never in the address"
