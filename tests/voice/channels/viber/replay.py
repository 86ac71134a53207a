"""Viber in the storm."""

import json
from collections.abc import Iterable

from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.replaying import PEOPLE, Brought, Text
from tests.voice.channels.viber.provider import SENDER, TOKEN, Viber

ENTERED = {"token": TOKEN, "sender": SENDER}
HANDLES = [f"c3Rvcm0{who:02d}+/==" for who in range(PEOPLE)]
BEGAN = 1772442000_000  # 2 March 2026, 09:00 UTC


class Provider(Viber):
    def texts(self) -> list[str]:
        return [each["text"] for each in self.taken]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_signed(each) for each in texts]


def _signed(said: Text) -> Brought:
    callback = {
        "event": "message",
        "timestamp": BEGAN + said.number * 1000,
        "chat_hostname": "SN-CHAT-01_",
        "message_token": 5900000000000000000 + said.number,
        "sender": {"id": HANDLES[said.who], "name": "Worker", "language": "en", "api_version": 10},
        "message": {"type": "text", "text": said.text},
        "silent": False,
    }
    body = json.dumps(callback).encode()
    return Brought(body, {"X-Viber-Content-Signature": hmac_hex(body, TOKEN)})
