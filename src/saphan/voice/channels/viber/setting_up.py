"""The steps of set-up and self-test at Viber. Source: https://developers.viber.com/docs/api/rest-bot-api/#webhooks,
#get-account-info

Viber tries our address itself, signed, before it takes it (`webhook`).
"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Finding, Request, Response, Step, post_json
from saphan.voice.channels.viber.send import authorised

REPORTS = frozenset({"delivered", "seen", "failed"})
EVENTS = [*sorted(REPORTS), "subscribed", "unsubscribed", "conversation_started"]


def _ask_who_we_are(account: Account, address: str) -> Request:
    return post_json(f"{account.api}/pa/get_account_info", {}, authorised(account))


def _who_we_are(response: Response, account: Account, address: str) -> Finding:
    found = response.json()
    if response.ok and found.get("status") == 0 and found.get("id"):
        return Finding(True, _("Viber knows the bot."))
    if found.get("status") in (7, 9, 15):
        return Finding(False, _("Viber has blocked or suspended the bot, or not yet allowed it."))
    return Finding(False, _("Viber does not know this token."))


def _ask_to_bring(account: Account, address: str) -> Request:
    """Without names and pictures of whoever writes."""
    wanted = {"url": address, "event_types": EVENTS, "send_name": False, "send_photo": False}
    return post_json(f"{account.api}/pa/set_webhook", wanted, authorised(account))


def _brings(response: Response, account: Account, address: str) -> Finding:
    status = response.json().get("status")
    if response.ok and status == 0 and not isinstance(status, bool):
        return Finding(True, _("Viber tried our address, and brings messages here from now on."))
    if status == 1:
        return Finding(False, _("Viber could not reach our address. It needs https and a valid certificate."))
    return Finding(False, _("Viber did not take our address."))


def _where_to(response: Response, account: Account, address: str) -> Finding:
    found = response.json()
    if not response.ok or found.get("status") != 0:
        return Finding(False, _("Viber did not answer."))
    if found.get("webhook") != address:
        return Finding(False, _("Viber does not bring messages here yet."))
    told = found.get("event_types")
    if isinstance(told, list) and not REPORTS.issubset(str(each) for each in told):
        return Finding(False, _("Viber does not tell what was delivered and read. Connect it again."))
    return Finding(True, _("Messages come in."))


STEPS = (
    Step("known", _("Is the token right?"), _ask_who_we_are, _who_we_are),
    Step("connect", _("Let Viber bring messages here"), _ask_to_bring, _brings, acts=True),
    Step("comes", _("Do messages come in?"), _ask_who_we_are, _where_to),
)
