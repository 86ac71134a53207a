"""What we ask of Messenger. Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/send-api"""

from typing import Any

from saphan.voice.channels.contract import Account, Outgoing, Request, get, post_json
from saphan.voice.channels.events import File
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.messenger.parse import CHOICE
from saphan.voice.channels.meta.graph import bearer, with_numbers

BUTTON = 20  # letters of a quick reply


def send(outgoing: Outgoing, account: Account) -> Request:
    known_by = {"metadata": str(outgoing.once)}  # comes back with the echo
    content = {"recipient": {"id": outgoing.to}, **_ground(outgoing), "message": {**_message(outgoing), **known_by}}
    return post_json(f"{account.api}/{account['page']}/messages", content, bearer(account))


def fetch(file: File, account: Account) -> Request:
    """The address came with the message; it is signed for whoever has it, so that no token goes along."""
    return get(file.ref)


def _ground(outgoing: Outgoing) -> dict[str, str]:
    """Why it may be sent: an answer within the day, approved words, or a person's answer after the day."""
    if outgoing.template is not None:
        return {"messaging_type": "UTILITY"}
    if outgoing.late:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"messaging_type": "RESPONSE"}


def _message(outgoing: Outgoing) -> dict[str, Any]:
    """Where her language is too long for the buttons, they carry numbers, and the text says what these are."""
    if outgoing.template is not None:
        return {"template": {"name": outgoing.template.name, "language": {"code": outgoing.template.language}}}
    text, choices = outgoing.text, outgoing.choices
    if any(utf16_units(choice.label) > BUTTON for choice in choices):
        text, choices = with_numbers(text, choices)
    if not choices:
        return {"text": text}
    replies = [{"content_type": "text", "title": choice.label, "payload": CHOICE + choice.code} for choice in choices]
    return {"text": text, "quick_replies": replies}
