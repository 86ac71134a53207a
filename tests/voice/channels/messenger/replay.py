"""Messenger in the storm."""

import json
from collections.abc import Iterable
from typing import Any

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.messenger.provider import ENTERED, PAGE, Messenger
from tests.voice.channels.meta.graph import APP_SECRET
from tests.voice.channels.replaying import PEOPLE, Brought, Text

HANDLES = [str(9100000000000000 + who) for who in range(PEOPLE)]
BEGAN = 1772442000  # 2 March 2026, 09:00 UTC
__all__ = ["ENTERED", "HANDLES", "Provider", "brought"]


class Provider(Messenger):
    is_down = False

    def __call__(self, request: Request) -> Response | None:
        return Response(503, {}, b"") if self.is_down else super().__call__(request)

    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.taken if "text" in each["message"]]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_signed(_message(each)) for each in texts]


def _message(said: Text) -> dict[str, Any]:
    person, message = {"id": HANDLES[said.who]}, {"mid": f"m_{said.number}", "text": said.text}
    return {"sender": person, "recipient": {"id": PAGE}, "timestamp": (BEGAN + said.number) * 1000, "message": message}


def _signed(item: dict[str, Any]) -> Brought:
    body = json.dumps({"object": "page", "entry": [{"id": PAGE, "messaging": [item]}]}).encode()
    return Brought(body, {"X-Hub-Signature-256": f"sha256={hmac_hex(body, APP_SECRET)}"})
