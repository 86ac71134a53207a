"""Every event of https://docs.sms-gate.app/features/webhooks, and the plain fields of other apps."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import Began, Event, Kind, Reached, Said, State, Stopped, Why
from saphan.voice.channels.gateway import CHANNEL, parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import AT, account, all_payloads, payload, received

SECRET = "a-secret-of-ours"
HER = Handle("phone", "+66800000001")
SAID_AT = datetime(2026, 3, 2, 8, 58, 11, tzinfo=UTC)
NOW = str(int(AT.timestamp()))
SIGNED = {"secret": SECRET, "proof": "signed"}
BEARER = {"secret": SECRET, "proof": "secret"}


def parsed(body: bytes, **settings: str) -> tuple[Event, ...]:
    return parse.parse(received("gateway", body), account("gateway", **{"country": "TH", **settings}))


def said(file: str) -> Said:
    (event,) = parsed(payload("gateway", file))
    assert isinstance(event, Said)
    return event


def changed(file: str, **inside: Any) -> tuple[Event, ...]:
    content = json.loads(payload("gateway", file))
    content["payload"] |= inside
    return parsed(json.dumps(content).encode())


def test_what_she_writes_comes_with_her_number_and_the_time_of_the_phone() -> None:
    event = said("received.json")
    assert (event.handle, event.text, event.at) == (HER, "They keep my passport", SAID_AT)
    assert said("received_older_app.json").handle == HER
    assert said("received_national_number.json").handle == HER, "0800… of the country of the SIM card"
    assert said("received_emoji.json").text == "😢" and said("received_empty.json").text == ""


def test_the_same_words_twice_are_two_messages() -> None:
    """The app makes its own name of a message of the words, so it is not what we go by."""
    body = json.loads(payload("gateway", "received.json"))
    (first,), (second,) = parsed(json.dumps(body).encode()), parsed(json.dumps({**body, "id": "ev-99"}).encode())
    assert first.id != second.id
    without = {name: value for name, value in body.items() if name != "id"}
    later = without | {"payload": body["payload"] | {"receivedAt": "2026-03-02T16:00:00.000+07:00"}}
    (first,), (second,) = parsed(json.dumps(without).encode()), parsed(json.dumps(later).encode())
    assert first.id != second.id


def test_stop_in_her_language_closes_the_way_and_start_opens_it() -> None:
    (stopped,), (began,) = (parsed(payload("gateway", f"received_{word}.json")) for word in ("stop", "start"))
    assert stopped == Stopped("ev-4", SAID_AT, HER) and isinstance(began, Began)
    assert all(
        isinstance(changed("received.json", message=word)[0], Stopped)
        for word in ("STOP", "ရပ်ပါ။", "berhenti", "ngu\u031b\u0300ng")
    )
    assert all(isinstance(changed("received.json", message=words)[0], Said) for words in ("หยุดเขา", "help"))


def test_what_no_person_sent_is_no_event() -> None:
    assert all(
        parsed(payload("gateway", file)) == ()
        for file in ("received_from_a_name.json", "data_received.json", "ping.json")
    )
    assert changed("received.json", sender="40404") == ()
    assert changed("received.json", sender="+99999999999999999999") == ()


def test_a_picture_that_stays_on_the_phone_is_said_to_be_one() -> None:
    assert (said("mms_received.json").kind, said("mms_received.json").text) == (Kind.OTHER, "photo")


@pytest.mark.parametrize("name", ["sent", "delivered", "failed"])
def test_how_far_an_answer_came(name: str) -> None:
    (event,) = parsed(payload("gateway", f"{name}.json"))
    ref = "00000000-0000-4000-8000-000000000005"
    why = Why.TERMINAL if name == "failed" else None
    assert event == Reached(f"{ref}:{name}", AT, ref, State(name), why, once=ref), (
        "and not a word of why: it may name her"
    )


def test_other_apps_are_read_by_the_names_that_are_usual() -> None:
    event = said("plain.form")
    assert (event.id, event.handle, event.at) == ("77", HER, datetime(2026, 3, 2, 8, 58, 11, tzinfo=UTC))
    assert said("plain.json").id == "s-9" and said("plain.json").at == SAID_AT
    unnamed = said("plain_without_name.form")
    assert (unnamed.text, unnamed.at, unnamed.handle) == ("ชื่อฉัน", AT, HER) and len(unnamed.id) == 64
    (event,) = parsed(payload("gateway", "plain_delivered.json"))  # type: ignore[assignment]
    assert isinstance(event, Reached) and event.state == State.DELIVERED
    assert parsed(b'{"id": "1", "status": "queued"}') == ()


def test_times_are_read_as_apps_write_them() -> None:
    for at in ("1772441891", "1772441891000", 1772441891, "2026-03-02T08:58:11+00:00"):
        (event,) = parsed(json.dumps({"from": "+66800000001", "text": "a", "at": at}).encode())
        assert event.at == SAID_AT
    (event,) = parsed(b'{"from": "+66800000001", "text": "a", "at": "2026-03-02T15:58:11"}')
    assert event.at == AT, "a time without a zone may be any"


def test_without_a_country_a_national_number_is_kept_until_there_is_one() -> None:
    with pytest.raises(NotRead):
        parsed(payload("gateway", "received_national_number.json"), country="")
    assert len(parsed(payload("gateway", "received_national_number.json"))) == 1


def test_the_words_beside_a_picture_come_with_it() -> None:
    event = said("mms_downloaded.json")
    assert (event.kind, event.text, event.handle) == (Kind.TEXT, "They keep my passport", HER)
    (bare,) = changed("mms_downloaded.json", body=None)
    assert isinstance(bare, Said) and (bare.kind, bare.text) == (Kind.OTHER, "")


def test_what_the_phone_was_told_not_to_send_was_not_sent() -> None:
    (event,) = parsed(payload("gateway", "cancelled.json"))
    assert isinstance(event, Reached) and (event.state, event.why) == (State.FAILED, Why.TERMINAL)


def test_without_a_name_and_a_time_the_same_words_are_one_on_one_day() -> None:
    body, ours = payload("gateway", "plain_without_name.form"), account("gateway", country="TH")
    today = received("gateway", body)
    tomorrow = replace(today, at=AT + timedelta(days=1))
    first, again, later = (parse.parse(each, ours)[0].id for each in (today, today, tomorrow))
    assert first == again != later


def test_every_payload_is_read() -> None:
    for file in all_payloads("gateway"):
        parsed(payload("gateway", file))


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"event": "sms:received"', b"{" * 50_000], ids=range(5))
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises(Cut):
        parsed(body)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"a=1",
        b'{"event": "sms:received"}',
        b'{"event": "sms:received", "payload": []}',
        b'{"event": "sms:sent", "payload": {"messageId": null}}',
        b'{"event": "call:made", "payload": {}}',
        b'{"from": "+66800000001"}',
        b'{"from": "", "text": "a"}',
        b'{"from": 7, "text": "a"}',
        b'{"from": "+66800000001", "text": "a", "at": "yesterday"}',
        b'{"from": "+66800000001", "text": "a", "at": 1e300}',
        b'{"id": {}, "status": "sent"}',
    ],
    ids=range(12),
)
def test_what_no_page_describes_is_not_read_as_something_else(body: bytes) -> None:
    with pytest.raises(NotRead):
        parsed(body)


def opens(headers: dict[str, str], settings: dict[str, str], body: bytes = b"{}") -> bool:
    return parse.verify(received("gateway", body, headers), account("gateway", **settings))


def signature(body: bytes, stamp: str, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()


def test_a_signature_over_body_and_time_opens() -> None:
    body = payload("gateway", "received.json")
    assert opens({"X-Signature": signature(body, NOW), "X-Timestamp": NOW}, SIGNED, body)
    assert opens({"X-Signature": signature(body, NOW).upper(), "X-Timestamp": NOW}, SIGNED, body)


def test_a_missing_wrong_or_old_signature_opens_nothing() -> None:
    body = payload("gateway", "received.json")
    right = signature(body, NOW)
    assert not opens({}, SIGNED, body)
    assert not opens({"X-Signature": "wrong", "X-Timestamp": NOW}, SIGNED, body)
    assert not opens({"X-Signature": signature(body, NOW, "another"), "X-Timestamp": NOW}, SIGNED, body)
    assert not opens({"X-Signature": right, "X-Timestamp": NOW}, SIGNED, body + b" ")
    assert not opens({"X-Signature": right, "X-Timestamp": NOW}, {**SIGNED, "secret": ""}, body)
    for wrong in (AT - timedelta(minutes=6), AT + timedelta(minutes=6)):
        stamp = str(int(wrong.timestamp()))
        assert not opens({"X-Signature": signature(body, stamp), "X-Timestamp": stamp}, SIGNED, body), "replayed"
    assert not opens({"X-Signature": signature(body, ""), "X-Timestamp": ""}, SIGNED, body)
    assert not opens({"X-Secret": SECRET}, SIGNED, body), "who chose signed does not take the bare secret"


def test_the_secret_opens_where_the_desk_chose_that() -> None:
    assert opens({"Authorization": f"Bearer {SECRET}"}, BEARER)
    assert opens({"X-Secret": SECRET}, BEARER)
    assert opens({}, BEARER, payload("gateway", "plain.form"))
    assert opens({}, BEARER, payload("gateway", "plain.json"))


def test_a_missing_or_wrong_secret_opens_nothing() -> None:
    assert not opens({}, BEARER)
    assert not opens({}, BEARER, b"\xff")
    assert not opens({"Authorization": "Bearer "}, {**BEARER, "secret": ""})
    assert not opens({"Authorization": f"Basic {SECRET}"}, BEARER)
    assert not opens({"X-Secret": SECRET + "x"}, BEARER)
    assert not parse.verify(received("gateway", b"{}", query=f"secret={SECRET}"), account("gateway", **BEARER))


def test_the_app_reads_that_it_was_taken() -> None:
    assert CHANNEL.answer is not None
    answer = CHANNEL.answer(received("gateway"), account("gateway"), None)  # type: ignore[arg-type]
    assert answer is not None and json.loads(answer.body)["payload"]["success"] is True
