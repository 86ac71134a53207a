"""SMS by a phone of one's own in the storm: each is signed anew when it is brought again."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from saphan.store import clock
from tests.voice.channels.gateway.provider import PASSWORD, USER
from tests.voice.channels.gateway.provider import Phone as Provider
from tests.voice.channels.replaying import PEOPLE, Brought, Text

__all__ = ["ENTERED", "HANDLES", "Provider", "brought"]

SECRET = "a-secret-of-ours"
ENTERED = {"server": "https://sms.example/v1", "user": USER, "password": PASSWORD, "secret": SECRET, "country": "TH"}
HANDLES = [f"+668100000{who:02}" for who in range(PEOPLE)]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_event(each) for each in texts]


def _event(each: Text) -> Brought:
    at = clock.now() + timedelta(seconds=each.number)
    content = {"messageId": "same", "message": each.text, "sender": HANDLES[each.who], "receivedAt": at.isoformat()}
    body = json.dumps({"event": "sms:received", "id": f"ev-{each.number}", "payload": content}).encode()

    def signs(address: str) -> Mapping[str, str]:
        stamp = str(int(clock.now().timestamp()))
        made = hmac.new(SECRET.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
        return {"X-Signature": made, "X-Timestamp": stamp}

    return Brought(body, signs=signs)
