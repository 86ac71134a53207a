"""The set-up page of Messenger: each step asks once.

Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
and https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api
"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Finding, Request, Response, Step, get, post_form, post_json
from saphan.voice.channels.messenger.parse import START
from saphan.voice.channels.meta.graph import bearer, rows
from saphan.voice.channels.meta.setting_up import comes, connect, refused, templates

KIND = "page"
FIELDS = (
    "messages,messaging_postbacks,messaging_referrals,message_edits,"
    "message_deliveries,message_reads,message_echoes,standby"
)


def _ask_who_we_are(account: Account, address: str) -> Request:
    return get(f"{account.api}/{account['page']}?fields=id", bearer(account))


def _who_we_are(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("id") == account["page"]:
        return Finding(True, _("Facebook knows the page."))
    return refused(response, _("Facebook does not know this page, or the token is not the page's own."))


def _ask_to_hand_over(account: Account, address: str) -> Request:
    content = {"subscribed_fields": FIELDS}
    return post_form(f"{account.api}/{account['page']}/subscribed_apps", content, bearer(account))


def _hands_over(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("success") is True:
        return Finding(True, _("The page gives its messages to your app from now on."))
    return refused(response, _("The page does not give its messages to your app."))


def _ask_whom(account: Account, address: str) -> Request:
    return get(f"{account.api}/{account['page']}/subscribed_apps", bearer(account))


def _whom(response: Response, account: Account, address: str) -> Finding:
    """Every kind that we read must be among what the page gives."""
    if not response.ok:
        return refused(response, _("Facebook does not know this page, or the token is not the page's own."))
    given = [each.get("subscribed_fields") or [] for each in rows(response) if each.get("id") == account["app"]]
    if any(isinstance(fields, list) and set(FIELDS.split(",")) <= set(map(str, fields)) for fields in given):
        return Finding(True, _("The page gives its messages to your app."))
    return Finding(False, _("The page does not give all its messages to your app yet."))


def _ask_for_a_button(account: Account, address: str) -> Request:
    content = {"get_started": {"payload": START}}
    return post_json(f"{account.api}/{account['page']}/messenger_profile", content, bearer(account))


def _has_a_button(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("result") == "success":
        return Finding(True, _("Whoever opens the chat sees a button to begin. Links of posters are known by it."))
    return refused(response, _("Facebook did not take the button."))


STEPS = (
    Step("known", _("Are page and token right?"), _ask_who_we_are, _who_we_are),
    connect(KIND, FIELDS),
    Step("hand", _("Let the page give its messages to your app"), _ask_to_hand_over, _hands_over, acts=True),
    Step("start", _("Show a button to begin"), _ask_for_a_button, _has_a_button, acts=True),
    comes(KIND, FIELDS),
    Step("whom", _("Does the page give its messages to your app?"), _ask_whom, _whom),
    templates("page"),
)
