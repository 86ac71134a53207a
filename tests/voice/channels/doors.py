"""A desk's account with a provider that signs what it brings, and the door to it."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.signing import hmac_base64, hmac_hex
from tests.voice.given import Desk


def _by_meta(body: bytes, secret: str) -> Mapping[str, str]:
    return {"X-Hub-Signature-256": f"sha256={hmac_hex(body, secret)}"}


SIGNS: dict[str, tuple[str, Callable[[bytes, str], Mapping[str, str]]]] = {
    "line": ("secret", lambda body, secret: {"X-Line-Signature": hmac_base64(body, secret)}),
    "messenger": ("app_secret", _by_meta),
    "viber": ("token", lambda body, secret: {"X-Viber-Content-Signature": hmac_hex(body, secret)}),
    "whatsapp": ("app_secret", _by_meta),
}
"""The field with the secret, and the headers of a body."""


@dataclass
class Door:
    """What is brought is remembered, to be brought again."""

    desk: Desk
    channel: str
    account_id: UUID
    secret: str
    client: Client = field(default_factory=Client)
    brought: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"/in/{self.channel}/{self.account_id}/"

    def post(self, body: bytes, secret: str | None = None) -> HttpResponse:
        """secret: another than the right one; without any, it is not signed."""
        secret = self.secret if secret is None else secret
        signed = SIGNS[self.channel][1](body, secret) if secret else {}
        return self.client.post(self.address, body, content_type="application/json", headers=signed)  # type: ignore[return-value]

    def bring(self, content: object) -> None:
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


def door_of(desk: Desk, channel: str, account_id: UUID, entered: Mapping[str, str]) -> Door:
    return Door(desk, channel, account_id, entered[SIGNS[channel][0]])


def add_door(desk: Desk, channel: str, entered: dict[str, str]) -> Door:
    account_id = accounts.add_account(desk_id=desk.id, channel=channel, name="Ours", entered=entered, by=OURSELVES)
    return door_of(desk, channel, account_id, entered)
