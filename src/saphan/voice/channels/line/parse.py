"""Webhooks of LINE. Source: https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects

One request brings several events, or none when somebody presses "verify". Nobody's name or picture is in them; the
number of an account is kept, to answer. `webhookEventId` stays the same when LINE brings an event again, so that
`deliveryContext.isRedelivery` need not be looked at.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from mimetypes import guess_type
from typing import Any

from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.events import (
    Began,
    Deleted,
    Edited,
    Elsewhere,
    Event,
    File,
    Kind,
    Parsed,
    Said,
    Stopped,
    Where,
)
from saphan.voice.channels.in_parts import read_all
from saphan.voice.channels.line.send import REPLY
from saphan.voice.channels.signing import hmac_base64, same
from saphan.voice.inbound import Handle

SIGNATURE = "x-line-signature"
Part = dict[str, Any]

# What says nothing to us: who came and went in a group, beacons that she passed, and LINE's news about our account.
SAYS_NOTHING = {
    "accountLink",
    "activated",
    "beacon",
    "botResumed",
    "botSuspended",
    "deactivated",
    "delivery",
    "leave",
    "memberJoined",
    "memberLeft",
    "membership",
    "module",
    "things",
    "videoPlayComplete",
}
FILES = {"image": (Kind.PHOTO, "image/jpeg"), "audio": (Kind.VOICE, "audio/mp4"), "video": (Kind.VIDEO, "video/mp4")}


def verify(received: Received, account: Account) -> bool:
    """HMAC-SHA256 with the channel secret over the bytes, in base64."""
    return same(received.header(SIGNATURE), hmac_base64(received.body, account["secret"]))


def parse(received: Received, account: Account) -> tuple[Parsed, ...]:
    """LINE adds kinds of events without notice: a new one is kept as it came, and holds nothing else up."""
    events = received.json().get("events")
    if not isinstance(events, list):
        raise NotRead
    return read_all(events, _read, lambda event: {"events": [event]}, received.at)


def _read(event: Part) -> tuple[Event, ...]:
    """Raises NotRead for a kind that no page describes yet."""
    if event["type"] in SAYS_NOTHING:
        return ()
    if event["source"]["type"] != "user":
        return _in_a_group(event)
    read = KINDS.get(event["type"])
    if read is None:
        raise NotRead
    return (read(event),)


def _in_a_group(event: Part) -> tuple[Event, ...]:
    """Not what was said there, also not as a kind that no page describes yet. The refusal goes out with the token of
    the moment we were added: that costs nothing, where writing to the group would cost one message for each member.
    """
    if event["type"] not in ("join", "message"):
        return ()
    token = _words(event.get("replyToken") or "") if event["type"] == "join" else ""
    to = Handle("line", REPLY + token) if token else None
    return (Elsewhere(_id(event), _at(event), Where.GROUP, to),)


def _message(event: Part) -> Event:
    message = event["message"]
    kind, files, text = _content(message)
    ref = _words(message["id"])
    return Said(_id(event), _at(event), _handle(event), text=text, kind=kind, files=files, ref=ref)


def _content(message: Part) -> tuple[Kind, tuple[File, ...], str]:
    """What the message is, its file, and its words."""
    name = message["type"]
    if name == "text":
        return Kind.TEXT, (), _words(message["text"])
    if name in FILES and message["contentProvider"]["type"] == "line":
        kind, media_type = FILES[name]
        return kind, (File(kind, _words(message["id"]), media_type),), ""
    if name == "file":
        return Kind.DOCUMENT, (_document(message),), ""
    if name == "sticker":
        return Kind.STICKER, (), _sticker(message)
    if name == "location":
        return Kind.LOCATION, (), _place(message)
    return Kind.OTHER, (), ""  # also a picture on a server of others: asking for it would tell them that we looked


def _document(message: Part) -> File:
    """Its name may be hers, and is not kept; it tells a photo that was sent as a file."""
    media_type = guess_type(_words(message["fileName"]))[0] or ""
    return File(Kind.DOCUMENT, _words(message["id"]), media_type, int(message["fileSize"]))


def _sticker(message: Part) -> str:
    """What she typed into it. The key words are LINE's description, in LINE's language."""
    _words(message["stickerId"])
    return _words(message.get("text") or "")


def _place(message: Part) -> str:
    named = [_words(message[name]) for name in ("title", "address") if message.get(name)]
    return "\n".join([*named, f"{float(message['latitude']):.6f}, {float(message['longitude']):.6f}"])


def _edited(event: Part) -> Event:
    """So far LINE lets nobody edit in a chat with one account; the page describes it for any."""
    message = event["message"]
    return Edited(_id(event), _at(event), _handle(event), _words(message["id"]), _content(message)[2])


def _unsent(event: Part) -> Event:
    return Deleted(_id(event), _at(event), _handle(event), _words(event["unsend"]["messageId"]))


def _pressed(event: Part) -> Event:
    return Said(_id(event), _at(event), _handle(event), choice=_words(event["postback"]["data"])[:300])


def _followed(event: Part) -> Event:
    """Added us, or unblocked us."""
    return Began(_id(event), _at(event), _handle(event))


def _blocked(event: Part) -> Event:
    return Stopped(_id(event), _at(event), _handle(event))


def _no_group(event: Part) -> Event:
    """Nobody joins a chat with one person."""
    raise NotRead


KINDS: dict[str, Callable[[Part], Event]] = {
    "message": _message,
    "messageEdited": _edited,
    "unsend": _unsent,
    "postback": _pressed,
    "follow": _followed,
    "unfollow": _blocked,
    "join": _no_group,
}


def _id(event: Part) -> str:
    return _words(event["webhookEventId"])


def _handle(event: Part) -> Handle:
    return Handle("line", _words(event["source"]["userId"]))


def _at(event: Part) -> datetime:
    """Milliseconds; of what happened, not of when LINE brings it again."""
    return datetime.fromtimestamp(int(event["timestamp"]) / 1000, UTC)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
