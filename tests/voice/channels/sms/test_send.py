"""Messages to a Twilio that enforces its limits, and what its answers mean."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from saphan.voice.channels import twilio as shared
from saphan.voice.channels.contract import Content, Failed, Finding, Outgoing, Response, Sent, Step
from saphan.voice.channels.events import File, Kind, State, Why
from saphan.voice.channels.lengths import cut
from saphan.voice.channels.sms import send, status
from saphan.voice.channels.sms.declaration import SMS
from saphan.voice.channels.wire import NoAnswer, speak
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.sms.provider import ABROAD, LANDLINE, MEDIA, NO_NUMBER, OPTED_OUT, OURS, SID, TOKEN, Twilio
from tests.voice.channels.stand_in import StandIn, standing_in

WEBHOOK = ADDRESS.format(name="sms")
ENTERED = {"sid": SID, "token": TOKEN, "number": OURS}


@pytest.fixture
def twilio() -> Twilio:
    return Twilio()


@pytest.fixture
def there(twilio: Twilio) -> Iterator[StandIn]:
    with standing_in(twilio, "sms") as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", to: str = "+66800000001", **other: str) -> Sent | Failed:
    outgoing = Outgoing(to, text, "en", UUID(int=5))
    return status.sent(speak(send.send(outgoing, account("sms", there.url, **{**ENTERED, **other}))))


def test_a_message_is_taken_and_has_a_name(there: StandIn, twilio: Twilio) -> None:
    assert say(there, "လစာ အကြောင်း") == Sent(f"SM{1:032x}")
    expected = {
        "To": "+66800000001",
        "From": OURS,
        "Body": "လစာ အကြောင်း",
        "StatusCallback": f"{WEBHOOK}?once={UUID(int=5)}",
    }
    assert twilio.taken == [expected]


def test_a_long_answer_goes_in_pieces_that_are_all_taken(there: StandIn, twilio: Twilio) -> None:
    long = "We read it 🙏. " * 200
    outcomes = [say(there, piece) for piece in cut(long, SMS.text_limit, SMS.measure)]
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert " ".join(each["Body"] for each in twilio.taken).split() == long.split()


@pytest.mark.parametrize(
    ("to", "meaning"),
    [
        (LANDLINE, Failed(Why.GONE, "21614")),
        (OPTED_OUT, Failed(Why.GONE, "21610")),
        (NO_NUMBER, Failed(Why.GONE, "21211")),
        (ABROAD, Failed(Why.TERMINAL, "21408")),
    ],
)
def test_who_cannot_be_written_to(there: StandIn, to: str, meaning: Failed) -> None:
    assert say(there, to=to) == meaning


def test_limits_of_twilio_are_enforced(there: StandIn, twilio: Twilio) -> None:
    assert say(there, "x" * 1601) == Failed(Why.TERMINAL, "21617")
    assert say(there, "") == Failed(Why.TERMINAL, "21602")
    assert say(there, number="+66200000002") == Failed(Why.ACCOUNT, "21659")
    assert say(there, token="f" * 32) == Failed(Why.ACCOUNT, "20003")
    twilio.full = True
    assert say(there) == Failed(Why.RETRY, "21611")
    twilio.too_many = True
    assert say(there) == Failed(Why.RETRY, "20429")
    assert twilio.taken == []


def test_down_is_tried_again_and_a_lost_answer_is_not(there: StandIn, twilio: Twilio) -> None:
    twilio.is_down = True
    assert say(there) == Failed(Why.RETRY, "503")
    twilio.is_down, twilio.loses_answers = False, True
    with pytest.raises(NoAnswer):
        say(there)
    assert len(twilio.taken) == 1


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Response(201, {}, b"<html>"), Failed(Why.UNKNOWN, "201")),
        (Response(502, {}, b"<html>"), Failed(Why.UNKNOWN, "502")),
        (Response(201, {}, b'{"sid": "SM1", "status": "failed", "error_code": 30006}'), Failed(Why.GONE, "30006")),
        (Response(201, {}, b'{"sid": "SM1", "status": "failed"}'), Failed(Why.TERMINAL)),
        (Response(201, {}, b'{"sid": "SM1", "status": "delivered"}'), Sent("SM1", State.DELIVERED)),
        (Response(400, {}, b'{"code": 99999}'), Failed(Why.TERMINAL, "400")),
        (Response(400, {}, b'{"code": 30008}'), Failed(Why.UNKNOWN, "30008")),
    ],
    ids=range(7),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, url: str) -> Any:
    file, ours = File(Kind.PHOTO, url, "image/jpeg"), account("sms", there.url, **ENTERED)
    return shared.fetched(speak(shared.fetch(file, ours), follow=2), file, ours)


def test_a_picture_is_fetched(there: StandIn, twilio: Twilio) -> None:
    assert fetch(there, there.url + MEDIA) == Content(b"\xff\xd8\xff", "image/jpeg")
    twilio.files[MEDIA] = (b"", "")
    assert fetch(there, there.url + MEDIA) == Failed(Why.RETRY, "404")


def test_our_token_goes_to_twilio_alone(there: StandIn) -> None:
    ours = account("sms", "https://api.twilio.com", **ENTERED)
    assert "Authorization" in shared.fetch(File(Kind.PHOTO, "https://api.twilio.com/x"), ours).headers
    for elsewhere in ("https://api.twilio.com.example/x", "https://other.example/https://api.twilio.com/"):
        assert not shared.fetch(File(Kind.PHOTO, elsewhere), ours).headers


def test_setting_up_finds_each_fault(there: StandIn, twilio: Twilio) -> None:
    known, comes = send.STEPS

    def found(step: Step, **other: str) -> Finding:
        given = account("sms", there.url, **{**ENTERED, **other})
        return step.read(speak(step.ask(given, WEBHOOK)), given, WEBHOOK)

    # Given a right token and a number that leads elsewhere, when each step is tried, then it says what is so
    assert found(known).good and not found(comes).good
    assert not found(comes, number="+66200000002").good
    twilio.sms_url = WEBHOOK
    assert found(comes).good
    # And a wrong token, a trial and a stopped account are said to be that
    assert not found(known, token="f" * 32).good and not found(comes, token="f" * 32).good
    twilio.kind = "Trial"
    assert "trial" in str(found(known).says)
    twilio.state = "suspended"
    assert "stopped" in str(found(known).says)
