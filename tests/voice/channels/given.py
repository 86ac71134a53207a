"""A desk with a Telegram bot, people who write to it, and what became of it."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store import System, acting_as, clock
from saphan.store.tasks import run_waiting, sweep_all
from saphan.voice import services as voice
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.models import Delivery, InboundEvent, Way
from saphan.voice.models import Conversation
from saphan.voice.reading import Line, lines
from tests.voice.channels.telegram.provider import TOKEN
from tests.voice.given import Desk

SECRET = "s3cret-of-our-address"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SYSTEM = System("test")


def add_bot(desk_id: UUID, **more: Any) -> UUID:
    return accounts.add_account(
        desk_id=desk_id,
        channel="telegram",
        name="Our bot",
        entered={"token": TOKEN, "secret": SECRET},
        by=OURSELVES,
        **more,
    )


@dataclass
class Bot:
    """Telegram as it brings updates of several people to one bot of a desk."""

    desk: Desk
    account_id: UUID
    client: Client = field(default_factory=Client)
    last_update: int = 1000

    @property
    def address(self) -> str:
        return f"/in/telegram/{self.account_id}/"

    def post(self, body: bytes, secret: str = SECRET, **more: Any) -> HttpResponse:
        headers = {HEADER: secret} if secret else {}
        return self.client.post(self.address, body, content_type="application/json", headers=headers, **more)  # type: ignore[return-value]

    def bring(self, update: dict[str, Any]) -> HttpResponse:
        return self.post(json.dumps(update).encode())

    def update(self, **what: Any) -> dict[str, Any]:
        self.last_update += 1
        return {"update_id": self.last_update, **what}

    def message(
        self, text: str = "", *, who: int = 7001001, at: int = 0, number: int = 0, **more: Any
    ) -> dict[str, Any]:
        """number: of the message in her chat; a new one unless given. at: seconds after now."""
        said = {"text": text} if text else {}
        return {
            "message_id": number or self.last_update + 5000,
            "from": {"id": who, "is_bot": False, "first_name": "Worker", "language_code": "en"},
            "chat": {"id": who, "type": "private", "first_name": "Worker"},
            "date": int(clock.now().timestamp()) + at,
            **said,
            **more,
        }

    def changes(self, text: str, *, number: int, at: int = 0) -> None:
        """She edits a message, and the tasks run."""
        changed = self.message(text, number=number, edit_date=int(clock.now().timestamp()) + at)
        assert self.bring(self.update(edited_message=changed)).status_code == 200
        run_waiting()

    def says(self, text: str = "", **more: Any) -> dict[str, Any]:
        """She writes, and the tasks run; returns the update, to be brought again."""
        update = self.update(message=self.message(text, **more))
        assert self.bring(update).status_code == 200
        run_waiting()
        return update

    def presses(self, choice: str, who: int = 7001001) -> None:
        message = {"message_id": 3, "date": 1, "chat": {"id": who, "type": "private"}}
        pressed = {"id": "44", "from": {"id": who, "is_bot": False}, "message": message, "data": choice}
        assert self.bring(self.update(callback_query=pressed)).status_code == 200
        run_waiting()


def stories() -> list[UUID]:
    """In the order in which they began."""
    with acting_as(SYSTEM):
        return list(Conversation.objects.filter(left_on=None).order_by("id").values_list("id", flat=True))


def story() -> Conversation:
    """The only one."""
    with acting_as(SYSTEM):
        return Conversation.objects.get(left_on=None)


def her_lines(story_id: UUID | None = None) -> list[Line]:
    """What she said, as the desk reads it."""
    with acting_as(SYSTEM):
        return [line for line in lines(story_id or stories()[0], why="test", inbound=True) if line.part == "said"]


def said(story_id: UUID | None = None) -> list[str]:
    return [line.text for line in her_lines(story_id)]


def way() -> Way:
    with acting_as(SYSTEM):
        return Way.objects.get()


def deliveries(**only: Any) -> list[Delivery]:
    with acting_as(SYSTEM):
        return list(Delivery.objects.filter(**only).order_by("id"))


def events(**only: Any) -> list[InboundEvent]:
    with acting_as(SYSTEM):
        return list(InboundEvent.objects.filter(**only).order_by("id"))


def answer(desk: Desk, text: str = "We can help you.", story_id: UUID | None = None) -> UUID:
    message_id = voice.reply(conversation_id=story_id or stories()[0], text=text, by=desk.caseworker)
    assert message_id is not None
    run_waiting()
    return message_id


def let_pass(**span: float) -> None:
    """Time goes by, and the minute's sweep with it."""
    clock.pass_time(timedelta(**span))
    sweep_all()
    run_waiting()
