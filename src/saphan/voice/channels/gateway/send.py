"""What we ask of the app. Source: https://docs.sms-gate.app/integration/api"""

import base64
from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Finding, Outgoing, Request, Response, Step, get, post_json
from saphan.voice.channels.gateway.declaration import PLAIN


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message under a name of ours, by which the app reports on it."""
    name = str(outgoing.once)
    if account["speaks"] == PLAIN:
        return post_json(account.api, {"id": name, "to": outgoing.to, "text": outgoing.text}, _who_we_are(account))
    content = {
        "id": name,
        "phoneNumbers": [outgoing.to],
        "textMessage": {"text": outgoing.text},
        "withDeliveryReport": True,
    }
    return post_json(f"{account.api}/messages", content, _who_we_are(account))


def _who_we_are(account: Account) -> Mapping[str, str]:
    if not account["password"]:
        return {}
    if not account["user"]:
        return {"Authorization": f"Bearer {account['password']}"}
    pair = base64.b64encode(f"{account['user']}:{account['password']}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def _ask_whether_there(account: Account, address: str) -> Request:
    path = "" if account["speaks"] == PLAIN else "/webhooks"
    return get(account.api + path, _who_we_are(account))


def _is_there(response: Response, account: Account, address: str) -> Finding:
    if response.status in (401, 403):
        return Finding(False, _("The app is there, and does not know this user name or password."))
    if response.ok or (account["speaks"] == PLAIN and response.status in (400, 404, 405)):
        return Finding(True, _("The app is there. Send an SMS to its number to see it come in."))
    return Finding(False, _("The app did not answer as it should. Look whether the phone is on."))


def _asks_to_bring(event: str) -> Callable[[Account, str], Request]:
    """The app wants each kind of event named by itself."""

    def ask(account: Account, address: str) -> Request:
        return post_json(f"{account.api}/webhooks", {"event": event, "url": address}, _who_we_are(account))

    return ask


def _brings(response: Response, account: Account, address: str) -> Finding:
    if response.ok:
        return Finding(True, _("The app tells us from now on."))
    return Finding(False, _("The app did not take our address. Enter it there by hand."))


STEPS = (
    Step("there", _("Is the app there?"), _ask_whether_there, _is_there),
    Step("connect", _("Let the app bring messages here"), _asks_to_bring("sms:received"), _brings, acts=True),
    Step("arrived", _("Let it tell what arrived"), _asks_to_bring("sms:delivered"), _brings, acts=True),
    Step("failed", _("Let it tell what failed"), _asks_to_bring("sms:failed"), _brings, acts=True),
)
