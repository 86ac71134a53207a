"""Meta signs each request with the app secret, over the bytes as they came, and asks once whether the address is ours.

Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#event-notifications

No time is signed. What is brought again has the same ids, and is the same event.
"""

import re

from saphan.voice.channels.contract import Account, Answer, Received
from saphan.voice.channels.signing import hmac_hex, same

HEADER = "x-hub-signature-256"  # the older one, with SHA-1, opens nothing
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{1,200}")


def verify(received: Received, account: Account) -> bool:
    expected = hmac_hex(received.body, account["app_secret"])
    return bool(expected) and same(received.header(HEADER), f"sha256={expected}")


def challenge(received: Received, account: Account) -> Answer | None:
    """Say the word back to whoever knows the token that we gave to Meta."""
    word = received.asked("hub.challenge")
    known = same(received.asked("hub.verify_token"), account["verify_token"])
    if not known or received.asked("hub.mode") != "subscribe" or not CHALLENGE.fullmatch(word):
        return None
    return Answer(body=word.encode())
