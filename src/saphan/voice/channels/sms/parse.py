"""Forms that Twilio posts. Sources: https://www.twilio.com/docs/messaging/guides/webhook-request (what she sent),
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status (how far an answer came).

Twilio says no time: ours. Where she is (FromCity, FromZip) is not taken over.
"""

import re
from datetime import datetime

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.events import Began, Elsewhere, Event, File, Kind, Reached, Said, State, Stopped, Where
from saphan.voice.channels.sms import status
from saphan.voice.channels.sms.words import closes, opens
from saphan.voice.inbound import Handle

Form = dict[str, str]
NAME = re.compile(r"(SM|MM)[0-9a-f]{32}")
STATES = {
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.READ,
    "undelivered": State.FAILED,
    "failed": State.FAILED,
    "canceled": State.FAILED,
}
ON_ITS_WAY = frozenset({"accepted", "scheduled", "queued", "sending", "partially_delivered"})
MOST_FILES = 10


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    form = twilio.fields_of(received)
    name = form.get("MessageSid") or form.get("SmsSid", "")
    if not NAME.fullmatch(name):
        raise NotRead
    if "MessageStatus" in form:
        return _reached(name, form, received.at, received.asked("once"))
    return _came(name, form, received.at)


def _reached(name: str, form: Form, at: datetime, once: str) -> tuple[Event, ...]:
    said = form["MessageStatus"]
    if said in ON_ITS_WAY:
        return ()
    if said not in STATES:
        raise NotRead
    state = STATES[said]
    if state != State.FAILED:
        return (Reached(f"{name}:{said}", at, name, state, once=once),)
    code = form.get("ErrorCode", "")
    code = code if code.isascii() and code.isdecimal() else ""
    return (Reached(f"{name}:{said}", at, name, state, status.refused_later(code), code[:10], once),)


def _came(name: str, form: Form, at: datetime) -> tuple[Event, ...]:
    """A network's own messages come from a name or a short number that nobody can answer: no event."""
    if "From" not in form or ":" in form["From"]:  # whatsapp:, messenger: are other channels
        raise NotRead
    number = twilio.number_of(form["From"])
    if not number:
        return ()
    handle, text = Handle("phone", number), form.get("Body", "")
    if any(key.startswith("OtherRecipients") for key in form):
        return (Elsewhere(name, at, Where.GROUP, handle),)
    if form.get("OptOutType") == "STOP" or closes(text):
        return (Stopped(name, at, handle),)
    if form.get("OptOutType") == "START" or opens(text):
        return (Began(name, at, handle),)
    kind, files = _files(form)
    return (Said(name, at, handle, text, kind, files, name),)


def _files(form: Form) -> tuple[Kind, tuple[File, ...]]:
    """What the message is, and those files of it that can be kept."""
    number = form.get("NumMedia", "0")
    if not (number.isascii() and number.isdecimal() and int(number) <= MOST_FILES):
        raise NotRead
    found = [_file(form, place) for place in range(int(number))]
    kept = tuple(file for file in found if file.kind in (Kind.PHOTO, Kind.VOICE))
    kinds = [file.kind for file in (*kept, *found)]
    return (kinds[0] if kinds else Kind.TEXT), kept


def _file(form: Form, place: int) -> File:
    url, media_type = form.get(f"MediaUrl{place}", ""), form.get(f"MediaContentType{place}", "")
    if not url.startswith("http"):
        raise NotRead
    return File(_kind(media_type), url, media_type)


def _kind(media_type: str) -> Kind:
    if media_type in ("text/vcard", "text/x-vcard"):
        return Kind.CONTACT
    of = {"image": Kind.PHOTO, "audio": Kind.VOICE, "video": Kind.VIDEO}
    return of.get(media_type.partition("/")[0], Kind.DOCUMENT)
