"""Updates of Telegram's Bot API. Source: https://core.telegram.org/bots/api#update (10.3)

One request carries one update. Nobody's name or user name is taken over; only the number of the chat, to answer.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any

from saphan.voice.channels.contract import Account, Answer, Inside, NotRead, Received
from saphan.voice.channels.events import Began, Edited, Elsewhere, Event, File, Kind, Said, Stopped, Where
from saphan.voice.channels.in_parts import FAULTS
from saphan.voice.channels.signing import same
from saphan.voice.channels.telegram import rich
from saphan.voice.inbound import Handle

SECRET = "x-telegram-bot-api-secret-token"
START = re.compile(r"/start *([A-Za-z0-9_-]{0,64})\s*")  # and what a link may carry; anything else she typed herself
Update = dict[str, Any]

# Objects of a message that we keep as what they are. `voice` before `document`: some come as both.
FILES = {
    "voice": Kind.VOICE,
    "audio": Kind.VOICE,
    "video_note": Kind.VIDEO,
    "video": Kind.VIDEO,
    "animation": Kind.VIDEO,
    "document": Kind.DOCUMENT,
}
# What Telegram writes into a chat with one person, and nobody said. Whatever else comes is hers, also of a new kind.
NOBODY_SAID = frozenset(
    {
        "boost_added",
        "chat_background_set",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "gift_upgrade_sent",
        "message_auto_delete_timer_changed",
        "passport_data",
        "pinned_message",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "users_shared",
        "web_app_data",
        "write_access_allowed",
    }
)


def verify(received: Received, account: Account) -> bool:
    """Telegram sends back the secret that we gave with setWebhook; it does not sign."""
    return same(received.header(SECRET), account["secret"])


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    """No event for updates that say nothing to us (reactions, polls, our own membership of a channel)."""
    update = received.json()
    if not isinstance(update.get("update_id"), int):
        raise NotRead
    try:
        return tuple(each for each in (_event(update, received.at),) if each)
    except FAULTS:
        raise NotRead from None


def answer(received: Received, account: Account, inside: Inside) -> Answer | None:
    """A pressed button turns until it is answered; the answer may stand in ours to the webhook."""
    try:
        pressed = received.json().get("callback_query")
    except NotRead:
        return None
    if not isinstance(pressed, dict):
        return None
    act = {"method": "answerCallbackQuery", "callback_query_id": str(pressed.get("id", ""))}
    return Answer(200, "application/json", json.dumps(act).encode())


def _event(update: Update, now: datetime) -> Event | None:
    update_id = str(update["update_id"])
    if "message" in update:
        return _message(update_id, update["message"])
    if "edited_message" in update:
        return _edited(update_id, update["edited_message"])
    if "callback_query" in update:
        return _pressed(update_id, update["callback_query"], now)
    if "my_chat_member" in update:
        return _membership(update_id, update["my_chat_member"])
    if "channel_post" in update:
        return Elsewhere(update_id, _at(update["channel_post"]), Where.BROADCAST, None)
    return None


def _message(update_id: str, message: Update) -> Event | None:
    if message["chat"]["type"] != "private":
        return _in_a_group(update_id, message)
    kind, files, text = _content(message)
    if kind == Kind.TEXT and (began := START.fullmatch(text)):
        return Began(update_id, _at(message), _handle(message), _language(message), began[1])
    if kind is None:
        return None
    return Said(
        id=update_id,
        at=_at(message),
        handle=_handle(message),
        text=text,
        kind=kind,
        files=files,
        ref=_ref(message),
        language=_language(message),
        forwarded="forward_origin" in message,
    )


def _in_a_group(update_id: str, message: Update) -> Event | None:
    """Not what was said there; only that somebody expects us to listen."""
    return Elsewhere(update_id, _at(message), Where.GROUP, _handle(message), _language(message))


def _edited(update_id: str, message: Update) -> Event | None:
    """A shared place that moves along sends an edit every few seconds; where she was first is enough."""
    if message["chat"]["type"] != "private" or "location" in message:
        return None
    return Edited(update_id, _at(message, "edit_date"), _handle(message), _ref(message), _text(message))


def _pressed(update_id: str, pressed: Update, now: datetime) -> Event | None:
    """Telegram sends no time with it: now."""
    chat = pressed.get("message", {}).get("chat", {})
    if chat.get("type") != "private":
        return None
    return Said(update_id, now, _handle(pressed["message"]), choice=str(pressed["data"]), language=_language(pressed))


def _membership(update_id: str, change: Update) -> Event | None:
    at, status = _at(change), change["new_chat_member"]["status"]
    if change["chat"]["type"] == "private":
        handle = _handle(change)
        return Stopped(update_id, at, handle) if status in {"kicked", "left"} else Began(update_id, at, handle)
    if change["chat"]["type"] == "channel" or status in {"kicked", "left"}:
        return None
    return Elsewhere(update_id, at, Where.GROUP, _handle(change), _language(change))


def _content(message: Update) -> tuple[Kind | None, tuple[File, ...], str]:
    """What the message is, its file, and its words; None for what nobody said (a changed title, a pinned message)."""
    text = _text(message)
    if "photo" in message:
        return Kind.PHOTO, (_largest(message["photo"]),), text
    for name, kind in FILES.items():
        if name in message:
            return kind, (_file(kind, message[name]),), text
    if "sticker" in message:
        return Kind.STICKER, (), str(message["sticker"].get("emoji", ""))
    if "venue" in message or "location" in message:
        return Kind.LOCATION, (), _place(message)
    if "contact" in message:
        return Kind.CONTACT, (), _card(message["contact"])
    if text and not rich.carries_more(message.get("rich_message", {})):
        return Kind.TEXT, (), text
    return (None if NOBODY_SAID & message.keys() else Kind.OTHER), (), text


def _largest(sizes: list[Update]) -> File:
    best = max(sizes, key=lambda size: int(size.get("width", 0)) * int(size.get("height", 0)))
    return _file(Kind.PHOTO, {**best, "mime_type": "image/jpeg"})


def _file(kind: Kind, found: Update) -> File:
    size = found.get("file_size")
    return File(kind, str(found["file_id"]), str(found.get("mime_type", "")), int(size) if size is not None else None)


def _place(message: Update) -> str:
    venue = message.get("venue", {})
    where = venue.get("location") or message["location"]
    named = [str(venue[name]) for name in ("title", "address") if venue.get(name)]
    return "\n".join([*named, f"{float(where['latitude']):.6f}, {float(where['longitude']):.6f}"])


def _card(contact: Update) -> str:
    names = " ".join(str(contact[name]) for name in ("first_name", "last_name") if contact.get(name))
    return "\n".join(line for line in (names, str(contact.get("phone_number", ""))) if line)


def _text(message: Update) -> str:
    if "rich_message" in message:
        return rich.words(message["rich_message"])
    return str(message.get("text") or message.get("caption") or "")


def _handle(message: Update) -> Handle:
    return Handle("telegram", str(int(message["chat"]["id"])))


def _ref(message: Update) -> str:
    return f"{int(message['chat']['id'])}:{int(message['message_id'])}"


def _language(message: Update) -> str:
    """Of her app, not of what she wrote."""
    return str(message.get("from", {}).get("language_code", ""))[:12]


def _at(message: Update, name: str = "date") -> datetime:
    return datetime.fromtimestamp(int(message.get(name) or message["date"]), UTC)
