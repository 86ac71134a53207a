"""KoboToolbox, after https://kf.kobotoolbox.org/api/v2/docs: hooks of one form, and files for whoever has the token."""

import json
from typing import Any

from saphan.voice.channels.contract import Request, Response

TOKEN = "0123456789abcdef0123456789abcdef01234567"
FORM = "aBcDeFgHiJkLmNoPqRsTuV"
HOOKS = f"/api/v2/assets/{FORM}/hooks/?format=json"


class Kobo:
    """Lists and takes hooks."""

    def __init__(self) -> None:
        self.hooks: list[dict[str, Any]] = []
        self.is_down = self.has_the_file_yet = False

    def texts(self) -> list[str]:
        """Nothing is sent there."""
        return []

    def __call__(self, request: Request) -> Response | None:
        if self.is_down:
            return Response(502, {}, b"")
        if "/attachments/" in request.url:
            return self._file(request)
        if request.headers.get("authorization") != f"Token {TOKEN}":
            return told(401, {"detail": "Invalid token."})
        if request.url != HOOKS:
            return told(404, {"detail": "Not found."})
        return self._hook(json.loads(request.body)) if request.method == "POST" else self._listed()

    def _file(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Token {TOKEN}":
            return told(401, {"detail": "Authentication credentials were not provided."})
        return Response(200, {}, b"a photo") if self.has_the_file_yet else told(404, {"detail": "Not found."})

    def _listed(self) -> Response:
        return told(200, {"count": len(self.hooks), "next": None, "previous": None, "results": self.hooks})

    def _hook(self, said: dict[str, Any]) -> Response:
        if (
            not said["name"]
            or not said["endpoint"].startswith("https://")
            or said["export_type"] not in ("json", "xml")
        ):
            return told(400, {"endpoint": ["Unsecured endpoint is not allowed"]})
        self.hooks.append({**said, "uid": "h1", "success_count": 0, "failed_count": 0, "pending_count": 0})
        return told(201, self.hooks[-1])


def told(status: int, content: object) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
