"""WhatsApp's side, as https://developers.facebook.com/documentation/business-messaging/whatsapp describes it.

Limits: messages/send-messages. Errors: support/error-codes. Files: business-phone-numbers/media.
"""

import json
from typing import Any

from saphan.voice.channels.contract import Request, Response
from tests.voice.channels.meta.graph import APP, APP_SECRET, TOKEN, VERIFY_TOKEN, Subscriptions, no, yes

NUMBER, ACCOUNT = "100000000000001", "200000000000002"
HER, HER_NUMBER = "TH.1000000000000000001", "+66000000001"
LATE, NOT_THERE, GROUP = "TH.1000000000000000024", "TH.1000000000000000404", "Y2FwaV9ncm91cDo2NjAwMDAwMDAwMQZD"

ENTERED = {
    "number": NUMBER,
    "business": ACCOUNT,
    "app": APP,
    "token": TOKEN,
    "app_secret": APP_SECRET,
    "verify_token": VERIFY_TOKEN,
    "template": "news",
    "template_languages": "en, th",
}


class WhatsApp:
    """Knows one number and one token, keeps to the limits of texts, buttons and the day, and says no in numbers."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.refuses: Response | None = None
        self.loses_answers = False
        self.approved = {("news", "en"), ("news", "th")}
        self.pending = {("news", "hi")}
        self.subscriptions = Subscriptions("whatsapp_business_account")
        self.apps: list[str] = []
        self.files = {"300000000000011": b"OggS"}
        self.stale: set[str] = set()
        self.url = ""

    def __call__(self, request: Request) -> Response | None:
        path, _, query = request.url.partition("?")
        if path == f"/{APP}/subscriptions":
            return self.subscriptions(request)
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return no(401, 190)
        if self.refuses is not None:
            return self.refuses
        return self._answer(request, path, query)

    def _answer(self, request: Request, path: str, query: str) -> Response | None:
        if path == f"/{NUMBER}/messages":
            return self._send(json.loads(request.body))
        if path == f"/{NUMBER}":
            return yes({"id": NUMBER})
        if path == f"/{ACCOUNT}/subscribed_apps":
            return self._apps(request)
        if path == f"/{ACCOUNT}/message_templates":
            return self._templates(query)
        if path.startswith("/download/"):
            return self._download(path.removeprefix("/download/"))
        return self._where(path.removeprefix("/"), query)

    def _send(self, said: dict[str, Any]) -> Response | None:
        if said["messaging_product"] != "whatsapp":
            return no(400, 100)
        to = self._person(said)
        refusal = no(400, 131009) if to is None else self._refusal(said, to)
        if refusal is not None:
            return refusal
        self.taken.append(said)
        if self.loses_answers:
            return None
        ref = f"wamid.{len(self.taken):04d}"
        return yes({"messaging_product": "whatsapp", "contacts": [{"input": to}], "messages": [{"id": ref}]})

    def _person(self, said: dict[str, Any]) -> str | None:
        """Numbers stand in `to`, ids in `recipient`, groups in `to` with their own type."""
        if said["recipient_type"] == "group":
            return str(said["to"]) if said["to"] == GROUP else None
        if "recipient" in said:
            return str(said["recipient"]) if said["recipient"].startswith("TH.") else None
        return str(said["to"]) if said["to"].startswith("+") else None

    def _refusal(self, said: dict[str, Any], to: str) -> Response | None:
        if to == NOT_THERE:
            return no(400, 131026)
        if said["type"] == "template":
            name = (said["template"]["name"], said["template"]["language"]["code"])
            return None if name in self.approved else no(404, 132001)
        if to == LATE:
            return no(400, 131047)
        if said["type"] == "text":
            return None if 0 < len(said["text"]["body"]) <= 4096 else no(400, 100)
        return self._refused_buttons(said["interactive"])

    def _refused_buttons(self, interactive: dict[str, Any]) -> Response | None:
        buttons = [each["reply"] for each in interactive["action"]["buttons"]]
        titles = [each["title"] for each in buttons]
        fits = all(0 < len(each["title"]) <= 20 and 0 < len(each["id"]) <= 256 for each in buttons)
        alone = len(set(titles)) == len(titles) and 1 <= len(buttons) <= 3
        return None if fits and alone and 0 < len(interactive["body"]["text"]) <= 1024 else no(400, 131009)

    def _apps(self, request: Request) -> Response:
        if request.method == "POST":
            self.apps = [APP]
            return yes({"success": True})
        return yes({"data": [{"whatsapp_business_api_data": {"id": app, "name": "Desk"}} for app in self.apps]})

    def _templates(self, query: str) -> Response:
        states = {**dict.fromkeys(self.approved, "APPROVED"), **dict.fromkeys(self.pending, "PENDING")}
        found = [
            {"name": name, "status": state, "language": language, "id": "1"}
            for (name, language), state in states.items()
            if f"name={name}&" in query
        ]
        return yes({"data": found})

    def _where(self, file: str, query: str) -> Response:
        if file not in self.files or query != f"phone_number_id={NUMBER}":
            return no(400, 100, 33)
        url = f"{self.url}/download/{file}"
        about = {"mime_type": "audio/ogg", "sha256": "x", "file_size": 4, "id": file, "messaging_product": "whatsapp"}
        return yes({"url": url, **about})

    def _download(self, file: str) -> Response:
        if file in self.stale:
            return Response(404, {}, b"")
        return Response(200, {"Content-Type": "audio/ogg"}, self.files[file])
