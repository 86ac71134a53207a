"""Every request of https://www.twilio.com/docs/voice/twiml that can reach us, and what a call leaves behind."""

from urllib.parse import parse_qsl, urlencode

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import Event, File, Kind, Rang, Said
from saphan.voice.channels.phone import CHANNEL, parse
from saphan.voice.channels.signing import over_address_and_fields
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import ADDRESS, AT, account, all_payloads, payload, received

HER, CALL = Handle("phone", "+66800000001"), f"CA{1:032x}"
TOKEN = "0123456789abcdef" * 2


def read(file: str, query: str = "", **changed: str) -> tuple[Event, ...]:
    form = dict(parse_qsl(payload("phone", file).decode(), keep_blank_values=True)) | changed
    return parse.parse(received("phone", urlencode(form).encode(), query=query), account("phone", languages="th,my"))


def test_a_call_that_begins_and_keys_on_the_way_leave_nothing() -> None:
    assert read("incoming.form") == () == read("pressed_1.form", "step=language")
    assert read("pressed_1.form", "step=menu&lang=my") == () == read("pressed_nothing.form", "step=menu&lang=my")


@pytest.mark.parametrize("file", ["recorded.form", "recorded_hung_up.form", "recorded_five_minutes.form"])
def test_a_voice_message_is_named_to_be_fetched(file: str) -> None:
    (event,) = read(file, "step=recorded&lang=my")
    assert isinstance(event, Said)
    where = f"https://api.twilio.com/2010-04-01/Accounts/AC{'0123456789abcdef' * 2}/Recordings/RE{1:032x}.mp3"
    assert (event.id, event.handle, event.language, event.at) == (f"RE{1:032x}", HER, "my", AT)
    assert (event.kind, event.files) == (Kind.VOICE, (File(Kind.VOICE, where, "audio/mpeg"),))


def test_of_a_hidden_number_a_voice_message_is_kept_without_a_way_back() -> None:
    for hidden in ("+266696687", "Anonymous", "anonymous", "+7378742833", "40404", ""):
        (event,) = read("recorded.form", "step=recorded&lang=th", From=hidden)
        assert isinstance(event, Said) and event.handle is None
        assert read("pressed_1.form", "step=menu", From=hidden, Digits="2") == ()


def test_silence_is_no_message() -> None:
    assert read("recorded_nothing.form", "step=recorded") == ()
    assert read("recorded.form", "step=recorded", RecordingUrl="file:///etc/passwd") == ()
    assert read("recorded.form", "step=menu") == ()


def test_who_asks_for_it_or_was_not_heard_is_rung() -> None:
    ring = (Rang(CALL, AT, HER, "my"),)
    assert read("pressed_1.form", "step=menu&lang=my", Digits="2") == ring
    assert read("pressed_nothing.form", "step=menu&lang=my&tries=2") == ring
    assert read("pressed_nothing.form", "step=language&tries=2") == (Rang(CALL, AT, HER, "th"),)
    for file in ("busy", "no_answer", "failed", "canceled"):
        assert read(f"dialled_{file}.form", "step=dialled&lang=my") == ring
    for file in ("completed", "answered"):
        assert read(f"dialled_{file}.form", "step=dialled&lang=my") == ()


def test_a_missed_call_is_told_from_one_that_was_heard() -> None:
    missed = (Rang(CALL, AT, HER, "th"),)
    assert read("ended_at_once.form", "step=status") == missed
    for file in ("busy", "no_answer", "failed", "canceled"):
        assert read(f"ended_{file}.form", "step=status") == missed
    assert read("ended_completed.form", "step=status") == ()
    assert read("ended_at_once.form", "step=status", CallDuration="x") == ()


def test_a_code_leaves_nothing() -> None:
    assert read("pressed_code.form", "step=code&lang=my") == ()


def test_a_language_that_is_not_in_the_menu_is_not_believed() -> None:
    (event,) = read("pressed_1.form", "step=menu&lang=xx", Digits="2")
    assert isinstance(event, Rang) and event.language == "th"


def test_every_payload_is_read() -> None:
    for file in all_payloads("phone"):
        read(file)


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("step=elsewhere", {}),
        ("step=menu&tries=x", {}),
        ("tries=12", {}),
        ("", {"CallSid": "x"}),
        ("", {"CallSid": ""}),
    ],
)
def test_what_no_page_describes_is_not_read(query: str, changed: dict[str, str]) -> None:
    with pytest.raises(NotRead):
        read("incoming.form", query, **changed)


def test_what_is_cut_is_told_so() -> None:
    for body in (b"", b"\xff\xfe"):
        with pytest.raises(Cut):
            parse.parse(received("phone", body), account("phone"))


def is_signed(query: str, signed_query: str, body: bytes, token: str = TOKEN, header: str = "") -> bool:
    address = ADDRESS.format(name="phone") + (f"?{signed_query}" if signed_query else "")
    made = header or over_address_and_fields(address, parse_qsl(body.decode(), keep_blank_values=True), token)
    asked = received("phone", body, {"X-Twilio-Signature": made}, query=query)
    return CHANNEL.verify(asked, account("phone", token=TOKEN))


def test_a_missing_wrong_or_moved_signature_opens_nothing() -> None:
    body = payload("phone", "pressed_code.form")
    assert is_signed("step=code&lang=my", "step=code&lang=my", body)
    assert not is_signed("step=code&lang=my", "step=menu&lang=my", body), "a step that Twilio was not told"
    assert not is_signed("step=code", "step=code", body, token="f" * 32)
    assert not is_signed("step=code", "step=code", body, header="wrong")
    assert not CHANNEL.verify(received("phone", body, query="step=code"), account("phone", token=TOKEN))


def test_an_old_request_that_is_brought_again_is_the_same_event() -> None:
    """Twilio signs no time; the name of the call or of the recording keeps it from counting twice."""
    assert read("recorded.form", "step=recorded&lang=my") == read("recorded.form", "step=recorded&lang=my")
    first, again = read("ended_at_once.form", "step=status"), read("pressed_1.form", "step=menu&lang=my", Digits="2")
    assert first[0].id == again[0].id, "one call, one wish"
