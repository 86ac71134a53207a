"""Every form of https://www.twilio.com/docs/messaging/guides/webhook-request and of status callbacks."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import Began, Elsewhere, Event, File, Kind, Reached, Said, State, Stopped, Where, Why
from saphan.voice.channels.signing import over_address_and_fields
from saphan.voice.channels.sms import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import ADDRESS, AT, account, all_payloads, payload, received

TOKEN = "0123456789abcdef" * 2
HER = Handle("phone", "+66800000001")


def read(file: str) -> tuple[Event, ...]:
    return parse.parse(received("sms", payload("sms", file)), account("sms"))


def one(file: str) -> Event:
    (event,) = read(file)
    return event


def said(file: str) -> Said:
    event = one(file)
    assert isinstance(event, Said)
    return event


def changed(file: str, **fields: str) -> tuple[Event, ...]:
    form = dict(parse_qsl(payload("sms", file).decode(), keep_blank_values=True)) | fields
    return parse.parse(received("sms", urlencode(form).encode()), account("sms"))


def test_what_she_writes_comes_with_her_number_and_our_time() -> None:
    event = said("text.form")
    assert (event.handle, event.text, event.at) == (HER, "ค่าแรงสองเดือนยังไม่ได้", AT)
    assert event.id == event.ref == f"SM{1:032x}"


def test_a_text_of_several_parts_comes_as_one() -> None:
    assert said("long_text.form").text.startswith("လစာ") and len(said("long_text.form").text) > 200


def test_pictures_and_recordings_are_named_to_be_fetched() -> None:
    photo = said("photo.form")
    assert (photo.kind, photo.text) == (Kind.PHOTO, "my payslip")
    assert photo.files == (File(Kind.PHOTO, photo.files[0].ref, "image/jpeg"),)
    assert photo.files[0].ref.startswith("https://api.twilio.com/2010-04-01/Accounts/")
    assert said("voice_note.form").kind == Kind.VOICE
    assert len(said("two_photos.form").files) == 2


def test_what_cannot_be_kept_is_kept_as_what_it_was() -> None:
    assert (said("video.form").kind, said("video.form").files) == (Kind.VIDEO, ())
    assert said("contact_card.form").kind == Kind.CONTACT
    assert said("document.form").kind == Kind.DOCUMENT
    both = said("photo_and_card.form")
    assert both.kind == Kind.PHOTO and [file.kind for file in both.files] == [Kind.PHOTO]
    assert said("empty.form").text == "" and said("emoji_only.form").text == "🙏😢"
    assert said("right_to_left_marks.form").text == "\u202egnol\u202c ok"


def test_stop_closes_the_way_and_start_opens_it() -> None:
    assert one("stop.form") == Stopped(f"SM{12:032x}", AT, HER)
    assert isinstance(one("stop_without_mark.form"), Stopped)
    assert isinstance(one("start.form"), Began)


@pytest.mark.parametrize("word", ["stop", "STOPALL", "Unsubscribe", "cancel", "END", "quit", "revoke", "optout"])
def test_each_word_of_the_networks_closes_the_way(word: str) -> None:
    assert isinstance(changed("text.form", Body=word)[0], Stopped)


@pytest.mark.parametrize("words", ["Please stop them", "They will stop my pay", "stop it", "endless", "HELP", "yes"])
def test_a_sentence_with_such_a_word_is_what_she_says(words: str) -> None:
    (event,) = changed("text.form", Body=words)
    assert isinstance(event, Said) and event.text == words


def test_help_is_a_cry_for_help() -> None:
    assert said("help.form").text == "HELP"


def test_what_no_person_sent_is_no_event() -> None:
    assert read("from_a_name.form") == () == read("from_a_short_number.form")


def test_a_group_is_not_read() -> None:
    event = one("group.form")
    assert isinstance(event, Elsewhere) and (event.where, event.to) == (Where.GROUP, HER)


@pytest.mark.parametrize(
    ("file", "state", "why", "code"),
    [
        ("status_sent.form", State.SENT, None, ""),
        ("status_delivered.form", State.DELIVERED, None, ""),
        ("status_read.form", State.READ, None, ""),
        ("status_canceled.form", State.FAILED, Why.TERMINAL, ""),
        ("status_undelivered.form", State.FAILED, Why.TERMINAL, "30003"),
        ("status_unknown_number.form", State.FAILED, Why.GONE, "30005"),
        ("status_blocked.form", State.FAILED, Why.GONE, "30004"),
        ("status_failed.form", State.FAILED, Why.TERMINAL, "30007"),
        ("status_not_known.form", State.FAILED, Why.UNKNOWN, "30008"),
        ("status_out_of_credit.form", State.FAILED, Why.ACCOUNT, "30010"),
        ("status_too_many.form", State.FAILED, Why.TERMINAL, "30001"),
    ],
)
def test_how_far_an_answer_came(file: str, state: State, why: Why | None, code: str) -> None:
    event = one(file)
    assert isinstance(event, Reached)
    assert (event.state, event.why, event.code) == (state, why, code)
    assert event.id == f"{event.ref}:{file.removeprefix('status_').removesuffix('.form')}" or why


def test_on_its_way_is_no_news() -> None:
    assert all(read(f"status_{name}.form") == () for name in ("accepted", "queued", "sending"))


def test_every_payload_is_read() -> None:
    assert len(all_payloads("sms")) >= 30
    for file in all_payloads("sms"):
        read(file)


def test_an_error_code_that_is_none_is_not_kept() -> None:
    (event,) = changed("status_failed.form", ErrorCode="+66800000001 hung up")
    assert isinstance(event, Reached) and event.code == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"MessageSid": "x", "SmsSid": "x"},
        {"From": "whatsapp:+66800000001"},
        {"NumMedia": "many"},
        {"NumMedia": "11"},
        {"NumMedia": "1"},
        {"NumMedia": "1", "MediaUrl0": "file:///etc/passwd"},
        {"MessageStatus": "teleported"},
    ],
    ids=range(7),
)
def test_what_no_page_describes_is_not_read_as_something_else(fields: dict[str, str]) -> None:
    with pytest.raises(NotRead):
        changed("text.form", **fields)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"a" * 10, b"&" * 500], ids=range(4))
def test_what_is_cut_is_told_so(body: bytes) -> None:
    with pytest.raises((Cut, NotRead)):
        parse.parse(received("sms", body), account("sms"))


def test_a_huge_text_is_read_whole() -> None:
    (event,) = changed("text.form", Body="က" * 50_000)
    assert isinstance(event, Said) and len(event.text) == 50_000


def signed(body: bytes, token: str = TOKEN, query: str = "") -> str:
    address = ADDRESS.format(name="sms") + (f"?{query}" if query else "")
    return over_address_and_fields(address, parse_qsl(body.decode(), keep_blank_values=True), token)


def is_signed(body: bytes, signature: str, entered: str = TOKEN, query: str = "") -> bool:
    headers = {"X-Twilio-Signature": signature} if signature else {}
    return twilio.verify(received("sms", body, headers, query=query), account("sms", token=entered))


def test_the_right_signature_opens() -> None:
    body = payload("sms", "empty.form")
    assert is_signed(body, signed(body))
    assert is_signed(body, signed(body, query="a=1&b="), query="a=1&b=")


def test_a_port_of_our_own_may_be_signed_or_not() -> None:
    """https://www.twilio.com/docs/usage/security: their own libraries look at both, too."""
    body = payload("sms", "text.form")
    fields = parse_qsl(body.decode(), keep_blank_values=True)
    for called, signed_as, opens in (
        ("https://saphan.example:8443/in/", "https://saphan.example/in/", True),
        ("https://saphan.example:8443/in/", "https://saphan.example:8443/in/", True),
        ("https://saphan.example/in/", "https://saphan.example:443/in/", True),
        ("https://saphan.example:8443/in/", "https://saphan.example:8444/in/", False),
        ("https://saphan.example/in/", "https://other.example/in/", False),
    ):
        headers = {"X-Twilio-Signature": over_address_and_fields(signed_as, fields, TOKEN)}
        request = replace(received("sms", body, headers), address=called)
        assert twilio.verify(request, account("sms", token=TOKEN)) == opens


def test_the_signature_is_the_one_of_the_published_example() -> None:
    """Values of https://www.twilio.com/docs/usage/security#validating-requests."""
    fields = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234"}
    fields |= {"From": "+14158675309", "To": "+18005551212"}
    found = over_address_and_fields("https://mycompany.com/myapp.php?foo=1&bar=2", fields.items(), "12345")
    assert found == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_a_missing_or_wrong_signature_opens_nothing() -> None:
    body = payload("sms", "text.form")
    assert not is_signed(body, "")
    assert not is_signed(body, "wrong")
    assert not is_signed(body, signed(body, "another"))
    assert not is_signed(body, signed(body), entered="")
    assert not is_signed(body + b"&x=1", signed(body)), "one more field"
    assert not is_signed(body, signed(body), query="step=code"), "another address"
    assert not is_signed(b"\xff", signed(b""))


def test_an_old_one_that_is_brought_again_is_the_same_event() -> None:
    """Twilio signs no time, so an old request opens for ever: what keeps it from counting twice is its name."""
    assert read("text.form") == read("text.form")
