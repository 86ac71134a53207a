"""Messenger's side. Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform

Limits: reference/send-api and send-messages/quick-replies. Errors: error-codes. After a day: policy.
"""

import json
from typing import Any
from urllib.parse import parse_qs

from saphan.voice.channels.contract import Request, Response
from tests.voice.channels.meta.graph import APP, APP_SECRET, TOKEN, VERIFY_TOKEN, Subscriptions, no, yes

PAGE = "800000000000001"
HER, LATE, AWAY, NOBODY = "9000000000000001", "9000000000000024", "9000000000000551", "9000000000000404"

ENTERED = {
    "page": PAGE,
    "app": APP,
    "token": TOKEN,
    "app_secret": APP_SECRET,
    "verify_token": VERIFY_TOKEN,
    "template": "news",
    "template_languages": "en, th",
}


class Messenger:
    """Knows one page and one token. human_agent: Meta granted it to the app. late: whose day is over."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.refuses: Response | None = None
        self.loses_answers = False
        self.human_agent = False
        self.late = {LATE}
        self.approved = {("news", "en"), ("news", "th")}
        self.subscriptions = Subscriptions("page")
        self.fields: dict[str, list[str]] = {}
        self.button = ""
        self.files = {"/cdn/voice": b"OggS"}

    def __call__(self, request: Request) -> Response | None:
        path, _, query = request.url.partition("?")
        if path == f"/{APP}/subscriptions":
            return self.subscriptions(request)
        if path.startswith("/cdn/"):
            return self._file(request, path)
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return no(400, 190)
        return self.refuses or self._answer(request, path, query)

    def _answer(self, request: Request, path: str, query: str) -> Response | None:
        if path == f"/{PAGE}/messages":
            return self._send(json.loads(request.body))
        if path == f"/{PAGE}":
            return yes({"id": PAGE})
        if path == f"/{PAGE}/subscribed_apps":
            return self._apps(request)
        if path == f"/{PAGE}/messenger_profile":
            self.button = json.loads(request.body)["get_started"]["payload"]
            return yes({"result": "success"})
        if path == f"/{PAGE}/message_templates":
            found = [{"name": name, "language": language, "status": "APPROVED"} for name, language in self.approved]
            return yes({"data": [each for each in found if f"name={each['name']}&" in query]})
        return no(400, 100, 33)

    def _send(self, said: dict[str, Any]) -> Response | None:
        to = said["recipient"]["id"]
        refusal = self._refused_person(to) or self._refused_ground(said, to) or self._refused_words(said["message"])
        if refusal is not None:
            return refusal
        self.taken.append(said)
        if self.loses_answers:
            return None
        return yes({"recipient_id": to, "message_id": f"m_ours-{len(self.taken):04d}"})

    def _refused_person(self, to: str) -> Response | None:
        if to == AWAY:
            return no(400, 551, 1545041)
        return no(400, 100, 2018001) if to == NOBODY else None

    def _refused_ground(self, said: dict[str, Any], to: str) -> Response | None:
        """What may be sent when the day is over: approved words, and a person's answer where that was granted."""
        kind = said["messaging_type"]
        if kind == "UTILITY":
            template = said["message"]["template"]
            return None if (template["name"], template["language"]["code"]) in self.approved else no(400, 100)
        if kind == "MESSAGE_TAG":
            return None if said["tag"] == "HUMAN_AGENT" and self.human_agent else no(400, 10, 2018065)
        return no(400, 10, 2018278) if to in self.late else None

    def _refused_words(self, message: dict[str, Any]) -> Response | None:
        if "template" in message:
            return None
        replies = message.get("quick_replies", [])
        fits = all(0 < len(each["title"]) <= 20 and 0 < len(each["payload"]) <= 1000 for each in replies)
        return None if 0 < len(message["text"]) <= 2000 and fits and len(replies) <= 13 else no(400, 100)

    def _apps(self, request: Request) -> Response:
        if request.method == "POST":
            self.fields[APP] = parse_qs(request.body.decode())["subscribed_fields"][0].split(",")
            return yes({"success": True})
        return yes(
            {"data": [{"id": app, "name": "D", "subscribed_fields": given} for app, given in self.fields.items()]}
        )

    def _file(self, request: Request, path: str) -> Response:
        """Whoever has the address has the file; a token has no business here."""
        if "authorization" in request.headers:
            return Response(400, {}, b"")
        if path not in self.files:
            return Response(403, {}, b"URL signature expired")
        return Response(200, {"Content-Type": "audio/ogg"}, self.files[path])
