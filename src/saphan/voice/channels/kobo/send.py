"""What we ask of KoboToolbox: nothing is sent there. Source: https://support.kobotoolbox.org/api.html, /api/v2/docs"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import NOTHING_TO_ASK, Account, Finding, Request, Response, Step, get, post_json
from saphan.voice.channels.events import File
from saphan.voice.channels.kobo.parse import SECRET


def fetch(file: File, account: Account) -> Request:
    """Only Kobo's own machine is shown who we are."""
    ours = urlsplit(file.ref).netloc == urlsplit(account.api).netloc
    return get(file.ref, _who_we_are(account) if ours else {})


def _who_we_are(account: Account) -> Mapping[str, str]:
    return {"Authorization": f"Token {account['token']}"} if account["token"] else {}


def _hooks(account: Account) -> str:
    return f"{account.api}/api/v2/assets/{account['form']}/hooks/?format=json"


def _ask_what_is_set(account: Account, address: str) -> Request:
    return get(_hooks(account), _who_we_are(account)) if account["token"] else NOTHING_TO_ASK


def _what_is_set(response: Response, account: Account, address: str) -> Finding:
    if not account["token"]:
        return Finding(False, _("Without a token we cannot look. Enter our address there by hand, as JSON."))
    if response.status in (401, 403, 404):
        return Finding(False, _("KoboToolbox does not know this token or this form."))
    hooks = response.json().get("results")
    if not response.ok or not isinstance(hooks, list):
        return Finding(False, _("KoboToolbox did not answer as it should. Look at its address."))
    ours = [each for each in hooks if isinstance(each, dict) and each.get("endpoint") == address and each.get("active")]
    if not ours:
        return Finding(False, _("KoboToolbox does not bring forms here yet."))
    if any(each.get("failed_count") for each in ours):
        return Finding(False, _("Forms failed to come. Send them again there: Settings, REST Services."))
    return Finding(True, _("Forms come in."))


def _ask_to_bring(account: Account, address: str) -> Request:
    if not account["token"]:
        return NOTHING_TO_ASK
    content = {
        "name": "Saphan",
        "endpoint": address,
        "active": True,
        "export_type": "json",
        "auth_level": "no_auth",
        "email_notification": True,
        "settings": {"custom_headers": {SECRET.title(): account["secret"]}},
    }
    return post_json(_hooks(account), content, _who_we_are(account))


def _brings(response: Response, account: Account, address: str) -> Finding:
    if response.ok:
        return Finding(True, _("KoboToolbox brings each new form here from now on."))
    return Finding(False, _("KoboToolbox did not take our address. Enter it there by hand, as JSON."))


STEPS = (
    Step("connect", _("Let KoboToolbox bring forms here"), _ask_to_bring, _brings, acts=True),
    Step("comes", _("Do forms come in?"), _ask_what_is_set, _what_is_set),
)
