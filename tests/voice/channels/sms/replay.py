"""SMS by Twilio in the storm. It brings what nobody took again under the same name, and never says when it was sent."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from saphan.voice.channels.signing import over_address_and_fields
from tests.voice.channels.replaying import PEOPLE, Brought, Text
from tests.voice.channels.sms.provider import OURS, SID, TOKEN
from tests.voice.channels.sms.provider import Twilio as Provider

__all__ = ["ENTERED", "HANDLES", "TELLS_TIME", "Provider", "brought"]

ENTERED = {"sid": SID, "token": TOKEN, "number": OURS}
HANDLES = [f"+668100000{who:02}" for who in range(PEOPLE)]
TELLS_TIME = False


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_form(each) for each in texts]


def _form(each: Text) -> Brought:
    fields = {"MessageSid": f"SM{each.number:032x}", "From": HANDLES[each.who], "To": OURS, "Body": each.text}

    def signs(address: str) -> Mapping[str, str]:
        return {"X-Twilio-Signature": over_address_and_fields(address, fields.items(), TOKEN)}

    return Brought(urlencode(fields).encode(), kind="application/x-www-form-urlencoded", signs=signs)
