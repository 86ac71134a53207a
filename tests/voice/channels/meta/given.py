"""A desk with an account at Meta, and signed requests as Meta brings them."""

import json
import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.meta.graph import APP_SECRET
from tests.voice.given import Desk


@dataclass
class Line:
    """One account of a desk, and the door to it."""

    desk: Desk
    channel: str
    account_id: UUID
    client: Client = field(default_factory=Client)
    brought: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"/in/{self.channel}/{self.account_id}/"

    def post(self, body: bytes, secret: str = APP_SECRET) -> HttpResponse:
        signed = {"X-Hub-Signature-256": f"sha256={hmac_hex(body, secret)}"} if secret else {}
        return self.client.post(self.address, body, content_type="application/json", headers=signed)  # type: ignore[return-value]

    def bring(self, content: dict[str, Any]) -> None:
        """It is acknowledged, and the tasks run."""
        self.brought.append(json.dumps(content).encode())
        assert self.post(self.brought[-1]).status_code == 200
        run_waiting()

    def bring_all_again(self) -> None:
        """Everything twice and in another order, as after an outage."""
        again = self.brought * 2
        random.Random(7).shuffle(again)
        assert {self.post(body).status_code for body in again} == {200}
        run_waiting()


def add_line(desk: Desk, channel: str, entered: dict[str, str]) -> Line:
    account_id = accounts.add_account(desk_id=desk.id, channel=channel, name="Our line", entered=entered, by=OURSELVES)
    return Line(desk, channel, account_id)
