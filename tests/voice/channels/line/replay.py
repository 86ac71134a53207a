"""LINE in the storm."""

import json
from collections.abc import Iterable

from saphan.voice.channels.signing import hmac_base64
from tests.voice.channels.line.provider import SECRET, TOKEN, Line
from tests.voice.channels.replaying import PEOPLE, Brought, Text

ENTERED = {"token": TOKEN, "secret": SECRET}
HANDLES = [f"U{who:032x}" for who in range(PEOPLE)]
BEGAN = 1772442000_000  # 2 March 2026, 09:00 UTC


class Provider(Line):
    """With a plan that is large enough."""

    def __init__(self) -> None:
        super().__init__()
        self.quota = 100_000

    def texts(self) -> list[str]:
        return [each["messages"][0]["text"] for each in self.taken]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_signed(each) for each in texts]


def _signed(said: Text) -> Brought:
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": BEGAN + said.number * 1000,
        "source": {"type": "user", "userId": HANDLES[said.who]},
        "webhookEventId": f"01KJSTORM{said.number:017d}",
        "deliveryContext": {"isRedelivery": bool(said.number % 2)},
        "replyToken": f"token-{said.number}",
        "message": {"type": "text", "id": str(said.number + 1), "text": said.text, "quoteToken": "q"},
    }
    body = json.dumps({"destination": "Ub0", "events": [event]}).encode()
    return Brought(body, {"X-Line-Signature": hmac_base64(body, SECRET)})
