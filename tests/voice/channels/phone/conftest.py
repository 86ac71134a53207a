"""A desk with a telephone number at a stand-in of Twilio, where what a caller spoke lies ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.voice.channels.sms.provider import Twilio
    from tests.voice.channels.stand_in import StandIn
    from tests.voice.channels.twilio_desk import Number
    from tests.voice.given import Desk


@pytest.fixture
def twilio() -> "Twilio":
    from tests.voice.channels.phone.spoken import RECORDING, spoken
    from tests.voice.channels.sms.provider import Twilio

    found = Twilio()
    found.files = {RECORDING + ".mp3": (spoken(), "audio/mpeg")}
    return found


@pytest.fixture
def there(twilio: "Twilio") -> "Iterator[StandIn]":
    from tests.voice.channels.stand_in import standing_in

    with standing_in(twilio, "phone") as stand_in:
        yield stand_in


@pytest.fixture
def line(desk: "Desk", there: "StandIn") -> "Number":
    from tests.voice.channels.twilio_desk import Number, add_number

    return Number(add_number(desk.id, "phone", languages="my,en"), "phone")
