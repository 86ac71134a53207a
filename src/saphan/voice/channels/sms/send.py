"""What we ask of Twilio. Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Account, Finding, Outgoing, Request, Response, Step, get, post_form


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message; Twilio tells our webhook how far it came, where that has https: it refuses any other address.

    Our own name of it stands in that address: it is found also where Twilio's answer to this was lost.
    """
    content = {"To": outgoing.to, "From": account["number"], "Body": outgoing.text}
    if account.address.startswith("https://"):
        content["StatusCallback"] = f"{account.address}?once={outgoing.once}"
    return post_form(twilio.resource(account, "/Messages.json"), content, twilio.who_we_are(account))


def ask_who_we_are(account: Account, address: str) -> Request:
    return get(twilio.resource(account, ".json"), twilio.who_we_are(account))


def read_who_we_are(response: Response, account: Account, address: str) -> Finding:
    state, kind = response.json().get("status"), response.json().get("type")
    if not response.ok:
        return Finding(False, _("Twilio does not know this SID with this token."))
    if state != "active":
        return Finding(False, _("Twilio has stopped this account."))
    if kind == "Trial":
        return Finding(False, _("It is a trial: it writes only to numbers that you named there."))
    return Finding(True, _("Twilio knows us."))


def _ask_where_to(account: Account, address: str) -> Request:
    return get(twilio.numbers(account), twilio.who_we_are(account))


def _where_to(response: Response, account: Account, address: str) -> Finding:
    found = response.json().get("incoming_phone_numbers")
    if not response.ok or not isinstance(found, list):
        return Finding(False, _("Twilio did not answer."))
    number = found[0] if found and isinstance(found[0], dict) else None
    if number is None:
        return Finding(False, _("This number is not yours at Twilio."))
    elsewhere = number.get("sms_application_sid") or number.get("sms_method", "POST") != "POST"
    if elsewhere or number.get("sms_url") != address:
        return Finding(False, _("Put our address at “A message comes in”, with HTTP POST, and save."))
    return Finding(True, _("Messages come in."))


STEPS = (
    Step("known", _("Are SID and token right?"), ask_who_we_are, read_who_we_are),
    Step("comes", _("Do messages come in?"), _ask_where_to, _where_to),
)
