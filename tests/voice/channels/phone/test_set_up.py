"""The self-test of a line at Twilio; nothing is sent by it."""

from collections.abc import Iterator

import pytest

from saphan.voice.channels.contract import Response, Step
from saphan.voice.channels.phone import CHANNEL, send
from saphan.voice.channels.wire import speak
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.sms.provider import OURS, SID, TOKEN, Twilio
from tests.voice.channels.stand_in import StandIn, standing_in

WEBHOOK = ADDRESS.format(name="phone")


@pytest.fixture
def twilio() -> Twilio:
    return Twilio()


@pytest.fixture
def there(twilio: Twilio) -> Iterator[StandIn]:
    with standing_in(twilio, "phone") as stand_in:
        yield stand_in


def test_setting_up_finds_each_fault(there: StandIn, twilio: Twilio) -> None:
    known, comes = send.STEPS

    def found(step: Step, number: str = OURS, token: str = TOKEN) -> tuple[bool, str]:
        given = account("phone", there.url, sid=SID, token=token, number=number)
        finding = step.read(speak(step.ask(given, WEBHOOK)), given, WEBHOOK)
        return finding.good, str(finding.says)

    assert found(known)[0] and not found(known, token="f" * 32)[0]
    assert "A call comes in" in found(comes)[1]
    twilio.voice_url = WEBHOOK
    assert "?step=status" in found(comes)[1]
    twilio.status_url = f"{WEBHOOK}?step=status"
    assert found(comes) == (True, "Calls and missed calls come in.")
    twilio.voice_method = "GET"
    assert "HTTP POST" in found(comes)[1]
    twilio.voice_method, twilio.status_method = "POST", "GET"
    assert "?step=status" in found(comes)[1]
    twilio.status_method, twilio.application = "POST", "AP1"
    assert "A call comes in" in found(comes)[1], "an application comes before the address"
    twilio.application = None
    assert "not yours" in found(comes, number="+66200000002")[1]
    assert "did not answer" in found(comes, token="f" * 32)[1]
    assert not comes.read(Response(200, {}, b"[]"), account("phone"), WEBHOOK).good


def test_nothing_is_written_by_telephone() -> None:
    assert CHANNEL.send is None and not CHANNEL.declaration.carries_out
