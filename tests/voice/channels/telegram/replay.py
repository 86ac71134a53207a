"""Telegram in the storm."""

import json
from collections.abc import Iterable

from tests.voice.channels.given import HEADER, SECRET
from tests.voice.channels.replaying import PEOPLE, Brought, Text
from tests.voice.channels.telegram.provider import TOKEN, Telegram

ENTERED = {"token": TOKEN, "secret": SECRET}
HANDLES = [str(7100000 + who) for who in range(PEOPLE)]
BEGAN = 1772442000  # 2 March 2026, 09:00 UTC


class Provider(Telegram):
    def texts(self) -> list[str]:
        return [each["text"] for each in self.taken]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [Brought(json.dumps(_update(each)).encode(), {HEADER: SECRET}) for each in texts]


def _update(said: Text) -> dict[str, object]:
    person = int(HANDLES[said.who])
    message = {
        "message_id": said.number + 1,
        "date": BEGAN + said.number,
        "from": {"id": person, "is_bot": False, "language_code": "en"},
        "chat": {"id": person, "type": "private"},
        "text": said.text,
    }
    return {"update_id": 10_000 + said.number, "message": message}
