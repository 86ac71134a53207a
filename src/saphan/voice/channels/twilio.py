"""What SMS and telephone by Twilio have in common. Pure.

Source: https://www.twilio.com/docs/usage/security#validating-requests, https://www.twilio.com/docs/iam/access-tokens#basic
"""

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import (
    Account,
    Answer,
    Content,
    Cut,
    Failed,
    Field,
    Inside,
    Received,
    Request,
    Response,
    by_status,
    get,
)
from saphan.voice.channels.events import File, Why
from saphan.voice.channels.signing import over_address_and_fields, same

API = "https://api.twilio.com"
VERSION = "2010-04-01"
SIGNATURE = "x-twilio-signature"
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
HIDDEN = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
"""What stands for a withheld number: the words anonymous, restricted, blocked, unknown, unavailable."""

FIELDS = (
    Field("sid", _("Account SID"), _("On the first page of Twilio's console."), pattern=r"AC[0-9a-f]{32}"),
    Field("token", _("Auth token"), _("Beside it. It also proves what Twilio brings."), True, pattern=r"[0-9a-f]{32}"),
    Field("number", _("Your number there"), _("With + and the country: +66…"), pattern=NUMBER.pattern),
)


def verify(received: Received, account: Account) -> bool:
    """Twilio signs the address and the form. There is no time in it: what is brought twice has the same name."""
    try:
        fields = received.form()
    except Cut:
        return False
    given, token = received.header(SIGNATURE), account["token"]
    return any(same(given, over_address_and_fields(each, fields, token)) for each in _addresses(received.address))


def _addresses(called: str) -> tuple[str, ...]:
    """With its port and without: Twilio signs an address with a port of its own now in one way, now in the other."""
    parts = urlsplit(called)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return tuple(parts._replace(netloc=each).geturl() for each in (f"{parts.hostname}", f"{parts.hostname}:{port}"))


def says_nothing(received: Received, account: Account, inside: Inside) -> Answer:
    """An SMS is answered later and by itself; Twilio wants to read that in its own language."""
    return Answer(200, "text/xml; charset=utf-8", b"<Response/>")


def fields_of(received: Received) -> dict[str, str]:
    """Of the form; the last of equal names. Raises Cut."""
    found = dict(received.form())
    if not found:
        raise Cut
    return found


def number_of(value: str) -> str:
    """`+` and digits; empty for a withheld number, a short one, or a name instead of one."""
    return value if NUMBER.fullmatch(value) and value not in HIDDEN else ""


def resource(account: Account, path: str) -> str:
    return f"{account.api}/{VERSION}/Accounts/{account['sid']}{path}"


def numbers(account: Account) -> str:
    """Where Twilio says what it does with our number."""
    return resource(account, f"/IncomingPhoneNumbers.json?PhoneNumber={quote(account['number'])}")


def who_we_are(account: Account) -> Mapping[str, str]:
    pair = base64.b64encode(f"{account['sid']}:{account['token']}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def fetch(file: File, account: Account) -> Request:
    """With our token only where it is Twilio's own server that is asked."""
    return get(file.ref, who_we_are(account) if file.ref.startswith(f"{account.api}/") else {})


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """A recording may take some seconds to be there: 404 is asked again."""
    if response.ok:
        return Content(response.body, response.headers.get("content-type", file.media_type))
    return Failed(Why.RETRY, "404") if response.status == 404 else by_status(response)
