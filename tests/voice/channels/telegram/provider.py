"""Telegram's side, as https://core.telegram.org/bots/api describes it: limits, errors, files."""

import json
import re
from typing import Any

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.lengths import utf16_units

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
BLOCKED, NOBODY = "7001002", "7009999"


class Telegram:
    """Takes messages up to 4096 UTF-16 units, knows one token, and says no as the real one does."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.taken: list[dict[str, Any]] = []
        self.last_id = 900
        self.webhook = ""
        self.busy_for = 0
        self.is_down = False
        self.loses_answers = False
        self.is_late_with_files = False
        self.refuses = False
        self.files = {"voice-1": ("voice/file_1.oga", b"OggS")}

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(503, {}, b"")
        if request.url.startswith(f"/file/bot{self.token}/"):
            return self._file(request.url.removeprefix(f"/file/bot{self.token}/"))
        _, bot, method = request.url.split("/", 2)
        if bot != f"bot{self.token}":
            return no(401, "Unauthorized")
        acts = {"sendMessage": self._send, "getFile": self._get_file, "getMe": self._me}
        acts |= {"setWebhook": self._set_webhook, "getWebhookInfo": self._webhook_info}
        return acts[method](json.loads(request.body or b"{}"))

    def _send(self, said: dict[str, Any]) -> Response | None:
        if self.busy_for:
            return no(429, "Too Many Requests: retry after 7", parameters={"retry_after": self.busy_for})
        if str(said["chat_id"]) == BLOCKED:
            return no(403, "Forbidden: bot was blocked by the user")
        if self.refuses:
            return no(400, "Bad Request: can't parse entities")
        if str(said["chat_id"]) == NOBODY:
            return no(400, "Bad Request: chat not found")
        if not said["text"] or utf16_units(said["text"]) > 4096:
            return no(400, "Bad Request: message is too long")
        for (button,) in said.get("reply_markup", {}).get("inline_keyboard", []):
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                return no(400, "Bad Request: BUTTON_DATA_INVALID")
        self.taken.append(said)
        self.last_id += 1
        if self.loses_answers:
            return None
        return yes({"message_id": self.last_id, "chat": {"id": said["chat_id"]}, "date": 1})

    def _me(self, _: dict[str, Any]) -> Response:
        return yes({"id": 110201543, "is_bot": True, "first_name": "Desk", "username": "desk_bot"})

    def _set_webhook(self, said: dict[str, Any]) -> Response:
        if not said["url"].startswith("https://"):
            return no(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", said["secret_token"]):
            return no(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = said["url"]
        return yes(True)

    def _webhook_info(self, _: dict[str, Any]) -> Response:
        return yes({"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0})

    def _get_file(self, said: dict[str, Any]) -> Response:
        if self.is_late_with_files:
            return no(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if said["file_id"] not in self.files:
            return no(400, "Bad Request: invalid file_id")
        path, content = self.files[said["file_id"]]
        if len(content) > 20 * 1024 * 1024:
            return no(400, "Bad Request: file is too big")
        return yes({"file_id": said["file_id"], "file_path": path})

    def _file(self, path: str) -> Response:
        found = [content for known, content in self.files.values() if known == path]
        return Response(200, {"Content-Type": "application/octet-stream"}, found[0]) if found else no(404, "Not Found")


def yes(result: object) -> Response:
    return Response(200, {"Content-Type": "application/json"}, json.dumps({"ok": True, "result": result}).encode())


def no(status: int, description: str, **more: object) -> Response:
    said = {"ok": False, "error_code": status, "description": description, **more}
    return Response(status, {"Content-Type": "application/json"}, json.dumps(said).encode())
