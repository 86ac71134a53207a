"""A RapidPro of ours, after https://textit.com/api/v2/messages: one token, 640 signs, known contacts, a limit."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from saphan.voice.channels.contract import Request, Response

TOKEN = "0123456789abcdef0123456789abcdef01234567"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class RapidPro:
    """Takes a message for one contact at a time."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.gone: set[str] = set()
        self.is_down = self.loses_answers = self.is_old = self.fails_at_once = False
        self.left = 2500
        self.asked_after: datetime | None = None
        self.states: dict[str, str] = {}  # of messages, ours and those of others

    def texts(self) -> list[str]:
        return [each["text"] for each in self.taken]

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(503, {}, b"")
        if request.url.startswith("/media/"):
            return Response(200, {"Content-Type": "image/jpeg"}, request.headers.get("authorization", "").encode())
        if request.headers.get("authorization") != f"Token {TOKEN}":
            return told(403, {"detail": "Invalid token"})
        if request.url == "/api/v2/workspace.json":
            return told(200, {"uuid": "6a44ca78-a4c2-4862-a7d3-2932f9b3a7c3", "name": "Hotline", "country": "TH"})
        if request.method == "GET" and request.url.startswith("/api/v2/messages.json?"):
            return self._list(dict(parse_qsl(urlsplit(request.url).query)))
        if request.url != "/api/v2/messages.json":
            return Response(404, {}, b"")
        if request.method != "POST" or self.is_old:
            return told(405, {"detail": 'Method "POST" not allowed.'})
        return self._send(json.loads(request.body))

    def _list(self, asked: dict[str, str]) -> Response:
        self.asked_after = datetime.strptime(asked["after"], "%Y-%m-%dT%H:%M:%S.%fZ")
        mine = {
            name: state for name, state in self.states.items() if (state == "failed") == (asked["folder"] == "failed")
        }
        others = {"contact": {"uuid": "x", "name": "Somebody"}, "text": "not ours"}
        return told(200, {"next": None, "results": [{"uuid": n, "status": s, **others} for n, s in mine.items()]})

    def _send(self, said: dict[str, Any]) -> Response | None:
        if not self.left:
            return Response(429, {"Retry-After": "90"}, b'{"detail": "Request was throttled."}')
        self.left -= 1
        if not UUID.fullmatch(said["contact"]) or said["contact"] in self.gone:
            return told(400, {"contact": [f"No such object: {said['contact']}"]})
        if not said["text"]:
            return told(400, {"non_field_errors": ["Must provide either text or attachments."]})
        if len(said["text"]) > 640:
            return told(400, {"text": ["Ensure this field has no more than 640 characters."]})
        self.taken.append(said)
        if self.loses_answers:
            return None
        state = "failed" if self.fails_at_once else "queued"
        return told(201, {"id": 4105426, "uuid": f"m-{len(self.taken)}", "direction": "out", "status": state})


def told(status: int, content: object) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
