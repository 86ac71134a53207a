"""Another system with a key, for tests of the interface."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client

from saphan.network import integrations
from saphan.network.integrations import NewKey
from saphan.network.services import OURSELVES

VOICE = "/api/v1/voice"
REPORT = {"text": "They keep our passports", "language": "en", "channel": "phone"}


def make_key(desk_id: UUID, run_by: str = "desk", organisation_id: UUID | None = None) -> NewKey:
    return integrations.add_integration(
        desk_id=desk_id, name="Hotline", run_by=run_by, organisation_id=organisation_id, by=OURSELVES
    )


class System:
    """Sends reports, with a key and, unless told otherwise, a new Idempotency-Key each time."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.client = Client()

    def send(self, report: Any = None, *, once: str | None = None, **headers: str) -> HttpResponse:
        content = json.dumps(REPORT if report is None else report)
        return self.send_bytes(content.encode(), once=once, **headers)

    def send_bytes(
        self, content: bytes, *, once: str | None = None, kind: str = "application/json", **headers: str
    ) -> HttpResponse:
        given = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": once or str(uuid4()), **headers}
        sent = {name: value for name, value in given.items() if value != ""}
        return self.client.post(VOICE, content, content_type=kind, headers=sent)  # type: ignore[return-value]
