"""The set-up page of WhatsApp: each step asks once.

Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Finding, Request, Response, Step, get, post_form
from saphan.voice.channels.meta.graph import bearer, rows
from saphan.voice.channels.meta.setting_up import comes, connect, refused, templates

KIND, FIELDS = "whatsapp_business_account", "messages"


def _ask_who_we_are(account: Account, address: str) -> Request:
    return get(f"{account.api}/{account['number']}?fields=id", bearer(account))


def _who_we_are(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("id") == account["number"]:
        return Finding(True, _("WhatsApp knows the number."))
    return refused(response, _("WhatsApp does not know this number, or the token may not use it."))


def _ask_to_hand_over(account: Account, address: str) -> Request:
    return post_form(f"{account.api}/{account['business']}/subscribed_apps", {}, bearer(account))


def _hands_over(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("success") is True:
        return Finding(True, _("The account gives its messages to your app from now on."))
    return refused(response, _("The account does not give its messages to your app."))


def _ask_whom(account: Account, address: str) -> Request:
    return get(f"{account.api}/{account['business']}/subscribed_apps", bearer(account))


def _whom(response: Response, account: Account, address: str) -> Finding:
    if not response.ok:
        return refused(response, _("WhatsApp does not know this account, or the token may not use it."))
    apps = [each.get("whatsapp_business_api_data") or {} for each in rows(response)]
    if any(isinstance(each, dict) and each.get("id") == account["app"] for each in apps):
        return Finding(True, _("The account gives its messages to your app."))
    return Finding(False, _("The account does not give its messages to your app yet."))


STEPS = (
    Step("known", _("Are number and token right?"), _ask_who_we_are, _who_we_are),
    connect(KIND, FIELDS),
    Step("hand", _("Let the account give its messages to your app"), _ask_to_hand_over, _hands_over, acts=True),
    comes(KIND, FIELDS),
    Step("whom", _("Does the account give its messages to your app?"), _ask_whom, _whom),
    templates("business"),
)
