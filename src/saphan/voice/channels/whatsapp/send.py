"""What we ask of WhatsApp. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages"""

from typing import Any

from saphan.voice.channels.contract import Account, Choice, Outgoing, Request, get, post_json
from saphan.voice.channels.events import File
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.meta.graph import bearer, with_numbers
from saphan.voice.channels.whatsapp.people import USER_ID

BUTTON, ABOVE_BUTTONS = 20, 1024  # letters of a button, and of the text above it


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message, without a preview of addresses in it: a preview tells their owners that somebody looked."""
    known_by = {"biz_opaque_callback_data": str(outgoing.once)}  # comes back with each report
    content = {"messaging_product": "whatsapp", **_whom(outgoing.to), **_what(outgoing), **known_by}
    return post_json(f"{account.api}/{account['number']}/messages", content, bearer(account))


def fetch(file: File, account: Account) -> Request:
    """First where the file is; `status.fetched` asks for the file itself."""
    return get(f"{account.api}/{file.ref}?phone_number_id={account['number']}", bearer(account))


def _whom(to: str) -> dict[str, str]:
    """A number, the id of a person, or a group, which is told once that we do not read it."""
    if to.startswith("+"):
        return {"recipient_type": "individual", "to": to}
    if USER_ID.fullmatch(to):
        return {"recipient_type": "individual", "recipient": to}
    return {"recipient_type": "group", "to": to}


def _what(outgoing: Outgoing) -> dict[str, Any]:
    if outgoing.template is not None:
        template = {"name": outgoing.template.name, "language": {"code": outgoing.template.language}}
        return {"type": "template", "template": template}
    if outgoing.choices:
        return _with_choices(outgoing.text, outgoing.choices)
    return {"type": "text", "text": {"preview_url": False, "body": outgoing.text}}


def _with_choices(text: str, choices: tuple[Choice, ...]) -> dict[str, Any]:
    """Buttons; where her language is too long for them, their numbers; in a very long text the numbers alone."""
    if any(utf16_units(choice.label) > BUTTON for choice in choices) or utf16_units(text) > ABOVE_BUTTONS:
        text, choices = with_numbers(text, choices)
    if utf16_units(text) > ABOVE_BUTTONS:
        return {"type": "text", "text": {"preview_url": False, "body": text}}
    buttons = [{"type": "reply", "reply": {"id": choice.code, "title": choice.label}} for choice in choices]
    interactive = {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}
    return {"type": "interactive", "interactive": interactive}
