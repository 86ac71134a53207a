"""What we ask of RapidPro and TextIt. Source: https://textit.com/api/v2/messages, https://textit.com/api/v2/workspace

A message goes to a contact as it was written. A broadcast would read an @ in it as something to be filled in.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import (
    NOTHING_TO_ASK,
    Account,
    Finding,
    Outgoing,
    Request,
    Response,
    Step,
    get,
    post_json,
)
from saphan.voice.channels.events import File

BODY = (
    '@(json(object("contact", object("uuid", contact.uuid, "language", contact.language), '
    '"run", object("uuid", run.uuid), '
    '"input", if(input, object("uuid", input.uuid, "text", input.text, "attachments", input.attachments, '
    '"created_on", input.created_on), null), '
    '"results", foreach_value(results, extract_object, "name", "value", "category", "input"))))'
)
"""To be entered in the flow: what its own body leaves out is the name of the message, and its words."""


def send(outgoing: Outgoing, account: Account) -> Request:
    content = {"contact": outgoing.to, "text": outgoing.text}
    return post_json(f"{account.api}/api/v2/messages.json", content, _who_we_are(account))


def look(since: datetime, account: Account) -> tuple[Request, ...]:
    """What failed and what went out, the newest first; an older service has no folder for the first, and answers so."""
    after = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    asked = (urlencode({"folder": folder, "after": after}) for folder in ("failed", "sent"))
    return tuple(get(f"{account.api}/api/v2/messages.json?{each}", _who_we_are(account)) for each in asked)


def fetch(file: File, account: Account) -> Request:
    """From where the service keeps it; only its own machine is shown who we are."""
    ours = urlsplit(file.ref).netloc == urlsplit(account.api).netloc
    return get(file.ref, _who_we_are(account) if ours else {})


def _who_we_are(account: Account) -> Mapping[str, str]:
    return {"Authorization": f"Token {account['token']}"}


def _ask_who_we_are(account: Account, address: str) -> Request:
    return get(f"{account.api}/api/v2/workspace.json", _who_we_are(account))


def _who_it_is(response: Response, account: Account, address: str) -> Finding:
    if response.status in (401, 403):
        return Finding(False, _("The service does not know this token."))
    if not response.ok or not response.json().get("uuid"):
        return Finding(False, _("The service did not answer as it should. Look at its address."))
    return Finding(True, _("The service knows us."))


def _ask_nothing(account: Account, address: str) -> Request:
    return NOTHING_TO_ASK


def _what_to_enter(response: Response, account: Account, address: str) -> Finding:
    return Finding(True, _("Header: Authorization. Value: Token, a space, the secret. Body: %(body)s") % {"body": BODY})


STEPS = (
    Step("known", _("Does the service know us?"), _ask_who_we_are, _who_it_is),
    Step("flow", _("What to enter in the flow, at the step that calls a webhook (POST)"), _ask_nothing, _what_to_enter),
)
