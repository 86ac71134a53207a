"""What we ask of Twilio about a telephone line: nothing is sent by it, she is rung by a person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Account, Finding, Request, Response, Step, get
from saphan.voice.channels.phone.call import STATUS
from saphan.voice.channels.sms.send import ask_who_we_are, read_who_we_are


def _ask_where_to(account: Account, address: str) -> Request:
    return get(twilio.numbers(account), twilio.who_we_are(account))


def _where_to(response: Response, account: Account, address: str) -> Finding:
    found = response.json().get("incoming_phone_numbers")
    if not response.ok or not isinstance(found, list):
        return Finding(False, _("Twilio did not answer."))
    number = found[0] if found and isinstance(found[0], dict) else None
    if number is None:
        return Finding(False, _("This number is not yours at Twilio."))
    elsewhere = number.get("voice_application_sid") or number.get("trunk_sid")
    if elsewhere or not _is_posted(number, "voice_url", "voice_method", address):
        return Finding(False, _("Put our address at “A call comes in”, with HTTP POST, and save."))
    if not _is_posted(number, "status_callback", "status_callback_method", f"{address}?step={STATUS}"):
        return Finding(False, _("Calls come in. For missed calls, put our address with ?step=status at “Call status”."))
    return Finding(True, _("Calls and missed calls come in."))


def _is_posted(number: dict[str, Any], where: str, how: str, address: str) -> bool:
    return number.get(where) == address and number.get(how, "POST") == "POST"


STEPS = (
    Step("known", _("Are SID and token right?"), ask_who_we_are, read_who_we_are),
    Step("comes", _("Do calls come in?"), _ask_where_to, _where_to),
)
