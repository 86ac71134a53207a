"""WhatsApp in the storm: every fifth person is known by her number alone."""

import json
from collections.abc import Iterable
from typing import Any

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.meta.graph import APP_SECRET
from tests.voice.channels.replaying import PEOPLE, Brought, Text
from tests.voice.channels.whatsapp.provider import ACCOUNT, ENTERED, NUMBER, WhatsApp

HANDLES = [f"TH.10000000000000{who:05d}" if who % 5 else f"+660000001{who:02d}" for who in range(PEOPLE)]
BEGAN = 1772442000  # 2 March 2026, 09:00 UTC
__all__ = ["ENTERED", "HANDLES", "Provider", "brought"]


class Provider(WhatsApp):
    is_down = False

    def __call__(self, request: Request) -> Response | None:
        return Response(503, {}, b"") if self.is_down else super().__call__(request)

    def texts(self) -> list[str]:
        return [each["text"]["body"] for each in self.taken if each["type"] == "text"]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_signed(_message(each)) for each in texts]


def _message(said: Text) -> dict[str, Any]:
    handle = HANDLES[said.who]
    who = {"from": handle[1:]} if handle.startswith("+") else {"from_user_id": handle}
    at = str(BEGAN + said.number)
    return {**who, "id": f"wamid.{said.number}", "timestamp": at, "type": "text", "text": {"body": said.text}}


def _signed(message: dict[str, Any]) -> Brought:
    about = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER}}
    change = {"field": "messages", "value": {**about, "messages": [message]}}
    content = {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]}
    body = json.dumps(content).encode()
    return Brought(body, {"X-Hub-Signature-256": f"sha256={hmac_hex(body, APP_SECRET)}"})
