"""What comes to a page in Messenger, many people's in one request.

Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from saphan.voice.channels.contract import Account, Received
from saphan.voice.channels.events import Began, Edited, Event, File, Kind, Parsed, Reached, ReachedAll, Said, State
from saphan.voice.channels.in_parts import read_all
from saphan.voice.channels.meta.reading import (
    Item,
    address,
    entries,
    from_milliseconds,
    items,
    name,
    number,
    place,
    words,
)
from saphan.voice.inbound import Handle

START = "saphan_start"  # payload of the button with which somebody opens the chat
FILES = {"image": Kind.PHOTO, "audio": Kind.VOICE, "video": Kind.VIDEO, "file": Kind.DOCUMENT}
CHOICE = "saphan:"  # before the code of a choice of ours: other apps of the page have buttons, too
ONCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST = 64  # letters of a poster's token


def parse(received: Received, account: Account) -> tuple[Parsed, ...]:
    """Of our page alone: one app may bring those of others. Raises Cut, NotRead."""
    return read_all(_parts(received, account["page"]), lambda part: _of_one(part[1]), _alone, received.at)


def _parts(received: Received, ours: str) -> Iterator[tuple[str, Item]]:
    """Whose page, and what was said. What another app answers at the moment (`standby`) was said to the desk, too."""
    for entry in entries(received, "page"):
        page = entry["id"] if ours else entry.get("id", "")
        if ours and page != ours:
            continue
        for item in (*items(entry.get("messaging", [])), *items(entry.get("standby", []))):
            yield page, item


def _alone(part: tuple[str, Item]) -> object:
    page, item = part
    return {"object": "page", "entry": [{"id": page, "messaging": [item]}]}


def _of_one(item: Item) -> Iterator[Event]:
    """Kinds that say nothing to us (a reaction, a linked account, who answers now) are left out."""
    for kind, read in KINDS.items():
        if kind in item:
            yield from read(item)
            return


def _message(item: Item) -> Iterator[Event]:
    message = item["message"]
    if message.get("is_echo"):
        yield from _echo(item)
        return
    choice = _choice(message)
    kind, files, text = _content(message)
    yield Said(
        id=name(message["mid"]),
        at=_at(item),
        handle=_handle(item),
        text="" if choice else text,
        kind=kind,
        files=files,
        ref=name(message["mid"]),
        choice=choice,
    )


def _choice(message: Item) -> str:
    """Of a button of ours; the words of any other are hers now."""
    payload = words((message.get("quick_reply") or {}).get("payload"))
    return payload.removeprefix(CHOICE) if payload.startswith(CHOICE) else ""


def _echo(item: Item) -> Iterator[Event]:
    """What the page itself said. Of ours it says that it was taken; what was said in the page's inbox is left out."""
    ref, once_only = name(item["message"]["mid"]), item["message"].get("metadata")
    if isinstance(once_only, str) and ONCE.fullmatch(once_only):
        yield Reached(f"{ref}:sent", _at(item), ref, State.SENT, once=once_only)


def _edited(item: Item) -> Iterator[Event]:
    edit = item["message_edit"]
    ref = name(edit["mid"])
    yield Edited(f"{ref}:edit:{int(edit['num_edit'])}", _at(item), _handle(item), ref, words(edit["text"]))


def _pressed(item: Item) -> Iterator[Event]:
    """The button that opens the chat says nothing yet; the words of any other button are hers now."""
    button = item["postback"]
    ref = name(button.get("mid") or _named(item, "postback"))
    if button.get("payload") == START:
        yield Began(ref, _at(item), _handle(item), token=_token(button.get("referral")))
    else:
        yield Said(id=ref, at=_at(item), handle=_handle(item), text=words(button["title"]), ref=ref)


def _followed(item: Item) -> Iterator[Event]:
    """She came by the link of a poster or page."""
    yield Began(_named(item, "referral"), _at(item), _handle(item), token=_token(item["referral"]))


def _delivered(item: Item) -> Iterator[Event]:
    """Each message by its name; older phones say only until when."""
    delivery = item["delivery"]
    at = from_milliseconds(delivery["watermark"])
    for ref in delivery.get("mids") or ():
        yield Reached(f"{name(ref)}:delivered", at, ref, State.DELIVERED)
    if not delivery.get("mids"):
        yield _all(item, delivery, State.DELIVERED)


def _read(item: Item) -> Iterator[Event]:
    yield _all(item, item["read"], State.READ)


def _all(item: Item, report: Item, state: State) -> Event:
    """Messenger names no message, only the time until which all of them were read."""
    handle, until = _handle(item), int(report["watermark"])
    return ReachedAll(f"{state}:{handle.value}:{until}", from_milliseconds(until), handle, state)


KINDS: dict[str, Callable[[Item], Iterator[Event]]] = {
    "message": _message,
    "message_edit": _edited,
    "postback": _pressed,
    "referral": _followed,
    "delivery": _delivered,
    "read": _read,
}


def _content(message: Item) -> tuple[Kind, tuple[File, ...], str]:
    """What it is, its files and its words. What is shared beside words of her own is left out; alone it is kept."""
    text, attached = words(message.get("text")), list(items(message.get("attachments") or []))
    kinds = [str(each["type"]) for each in attached]
    if "sticker" in kinds or any((each.get("payload") or {}).get("sticker_id") for each in attached):
        return Kind.STICKER, (), text
    if "location" in kinds:
        return Kind.LOCATION, (), _place(attached[kinds.index("location")])
    files = tuple(_file(each) for each in attached if each["type"] in FILES)
    if files:
        return files[0].kind, files, text
    if text:
        return Kind.TEXT, (), text
    return (Kind.OTHER, (), "\n".join(map(_shared, attached))) if attached else (Kind.TEXT, (), "")


def _file(attached: Item) -> File:
    """Its address is good for a while, and needs no token."""
    return File(FILES[attached["type"]], address(attached["payload"]["url"]))


def _place(attached: Item) -> str:
    where = attached["payload"]["coordinates"]
    return place(where["lat"], where["long"])


def _shared(attached: Item) -> str:
    """A post, a page, a film of somebody else: what it is called, and where it is."""
    about = attached.get("payload") or {}
    found = [words(about.get(part)) or words(attached.get(part)) for part in ("title", "url")]
    return "\n".join(part for part in found if part)


def _token(referral: Any) -> str:
    return words((referral or {}).get("ref")).strip()[:MOST]


def _named(item: Item, kind: str) -> str:
    """What has no name of its own is known by who and when."""
    return f"{kind}:{_handle(item).value}:{int(item['timestamp'])}"


def _handle(item: Item) -> Handle:
    """Her number on this page alone; never her name."""
    return Handle("messenger", number(item["sender"]["id"]))


def _at(item: Item) -> Any:
    return from_milliseconds(item["timestamp"])
