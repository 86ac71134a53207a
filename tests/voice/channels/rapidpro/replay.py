"""RapidPro in the storm: a flow that hands on each message."""

import json
from collections.abc import Iterable
from datetime import timedelta

from saphan.store import clock
from tests.voice.channels.rapidpro.provider import TOKEN
from tests.voice.channels.rapidpro.provider import RapidPro as Provider
from tests.voice.channels.replaying import PEOPLE, Brought, Text

__all__ = ["ENTERED", "HANDLES", "Provider", "brought"]

SECRET = "a-secret-of-ours-in-the-flow"
ENTERED = {"server": "https://rapidpro.example", "token": TOKEN, "secret": SECRET}
HANDLES = [f"11111111-2222-4333-8444-0000000001{who:02}" for who in range(PEOPLE)]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_called(each) for each in texts]


def _called(each: Text) -> Brought:
    at = clock.now() + timedelta(seconds=each.number)
    sent = {
        "uuid": f"11111111-2222-4333-8444-{each.number:012}",
        "text": each.text,
        "attachments": [],
        "created_on": at.isoformat(),
    }
    content = {"contact": {"uuid": HANDLES[each.who]}, "input": sent, "results": {}}
    return Brought(json.dumps(content).encode(), {"Authorization": f"Token {SECRET}"})
