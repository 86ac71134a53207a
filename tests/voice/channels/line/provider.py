"""LINE's side, as https://developers.line.biz/en/reference/messaging-api/ says: limits, errors, quota, files."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from uuid import UUID

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.lengths import utf16_units

TOKEN = "invented-channel-access-token/0123456789+abcdefghijk="
SECRET = "00112233445566778899aabbccddeeff"
HER = "U0a1b2c3d4e5f60718293a4b5c6d7e8f9"
BLOCKED = "Ubbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
NOBODY = "Udddddddddddddddddddddddddddddddd"
PUSH, REPLY = "/v2/bot/message/push", "/v2/bot/message/reply"
ENDPOINT = "/v2/bot/channel/webhook/endpoint"
ROUTES = {
    ("POST", PUSH): "_push",
    ("POST", REPLY): "_reply",
    ("GET", "/v2/bot/info"): "_info",
    ("PUT", ENDPOINT): "_set_webhook",
    ("GET", ENDPOINT): "_webhook",
    ("POST", "/v2/bot/channel/webhook/test"): "_try_webhook",
    ("GET", "/v2/bot/message/quota"): "_quota",
    ("GET", "/v2/bot/message/quota/consumption"): "_consumption",
}


class Line:
    """Knows one token, takes a message once for one retry key, and says no as the real one does."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.taken: list[dict[str, Any]] = []
        self.accepted: dict[str, Response] = {}
        self.reply_tokens = {"reply-token-1"}
        self.quota, self.used = 200, 0
        self.is_down = self.is_busy = self.loses_answers = False
        self.webhook, self.is_used, self.door_says = "", True, 200
        self.files: dict[str, tuple[str, bytes]] = {"500000000000000001": ("audio/x-m4a", b"ftypM4A ")}
        self.prepares: set[str] = set()

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(503, {}, b"")
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return no(401, "Authentication failed. Confirm that the access token in the header is valid.")
        if content := re.fullmatch(r"/v2/bot/message/(\w+)/content", request.url):
            return self._content(content[1])
        if len(request.body) > 2 * 1024 * 1024:
            return no(413, "Request exceeds the max size of 2MB")
        route: Callable[[Request], Response | None] = getattr(self, ROUTES[request.method, request.url])
        return route(request)

    def _push(self, request: Request) -> Response | None:
        said, key = json.loads(request.body), request.headers.get("x-line-retry-key", "")
        if key and not is_uuid(key):
            return no(400, "The retry key is invalid")
        if key in self.accepted:
            return Response(409, {"x-line-accepted-request-id": "invented"}, self.accepted[key].body)
        refused = self._refused(said) or wrong_messages(said["messages"])
        if refused:
            return refused
        answer = self._take(said)
        if key:
            self.accepted[key] = answer
        return None if self.loses_answers else answer

    def _refused(self, said: dict[str, Any]) -> Response | None:
        if not re.fullmatch(r"[UCR][0-9a-f]{32}", said["to"]):
            return no(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
        if said["to"] == NOBODY:
            return no(400, "Failed to send messages")
        if self.is_busy:
            return no(429, "The API rate limit has been exceeded. Try again later.")
        if self.used >= self.quota:
            return no(429, "You have reached your monthly limit.")
        return None

    def _take(self, said: dict[str, Any]) -> Response:
        """Also for somebody who blocked us: LINE does not say so."""
        self.used += 1
        self.taken.append(said)
        return yes({"sentMessages": [{"id": f"46123096684206{self.used:04d}", "quoteToken": "quote"}]})

    def _reply(self, request: Request) -> Response:
        said = json.loads(request.body)
        if "x-line-retry-key" in request.headers:
            return no(400, "The retry key is not supported by this endpoint")
        if said["replyToken"] not in self.reply_tokens:
            return no(400, "Invalid reply token")
        self.reply_tokens.remove(said["replyToken"])
        refused = wrong_messages(said["messages"])
        if refused is None:
            self.taken.append(said)
        return refused or yes({"sentMessages": [{"id": "461230966842069999"}]})

    def _content(self, message_id: str) -> Response:
        if message_id in self.prepares:
            return Response(202, {}, b"")
        if message_id not in self.files:
            return no(404, "Not found")
        media_type, content = self.files[message_id]
        return Response(200, {"Content-Type": media_type}, content)

    def _info(self, _: Request) -> Response:
        return yes({"userId": "Ub0", "basicId": "@216ru", "displayName": "Desk", "chatMode": "bot"})

    def _set_webhook(self, request: Request) -> Response:
        address = json.loads(request.body)["endpoint"]
        if not address.startswith("https://") or len(address) > 500:
            return no(400, "Invalid webhook endpoint URL")
        self.webhook = address
        return yes({})

    def _webhook(self, _: Request) -> Response:
        return yes({"endpoint": self.webhook, "active": self.is_used}) if self.webhook else no(404, "Webhook not set")

    def _try_webhook(self, _: Request) -> Response:
        """door_says: what our door answered to LINE; 0 when nobody answered."""
        good = self.door_says == 200
        reason = "OK" if good else "ERROR_STATUS_CODE" if self.door_says else "COULD_NOT_CONNECT"
        said = {"timestamp": "2026-03-02T09:00:00Z", "statusCode": self.door_says, "reason": reason, "detail": ""}
        return yes({"success": good, **said})

    def _quota(self, _: Request) -> Response:
        return yes({"type": "limited", "value": self.quota} if self.quota else {"type": "none"})

    def _consumption(self, _: Request) -> Response:
        return yes({"totalUsage": self.used})


def wrong_messages(messages: list[dict[str, Any]]) -> Response | None:
    if not 1 <= len(messages) <= 5:
        return one_error("Size must be between 1 and 5", "messages")
    for message in messages:
        if not 0 < utf16_units(message["text"]) <= 5000:
            return one_error("Length must be between 1 and 5000", "messages[0].text")
        items = message.get("quickReply", {}).get("items", [])
        if len(items) > 13:
            return one_error("Size must be between 1 and 13", "messages[0].quickReply.items")
        for item in items:
            if not fits(item["action"]):
                return one_error("Length is wrong", "messages[0].quickReply.items[0].action")
    return None


def fits(action: dict[str, str]) -> bool:
    lengths = {"label": (signs(action["label"]), 20), "displayText": (signs(action["displayText"]), 300)}
    lengths["data"] = (len(action["data"]), 300)
    return all(0 < length <= most for length, most in lengths.values())


def signs(text: str) -> int:
    return sum(unicodedata.category(sign) != "Mn" for sign in text)


def is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def yes(said: dict[str, Any]) -> Response:
    return Response(200, {"Content-Type": "application/json", "x-line-request-id": "r"}, json.dumps(said).encode())


def no(status: int, words: str, **more: object) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps({"message": words, **more}).encode())


def one_error(words: str, where: str) -> Response:
    return no(400, "The request body has 1 error(s)", details=[{"message": words, "property": where}])
