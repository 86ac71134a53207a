"""Viber's side, as https://developers.viber.com/docs/api/rest-bot-api/ says: limits, error codes, its own try."""

import json
from collections.abc import Callable
from typing import Any

from saphan.voice.channels.contract import Request, Response

TOKEN = "00112233445566ab-77889900aabbccdd-eeff001122334455"
SENDER = "Answers"
HER = "aW52ZW50ZWQraGVyLzAx=="
LEFT, NOBODY, OLD_PHONE = "bGVmdA==", "bm9ib2R5==", "b2xk=="
ONE_MESSAGE = 30 * 1024  # bytes
ROUTES = {
    "/pa/send_message": "_send",
    "/pa/set_webhook": "_set_webhook",
    "/pa/get_account_info": "_account_info",
}


class Viber:
    """Answers 200 with a status of its own, also when it refuses."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.taken: list[dict[str, Any]] = []
        self.without_reply: dict[str, int] = {}
        self.last_token = 5910000000000000000
        self.account_says = 0  # 7 blocked, 9 suspended, 10 no webhook, 15 not allowed, 23 and 24 no money
        self.is_down = self.loses_answers = False
        self.webhook, self.event_types = "", list[str]()
        self.door_says: Callable[[], int] = lambda: 200
        self.pictures = {"/media/one.jpg": ("image/jpeg", b"\xff\xd8picture")}
        self.is_over = False

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(503, {}, b"")
        if request.method == "GET":
            return self._picture(request)
        if "x-viber-auth-token" not in request.headers:
            return no(4, "missing_auth_token")
        if request.headers["x-viber-auth-token"] != self.token:
            return no(2, "invalidAuthToken")
        act: Callable[[dict[str, Any], int], Response] = getattr(self, ROUTES[request.url])
        answer = act(json.loads(request.body), len(request.body))
        return None if self.loses_answers else answer

    def _send(self, said: dict[str, Any], size: int) -> Response:
        code = self.account_says or wrong_message(said, size) or self._wrong_receiver(said["receiver"])
        if code:
            return no(code, "refused")
        self.taken.append(said)
        self.without_reply[said["receiver"]] = self.without_reply.get(said["receiver"], 0) + 1
        self.last_token += 1
        return yes(message_token=self.last_token, chat_hostname="SN-CHAT-01_", billing_status=1)

    def _wrong_receiver(self, receiver: str) -> int:
        """A hundred messages an hour to somebody who does not answer are enough."""
        known = {NOBODY: 5, LEFT: 6, OLD_PHONE: 11}
        return known.get(receiver, 0) or (12 if self.without_reply.get(receiver, 0) >= 100 else 0)

    def _set_webhook(self, said: dict[str, Any], _: int) -> Response:
        """Taken only when our door answers 200 to Viber's own try."""
        if not said["url"].startswith("https://") or self.door_says() != 200:
            return no(1, "invalidUrl")
        self.webhook, self.event_types = said["url"], said["event_types"]
        return yes(event_types=self.event_types)

    def _account_info(self, said: dict[str, Any], _: int) -> Response:
        if self.account_says:
            return no(self.account_says, "refused")
        about = {"id": "pa:75346594275468546724", "name": "Desk", "uri": "desk", "subscribers_count": 35}
        return yes(**about, webhook=self.webhook, event_types=self.event_types)

    def _picture(self, request: Request) -> Response:
        if "x-viber-auth-token" in request.headers or self.is_over:
            return Response(403, {}, b"")
        if request.url not in self.pictures:
            return Response(404, {}, b"")
        media_type, content = self.pictures[request.url]
        return Response(200, {"Content-Type": media_type}, content)


def wrong_message(said: dict[str, Any], size: int) -> int:
    """3 for wrong data, 4 for what is missing."""
    if not said.get("receiver") or not said.get("text") or not said.get("sender", {}).get("name"):
        return 4
    too_long = len(said["text"]) > 7000 or len(said["sender"]["name"]) > 28 or size > ONE_MESSAGE
    given = said.get("tracking_data", "")
    return 3 if too_long or len(given) > 4000 or wrong_keyboard(said.get("keyboard")) else 0


def wrong_keyboard(keyboard: dict[str, Any] | None) -> bool:
    if keyboard is None:
        return False
    buttons = keyboard["Buttons"]
    fits = all(1 <= each["Columns"] <= 6 and 1 <= each["Rows"] <= 2 and len(each["Text"]) <= 250 for each in buttons)
    return not (fits and keyboard["Type"] == "keyboard" and 1 <= len(buttons) <= 24)


def yes(**said: object) -> Response:
    content = {"status": 0, "status_message": "ok", **said}
    return Response(200, {"Content-Type": "application/json"}, json.dumps(content).encode())


def no(code: int, words: str) -> Response:
    content = {"status": code, "status_message": words, "chat_hostname": "SN-CHAT-01_"}
    return Response(200, {"Content-Type": "application/json"}, json.dumps(content).encode())
