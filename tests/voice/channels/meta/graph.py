"""The Graph API's side, as https://developers.facebook.com/docs/graph-api/guides/error-handling describes it."""

import json
from typing import Any
from urllib.parse import parse_qsl

from saphan.voice.channels.contract import Request, Response

APP, APP_SECRET = "700000000000001", "0123456789abcdef0123456789abcdef"
TOKEN = "EAATESTTOKENOFNOBODY0000000000"
VERIFY_TOKEN = "verify-token-of-our-address"


def yes(content: object) -> Response:
    return Response(200, {"Content-Type": "application/json"}, json.dumps(content).encode())


def no(status: int, code: int, subcode: int = 0, **headers: str) -> Response:
    """An error. Its words name people, as the real ones do."""
    error: dict[str, Any] = {"message": "(#1) Worker at +66000000001", "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return Response(status, headers, json.dumps({"error": {**error, "fbtrace_id": "Ax"}}).encode())


class Subscriptions:
    """Where an app brings messages: taken only from the app itself, and only to an https address."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.subscribed: list[dict[str, Any]] = []

    def __call__(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {APP}|{APP_SECRET}":
            return no(400, 190)
        if request.method == "GET":
            return yes({"data": self.subscribed})
        said = dict(parse_qsl(request.body.decode()))
        if said["object"] != self.kind or len(said["verify_token"]) < 16:
            return no(400, 100)
        if not said["callback_url"].startswith("https://"):
            return no(400, 2201)
        fields = [{"name": name, "version": "v25.0"} for name in said["fields"].split(",")]
        self.subscribed = [
            {"object": self.kind, "callback_url": said["callback_url"], "active": True, "fields": fields}
        ]
        return yes({"success": True})
