"""The steps of set-up and self-test at LINE. Source: https://developers.line.biz/en/reference/messaging-api/
#get-bot-info, #set-webhook-endpoint-url, #get-webhook-endpoint-information, #test-webhook-endpoint, #get-quota,
#get-consumption
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from saphan.voice.channels.contract import Account, Finding, Request, Response, Step, get, post_json
from saphan.voice.channels.line.send import bearer

WEBHOOK = "/v2/bot/channel/webhook/endpoint"


def _ask_who_we_are(account: Account, address: str) -> Request:
    return get(f"{account.api}/v2/bot/info", bearer(account))


def _who_we_are(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("userId"):
        return Finding(True, _("LINE knows the account."))
    return Finding(False, _("LINE does not know this token."))


def _ask_to_bring(account: Account, address: str) -> Request:
    asked = post_json(account.api + WEBHOOK, {"endpoint": address}, bearer(account))
    return Request("PUT", asked.url, asked.headers, asked.body)


def _brings(response: Response, account: Account, address: str) -> Finding:
    if response.ok:
        return Finding(True, _("LINE knows our address from now on."))
    return Finding(False, _("LINE did not take our address. It must begin with https and be reachable."))


def _ask_where_to(account: Account, address: str) -> Request:
    return get(account.api + WEBHOOK, bearer(account))


def _where_to(response: Response, account: Account, address: str) -> Finding:
    found = response.json()
    if response.status == 404 or (response.ok and found.get("endpoint") != address):
        return Finding(False, _("LINE does not bring messages here yet."))
    if not response.ok:
        return Finding(False, _("LINE did not answer."))
    if found.get("active") is not True:
        return Finding(False, _("Switch on “Use webhook” in the LINE Developers Console."))
    return Finding(True, _("LINE brings messages here."))


def _ask_for_a_try(account: Account, address: str) -> Request:
    return post_json(f"{account.api}/v2/bot/channel/webhook/test", {"endpoint": address}, bearer(account))


def _tried(response: Response, account: Account, address: str) -> Finding:
    """LINE sends us a signed request without events: our own door says what is wrong with it."""
    found = response.json()
    if response.ok and found.get("success") is True:
        return Finding(True, _("A try of LINE came in, rightly signed."))
    if found.get("statusCode") == 403:
        return Finding(False, _("The channel secret is not the right one."))
    return Finding(False, _("LINE could not reach us."))


def _ask_how_many(account: Account, address: str) -> Request:
    return get(f"{account.api}/v2/bot/message/quota", bearer(account))


def _how_many(response: Response, account: Account, address: str) -> Finding:
    found = response.json()
    if response.ok and found.get("type") == "none":
        return Finding(True, _("Your plan sets no limit."))
    if response.ok and isinstance(found.get("value"), int):
        count = found["value"]
        words = ngettext(
            "Your plan allows %(count)d message a month.", "Your plan allows %(count)d messages a month.", count
        )
        return Finding(True, words % {"count": count})
    return Finding(False, _("LINE did not answer."))


def _ask_how_many_went(account: Account, address: str) -> Request:
    return get(f"{account.api}/v2/bot/message/quota/consumption", bearer(account))


def _how_many_went(response: Response, account: Account, address: str) -> Finding:
    used = response.json().get("totalUsage")
    if response.ok and isinstance(used, int):
        words = ngettext("%(count)d message went out this month.", "%(count)d messages went out this month.", used)
        return Finding(True, words % {"count": used})
    return Finding(False, _("LINE did not answer."))


STEPS = (
    Step("known", _("Is the token right?"), _ask_who_we_are, _who_we_are),
    Step("connect", _("Let LINE bring messages here"), _ask_to_bring, _brings, acts=True),
    Step("comes", _("Does LINE bring messages here?"), _ask_where_to, _where_to),
    Step("tried", _("Does a try of LINE arrive, and is the secret right?"), _ask_for_a_try, _tried),
    Step("allowed", _("How many messages does your plan allow?"), _ask_how_many, _how_many),
    Step("used", _("How many went out this month?"), _ask_how_many_went, _how_many_went),
)
