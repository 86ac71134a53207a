"""What both channels enter and try on the set-up page.

Source: https://developers.facebook.com/docs/graph-api/reference/app/subscriptions
"""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Field, Finding, Request, Response, Step, Words, get, post_form
from saphan.voice.channels.fields import LETTERS, new_secret
from saphan.voice.channels.meta.graph import as_app, bearer, refusal_in, rows

ID = r"\d{5,25}"
TOKEN = r"[A-Za-z0-9|._-]{20,600}"
NOT_TAKEN = _("Meta does not take this token. Make a new one, which does not end.")
NO_ANSWER = _("Meta did not answer.")

APP = Field("app", _("App ID"), _("On the first page of your app at developers.facebook.com."), pattern=ID)
APP_SECRET = Field(
    "app_secret",
    _("App secret"),
    _("In your app under App settings, Basic. Meta signs with it; without it nothing is taken in."),
    secret=True,
    pattern=r"[0-9a-fA-F]{32}",
)
VERIFY_TOKEN = Field(
    "verify_token",
    _("Verify token"),
    _("Leave it empty: we make one, and tell it to Meta."),
    secret=True,
    pattern=LETTERS,
    made=new_secret,
)
TEMPLATE = Field(
    "template",
    _("Name of the approved template"),
    _("It asks her to write when the time is over. It must say nothing of her: “There is news. Write to us.”"),
    optional=True,
    pattern=r"[a-z0-9_]{1,512}",
)
LANGUAGES = Field(
    "template_languages",
    _("Languages in which it is approved"),
    _("As Meta writes them, with commas, first the one for everybody else: en, th, hi."),
    optional=True,
    pattern=r"[a-z]{2,3}(_[A-Z]{2,3})?(\s*,\s*[a-z]{2,3}(_[A-Z]{2,3})?)*",
)


def connect(kind: str, fields: str) -> Step:
    """Tell the app where to bring messages; Meta asks our address at once whether it is ours."""

    def ask(account: Account, address: str) -> Request:
        content = {
            "object": kind,
            "callback_url": address,
            "fields": fields,
            "verify_token": account["verify_token"],
            "include_values": "true",
        }
        return post_form(f"{account.api}/{account['app']}/subscriptions", content, as_app(account))

    def read(response: Response, account: Account, address: str) -> Finding:
        if response.ok and response.json().get("success") is True:
            return Finding(True, _("Meta brings messages here from now on."))
        return Finding(False, _("Meta did not take our address. It must begin with https and be reachable."))

    return Step("connect", _("Let Meta bring messages here"), ask, read, acts=True)


def comes(kind: str, fields: str) -> Step:
    """Whether the app brings them here, and all kinds that we read."""

    def ask(account: Account, address: str) -> Request:
        return get(f"{account.api}/{account['app']}/subscriptions", as_app(account))

    def read(response: Response, account: Account, address: str) -> Finding:
        if not response.ok:
            return Finding(False, _("Meta does not know this app, or its secret is another."))
        ours = [each for each in rows(response) if each.get("object") == kind and each.get("active") is not False]
        if not any(each.get("callback_url") == address for each in ours):
            return Finding(False, _("Meta does not bring messages here yet."))
        if not set(fields.split(",")) <= {_named(each) for one in ours for each in one.get("fields") or []}:
            return Finding(False, _("Meta does not bring everything. Let it bring messages here once more."))
        return Finding(True, _("Messages come in."))

    return Step("comes", _("Do messages come in?"), ask, read)


def templates(owner: str) -> Step:
    """Whether every language that was entered is approved. owner: the field with whose name they are kept.

    Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
    """

    def ask(account: Account, address: str) -> Request:
        query = urlencode({"name": account["template"] or "none", "fields": "name,status,language", "limit": 100})
        return get(f"{account.api}/{account[owner]}/message_templates?{query}", bearer(account))

    def read(response: Response, account: Account, address: str) -> Finding:
        if not account["template"]:
            return Finding(True, _("No template: when the time is over, an answer waits until she writes again."))
        if not response.ok:
            return refused(response, _("Meta does not show its templates to this token."))
        ours = [each for each in rows(response) if each.get("name") == account["template"]]
        approved = {each.get("language") for each in ours if each.get("status") == "APPROVED"}
        entered = {each.strip() for each in account["template_languages"].split(",") if each.strip()} or {"en"}
        if entered <= approved:
            return Finding(True, _("The template is approved in every language that you entered."))
        return Finding(False, _("Meta has not approved this template in every language that you entered."))

    return Step("template", _("Is the template approved?"), ask, read)


def refused(response: Response, otherwise: Words) -> Finding:
    """A token that Meta does not take is said to be one; else the words of the step."""
    refusal = refusal_in(response)
    if refusal is None:
        return Finding(False, NO_ANSWER)
    return Finding(False, NOT_TAKEN if refusal.code in (102, 190) else otherwise)


def _named(field: object) -> str:
    """Of a subscribed field: an object with its name, in older answers the name alone."""
    return str(field.get("name", "")) if isinstance(field, dict) else str(field)
