"""Messages to an app that enforces its limits, and what its answers mean."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from saphan.voice.channels.contract import Failed, Outgoing, Response, Sent, Step
from saphan.voice.channels.events import Why
from saphan.voice.channels.gateway import send, status
from saphan.voice.channels.gateway.declaration import GATEWAY
from saphan.voice.channels.lengths import cut
from saphan.voice.channels.wire import NoAnswer, speak
from tests.voice.channels.gateway.provider import PASSWORD, USER, Phone
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in

WEBHOOK = ADDRESS.format(name="gateway")
ENTERED = {"user": USER, "password": PASSWORD, "speaks": "app"}
PLAIN = {"user": "", "password": PASSWORD, "speaks": "plain"}


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def there(phone: Phone) -> Iterator[StandIn]:
    with standing_in(phone, "gateway") as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", name: int = 5, **entered: str) -> Sent | Failed:
    outgoing = Outgoing("+66800000001", text, "en", UUID(int=name))
    return status.sent(speak(send.send(outgoing, account("gateway", there.url, **{**ENTERED, **entered}))))


def test_a_message_is_taken_under_our_name(there: StandIn, phone: Phone) -> None:
    assert say(there, "လစာ") == Sent(str(UUID(int=5)))
    assert phone.taken[0]["phoneNumbers"] == ["+66800000001"] and phone.taken[0]["withDeliveryReport"]


def test_another_app_gets_plain_fields(there: StandIn, phone: Phone) -> None:
    assert say(there, **PLAIN) == Sent(str(UUID(int=5)))
    assert phone.taken == [{"id": str(UUID(int=5)), "to": "+66800000001", "text": "We read it."}]


def test_a_long_answer_goes_in_pieces_that_are_all_taken(there: StandIn, phone: Phone) -> None:
    long = "We read it. နားလည်ပါတယ်။ " * 100
    outcomes = [say(there, piece, at) for at, piece in enumerate(cut(long, GATEWAY.text_limit, GATEWAY.measure))]
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert " ".join(each["textMessage"]["text"] for each in phone.taken).split() == long.split()


def test_limits_of_the_app_are_enforced(there: StandIn, phone: Phone) -> None:
    assert say(there, "ก" * 67 * 9) == Failed(Why.TERMINAL, "400")
    assert say(there, password="wrong") == Failed(Why.ACCOUNT, "401")
    phone.is_off = True
    assert say(there) == Failed(Why.TERMINAL, "Failed")
    assert say(there) == Failed(Why.UNKNOWN, "409"), "one of this name is there: it may be on its way"


def test_down_is_tried_again_and_a_lost_answer_is_not(there: StandIn, phone: Phone) -> None:
    phone.is_down = True
    assert say(there) == Failed(Why.RETRY, "503")
    phone.is_down, phone.loses_answers = False, True
    with pytest.raises(NoAnswer):
        say(there)
    assert len(phone.taken) == 1


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Response(200, {}, b"OK"), Sent()),
        (Response(202, {}, b'{"messageId": 7}'), Sent("7")),
        (Response(404, {}, b""), Failed(Why.ACCOUNT, "404")),
        (Response(500, {}, b""), Failed(Why.UNKNOWN, "500")),
    ],
    ids=range(4),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn, phone: Phone) -> None:
    def found(step: Step, address: str = WEBHOOK, **entered: str) -> bool:
        given = account("gateway", there.url, **{**ENTERED, **entered})
        return step.read(speak(step.ask(given, address)), given, address).good

    is_there, *asked = send.STEPS
    assert found(is_there) and not found(is_there, password="wrong") and found(is_there, **PLAIN)
    assert all(found(step) for step in asked)
    assert [each["event"] for each in phone.webhooks] == ["sms:received", "sms:delivered", "sms:failed"]
    assert not found(asked[0], "http://saphan.example/in/gateway/")
    phone.is_down = True
    assert not found(is_there)
