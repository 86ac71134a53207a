"""Messages and reports of WhatsApp's Cloud API, many of both in one request.

Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from saphan.voice.channels.contract import Account, Received
from saphan.voice.channels.events import (
    Began,
    Deleted,
    Edited,
    Elsewhere,
    Event,
    File,
    Kind,
    Parsed,
    Reached,
    Renumbered,
    Said,
    State,
    Where,
)
from saphan.voice.channels.in_parts import read_all
from saphan.voice.channels.meta.reading import Item, entries, from_seconds, items, name, number, place, words
from saphan.voice.channels.whatsapp import people, status

FILES = {
    "audio": Kind.VOICE,
    "image": Kind.PHOTO,
    "video": Kind.VIDEO,
    "document": Kind.DOCUMENT,
    "sticker": Kind.STICKER,
}
HEARD = ("messages", "standby")  # the second while a machine of Meta's answers: it was said to the desk all the same
Content = tuple[Kind, tuple[File, ...], str]


def parse(received: Received, account: Account) -> tuple[Parsed, ...]:
    """Of our number alone: one app may bring those of others. Raises Cut, NotRead."""
    return read_all(_parts(received, account["number"]), _read, _Part.alone, received.at)


@dataclass(frozen=True, slots=True)
class _Part:
    """One message or report, with what stands beside all of them in a change. of: messages or statuses."""

    of: str
    item: Item
    beside: Item

    def alone(self) -> object:
        value = {**self.beside, self.of: [self.item]}
        entry = {"changes": [{"field": "messages", "value": value}]}
        return {"object": "whatsapp_business_account", "entry": [entry]}


def _parts(received: Received, ours: str) -> Iterator[_Part]:
    for entry in entries(received, "whatsapp_business_account"):
        for change in items(entry["changes"]):
            if change["field"] in HEARD:
                yield from _of_a_number(change["value"], ours)


def _of_a_number(value: Item, ours: str) -> Iterator[_Part]:
    if ours and value["metadata"]["phone_number_id"] != ours:
        return
    beside: Item = {name: value[name] for name in ("metadata", "contacts") if name in value}
    for of in ("messages", "statuses"):
        for item in items(value.get(of, [])):
            yield _Part(of, item, beside)


def _read(part: _Part) -> Iterator[Event]:
    if part.of == "messages":
        return _message(part.item, part.beside.get("contacts"))
    return _report(part.item)


def _report(report: Item) -> Iterator[Reached]:
    """Of a group nothing is ours. What says neither how far nor that it failed (played, held) is left out."""
    state = status.STATES.get(str(report["status"]))
    if state is None or report.get("recipient_type") == "group":
        return
    ref, reasons = name(report["id"]), items(report.get("errors") or [])
    why, code = status.meaning(next(reasons, {})) if state == State.FAILED else (None, "")
    once_only = words(report.get("biz_opaque_callback_data"))
    yield Reached(f"{ref}:{state}", from_seconds(report["timestamp"]), ref, state, why, code, once_only)


def _message(message: Item, known: object) -> Iterator[Event]:
    kind = str(message["type"])
    if message.get("group_id"):
        yield _in_a_group(message)
    elif kind == "system":
        yield from _renumbered(message)
    elif kind in WITHOUT_WORDS:
        found = WITHOUT_WORDS[kind](message, known)
        yield from (found,) if found else ()
    else:
        yield _said(message, known)


def _in_a_group(message: Item) -> Event:
    """Not what was said there, nor by whom."""
    return Elsewhere(name(message["id"]), _at(message), Where.GROUP, people.group(message["group_id"]))


def _renumbered(message: Item) -> Iterator[Event]:
    """She has another number or id from now on; whoever has the former ones is not she. Both are told."""
    change, ref, at = message["system"], name(message["id"]), _at(message)
    if change.get("previous_user_id"):
        yield Renumbered(ref, at, people.by_id(change["previous_user_id"]))
    if change.get("wa_id") and message.get("from"):
        yield Renumbered(f"{ref}:number", at, people.by_number(message["from"]))


def _edited(message: Item, known: object) -> Event | None:
    """Only numbers that are also used in the WhatsApp app are told."""
    now = message["edit"]["message"]
    text = _caption(now, str(now["type"])) if now["type"] in FILES else words(now["text"]["body"])
    ref = name(message["edit"]["original_message_id"])
    return Edited(name(message["id"]), _at(message), people.writer(message, known), ref, text)


def _deleted(message: Item, known: object) -> Event | None:
    ref = name(message["revoke"]["original_message_id"])
    return Deleted(name(message["id"]), _at(message), people.writer(message, known), ref)


def _began(message: Item, known: object) -> Event | None:
    return Began(name(message["id"]), _at(message), people.writer(message, known))


def _nothing(message: Item, known: object) -> Event | None:
    """A reaction says nothing that could be answered."""
    return None


WITHOUT_WORDS: dict[str, Callable[[Item, object], Event | None]] = {
    "edit": _edited,
    "revoke": _deleted,
    "request_welcome": _began,
    "reaction": _nothing,
}


def _said(message: Item, known: object) -> Event:
    ref = name(message["id"])
    kind, files, text = _content(message)
    return Said(
        id=ref,
        at=_at(message),
        handle=people.writer(message, known),
        text=text,
        kind=kind,
        files=files,
        ref=ref,
        choice=_choice(message),
        forwarded=_is_forwarded(message),
    )


def _content(message: Item) -> Content:
    """What it is, its file and its words. A kind that did not exist when this was written is kept as such."""
    kind = str(message["type"])
    if kind in FILES:
        return FILES[kind], _files(kind, message[kind]), _caption(message, kind)
    return CONTENTS.get(kind, _other)(message)


def _files(kind: str, found: Item) -> tuple[File, ...]:
    """A sticker is told to us by its kind alone."""
    if kind == "sticker":
        return ()
    media_type = words(found.get("mime_type")).partition(";")[0].strip()
    return (File(FILES[kind], number(found["id"]), media_type),)


def _caption(message: Item, kind: str) -> str:
    return words(message[kind].get("caption"))


def _text(message: Item) -> Content:
    return Kind.TEXT, (), words(message["text"]["body"])


def _button(message: Item) -> Content:
    """A button of our template: its words are hers now."""
    return Kind.TEXT, (), words(message["button"]["text"])


def _interactive(message: Item) -> Content:
    """A button of ours says its code; a form, a product, a kind of tomorrow is kept as what it was."""
    if _choice(message):
        return Kind.TEXT, (), ""
    reply = message["interactive"]
    said = reply.get("nfm_reply", {}).get("response_json") or reply.get("body", {}).get("text")
    return Kind.OTHER, (), words(said)


def _choice(message: Item) -> str:
    reply = message.get("interactive", {})
    pressed = reply.get("button_reply") or reply.get("list_reply")
    return name(pressed["id"]) if pressed else ""


def _place(message: Item) -> Content:
    where = message["location"]
    named = [words(where.get(part)) for part in ("name", "address") if where.get(part)]
    return Kind.LOCATION, (), "\n".join([*named, place(where["latitude"], where["longitude"])])


def _cards(message: Item) -> Content:
    return Kind.CONTACT, (), "\n".join(line for card in items(message["contacts"]) for line in _card(card))


def _card(card: Item) -> Iterator[str]:
    yield words(card["name"].get("formatted_name"))
    yield from (words(phone.get("phone")) for phone in items(card.get("phones", [])) if phone.get("phone"))


def _order(message: Item) -> Content:
    return Kind.OTHER, (), words(message["order"].get("text"))


def _other(message: Item) -> Content:
    return Kind.OTHER, (), ""


CONTENTS: dict[str, Callable[[Item], Content]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "location": _place,
    "contacts": _cards,
    "order": _order,
}


def _is_forwarded(message: Item) -> bool:
    before: Any = message.get("context") or {}
    return bool(before.get("forwarded") or before.get("frequently_forwarded"))


def _at(message: Item) -> Any:
    return from_seconds(message["timestamp"])
