"""Callbacks of Viber. Source: https://developers.viber.com/docs/api/rest-bot-api/#callbacks

One request carries one event. Names and pictures are not asked for (see set_webhook), and not taken over where they
come all the same. `message_token` stays the same when Viber brings an event again; of what we sent it is the name.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from mimetypes import guess_type
from typing import Any

from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.events import (
    Began,
    Elsewhere,
    Event,
    File,
    Kind,
    Reached,
    ReachedAll,
    Said,
    State,
    Stopped,
    Where,
    Why,
)
from saphan.voice.channels.in_parts import FAULTS
from saphan.voice.channels.signing import hmac_hex, same
from saphan.voice.inbound import Handle

SIGNATURE = "x-viber-content-signature"
Part = dict[str, Any]


def verify(received: Received, account: Account) -> bool:
    """HMAC-SHA256 with the bot's token over the bytes, in hexadecimal."""
    return same(received.header(SIGNATURE), hmac_hex(received.body, account["token"]))


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    """No event for Viber's own try of our address (`webhook`)."""
    callback = received.json()
    try:
        found = [read(callback) for read in KINDS[callback["event"]]]
        return tuple(each for each in found if each)
    except FAULTS:
        raise NotRead from None


def _message(callback: Part) -> Event:
    """Bots are in no groups; should a callback name one (`chat_id`) all the same, nothing said there is taken."""
    sender, message = callback["sender"], callback["message"]
    if callback.get("chat_id"):
        return Elsewhere(_id(callback), _at(callback), Where.GROUP, None)
    choice = _choice(message)
    kind, files, text = (Kind.TEXT, (), "") if choice else _content(message)
    return Said(
        id=_id(callback),
        at=_at(callback),
        handle=_handle(sender),
        text=text,
        kind=kind,
        files=files,
        ref=_token(callback),
        language=_language(sender),
        choice=choice,
    )


def _choice(message: Part) -> str:
    """A button writes its label into the chat; which one it was stands in what our question gave along (`send`)."""
    if message["type"] != "text" or not message.get("tracking_data"):
        return ""
    try:
        labels = json.loads(_words(message["tracking_data"]))
    except (ValueError, RecursionError):
        return ""
    return _words(labels.get(_words(message["text"]).strip(), "")) if isinstance(labels, dict) else ""


def _content(message: Part) -> tuple[Kind, tuple[File, ...], str]:
    """What the message is, its file, and its words."""
    name, text = message["type"], _words(message.get("text") or "")
    if name == "text":
        return Kind.TEXT, (), _words(message["text"])
    if name == "url":
        return Kind.TEXT, (), _words(message["media"])
    if name == "picture":
        return Kind.PHOTO, (_file(Kind.PHOTO, message, "image/jpeg"),), text
    if name == "video":
        return Kind.VIDEO, (_file(Kind.VIDEO, message, "video/mp4"),), text
    if name == "file":
        return Kind.DOCUMENT, (_file(Kind.DOCUMENT, message, guess_type(_words(message["file_name"]))[0] or ""),), text
    if name == "location":
        return Kind.LOCATION, (), f"{float(message['location']['lat']):.6f}, {float(message['location']['lon']):.6f}"
    if name == "contact":
        return Kind.CONTACT, (), _card(message["contact"])
    return (Kind.STICKER if name == "sticker" else Kind.OTHER), (), ""


def _file(kind: Kind, message: Part, media_type: str) -> File:
    size = message.get("file_size") or message.get("size")
    return File(kind, _words(message["media"]), media_type, int(size) if size is not None else None)


def _card(contact: Part) -> str:
    return "\n".join(_words(contact[name]) for name in ("name", "phone_number") if contact.get(name))


def _subscribed(callback: Part) -> Event:
    return Began(_id(callback), _at(callback), _handle(callback["user"]), _language(callback["user"]))


def _opened(callback: Part) -> Event:
    """She opened the chat; `context` is what the link on a poster said. We may write only when she has."""
    token = _words(callback.get("context") or "")[:64]
    return Began(_id(callback), _at(callback), _handle(callback["user"]), _language(callback["user"]), token)


def _unsubscribed(callback: Part) -> Event:
    return Stopped(_id(callback), _at(callback), Handle("viber", _words(callback["user_id"])))


def _reached(state: State) -> Callable[[Part], Event]:
    def read(callback: Part) -> Event:
        return Reached(_report(callback, state), _at(callback), _token(callback), state)

    return read


def _seen_before(callback: Part) -> Event:
    """Viber says it once for all that she had not read until then, and names one of them."""
    handle = Handle("viber", _words(callback["user_id"]))
    return ReachedAll(f"{_report(callback, State.READ)}:before", _at(callback), handle, State.READ)


def _failed(callback: Part) -> Event:
    """Her phone could not show what we sent. The reason is in words that may name her: it goes no further."""
    return _not_shown(callback, "failed")


def _not_shown(callback: Part, code: str) -> Event:
    state = State.FAILED
    return Reached(_report(callback, state), _at(callback), _token(callback), state, Why.TERMINAL, code)


def _client_status(callback: Part) -> Event | None:
    """Made for payments, which we never ask for; a code other than 0 means that her phone did not take the message."""
    code = int(callback["status"]["code"])
    return _not_shown(callback, str(code)[:20]) if code else None


KINDS: dict[str, tuple[Callable[[Part], Event | None], ...]] = {
    "webhook": (),
    "message": (_message,),
    "subscribed": (_subscribed,),
    "unsubscribed": (_unsubscribed,),
    "conversation_started": (_opened,),
    "delivered": (_reached(State.DELIVERED),),
    "seen": (_reached(State.READ), _seen_before),
    "failed": (_failed,),
    "client_status": (_client_status,),
}


def _token(callback: Part) -> str:
    return str(int(callback["message_token"]))


def _id(callback: Part) -> str:
    return f"{callback['event']}:{_token(callback)}"


def _report(callback: Part, state: State) -> str:
    return f"{_token(callback)}:{state}"


def _handle(user: Part) -> Handle:
    return Handle("viber", _words(user["id"]))


def _language(user: Part) -> str:
    """Of her app, not of what she wrote."""
    return _words(user.get("language") or "")[:12]


def _at(callback: Part) -> datetime:
    return datetime.fromtimestamp(int(callback["timestamp"]) / 1000, UTC)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
