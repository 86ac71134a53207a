"""An app on a phone, after https://docs.sms-gate.app/integration/api: one user, joined parts, one SIM card."""

import base64
import json
from typing import Any

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.segments import parts_of

USER, PASSWORD = "user", "pass-word"
WHO = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


class Phone:
    """Takes up to eight parts, each name once."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.webhooks: list[dict[str, Any]] = []
        self.is_down = self.loses_answers = self.is_off = False

    def texts(self) -> list[str]:
        return [each["textMessage"]["text"] for each in self.taken]

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(503, {}, b"")
        if request.headers.get("authorization") not in (WHO, f"Bearer {PASSWORD}"):
            return Response(401, {}, b'{"message": "Unauthorized"}')
        if request.url == "/webhooks" and request.method == "GET":
            return told(200, self.webhooks)
        if request.method != "POST":
            return Response(405, {}, b"")
        said = json.loads(request.body)
        if request.url == "/webhooks":
            return self._webhook(said)
        if request.url not in ("/messages", "/"):
            return Response(404, {}, b"")
        return self._send(said)

    def _send(self, said: dict[str, Any]) -> Response | None:
        text = said["textMessage"]["text"] if "textMessage" in said else said["text"]
        if any(each["id"] == said["id"] for each in self.taken):
            return told(409, {"message": "Message with this ID already exists"})
        if not text or parts_of(text) > 8:
            return told(400, {"message": "wrong length"})
        self.taken.append(said)
        if self.loses_answers:
            return None
        return told(202, {"id": said["id"], "state": "Failed" if self.is_off else "Pending", "recipients": []})

    def _webhook(self, said: dict[str, Any]) -> Response:
        if not said["url"].startswith("https://"):
            return told(400, {"message": "url must be https"})
        self.webhooks.append(said)
        return told(201, said)


def told(status: int, content: object) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
