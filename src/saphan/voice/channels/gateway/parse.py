"""What an app on a phone brings: signed JSON of SMS Gateway for Android, or the plain fields that many others send.

Sources: https://docs.sms-gate.app/features/webhooks, https://smssync.ushahidi.com/developers (plain: from, message,
message_id, sent_timestamp, secret). The app's own name of a message is made of its words, so that the same words twice
would be one: we go by the name of the event. Where neither a name nor a time comes, the same words are one on one day.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from saphan.voice.channels.contract import Account, Answer, Cut, Inside, NotRead, Received
from saphan.voice.channels.events import Began, Event, Kind, Reached, Said, State, Stopped, Why
from saphan.voice.channels.gateway.declaration import BEARER
from saphan.voice.channels.signing import hmac_hex, is_fresh, same
from saphan.voice.channels.sms.words import STOP_HERE, closes, opens
from saphan.voice.inbound import Handle
from saphan.voice.numbers import NotRead as NoNumber
from saphan.voice.numbers import read_number

Fields = dict[str, Any]
STATES = {"sent": State.SENT, "delivered": State.DELIVERED, "failed": State.FAILED, "cancelled": State.FAILED}
SAYS_NOTHING = frozenset({"sms:data-received", "system:ping", "app:started"})
FROM, WORDS = ("from", "sender", "phoneNumber"), ("message", "text", "body", "content")
NAMES, TIMES = ("message_id", "messageId", "id", "smsId"), ("sent_timestamp", "receivedAt", "at")


def verify(received: Received, account: Account) -> bool:
    """By a signature over the body and a time that is not old, or by the secret itself, as the desk chose."""
    if account["proof"] == BEARER:
        return same(_secret_of(received), account["secret"])
    stamp = received.header("x-timestamp")
    expected = hmac_hex(received.body + stamp.encode("utf-8", "replace"), account["secret"])
    return same(received.header("x-signature").lower(), expected) and is_fresh(stamp, received.at)


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    fields = _fields(received)
    try:
        found = _of_the_app(fields, account, received) if "event" in fields else _plain(fields, account, received)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotRead from None
    return (found,) if found else ()


def answer(received: Received, account: Account, inside: Inside) -> Answer | None:
    """Some apps send again until they read that it was taken."""
    return Answer(200, "application/json", b'{"payload": {"success": true, "error": null}}')


def _of_the_app(fields: Fields, account: Account, received: Received) -> Event | None:
    kind = str(fields["event"])
    if kind in SAYS_NOTHING:
        return None
    content = fields["payload"]
    start, _, what = kind.partition(":")
    if start == "sms" and what in STATES:
        name = _name(content["messageId"])
        return _reached(name, what, received.at)
    at = _at(content.get("receivedAt"), received.at)
    name = _name(fields.get("id") or f"{content['messageId']}:{content['receivedAt']}")
    if kind in ("mms:received", "mms:downloaded"):  # its pictures stay on the phone; its words come with the second
        words = str(content.get("body") or content.get("subject") or "")
        as_what = Kind.TEXT if content.get("body") else Kind.OTHER
        return _came(name, at, content.get("sender") or content["phoneNumber"], words, account, as_what)
    if kind == "sms:received":
        return _came(name, at, content.get("sender") or content["phoneNumber"], str(content["message"]), account)
    raise NotRead


def _plain(fields: Fields, account: Account, received: Received) -> Event | None:
    if "status" in fields:
        state = str(fields["status"]).lower()
        return _reached(_name(_first(fields, NAMES)), state, received.at) if state in STATES else None
    who, words = _first(fields, FROM), str(_first(fields, WORDS))
    when = next((fields[name] for name in TIMES if fields.get(name)), None)
    name = next((fields[name] for name in NAMES if fields.get(name)), None)
    made = sha256(f"{who}\n{when or received.at.date()}\n{words}".encode("utf-8", "replace")).hexdigest()
    return _came(_name(name or made), _at(when, received.at), who, words, account)


def _came(name: str, at: datetime, who: Any, words: str, account: Account, kind: Kind = Kind.TEXT) -> Event | None:
    """A network's own messages come from a name or a short number that nobody can answer: no event."""
    if not isinstance(who, str) or not who.strip():
        raise NotRead
    number = _number(who, account["country"])
    if not number:
        return None
    handle = Handle("phone", number)
    if closes(words, STOP_HERE):
        return Stopped(name, at, handle)
    if opens(words):
        return Began(name, at, handle)
    return Said(name, at, handle, words, kind, ref=name)


def _reached(ref: str, state: str, at: datetime) -> Event:
    """Why it failed is said in words of the phone, which may name her: not kept."""
    why = Why.TERMINAL if STATES[state] == State.FAILED else None
    return Reached(f"{ref}:{state}", at, ref, STATES[state], why, once=ref)


def _number(who: str, country: str) -> str:
    digits = "".join(sign for sign in who if sign.isascii() and sign.isdecimal())
    if len(digits) < 7 or any(sign.isalpha() for sign in who):
        return ""
    try:
        return read_number(who, country)
    except NoNumber:
        if not country and not who.strip().startswith("+"):  # kept until the desk has entered the country
            raise NotRead from None
        return ""


def _fields(received: Received) -> Fields:
    if received.body.lstrip()[:1] == b"{":
        return received.json()
    found = dict(received.form())
    if not found:
        raise Cut
    return found


def _secret_of(received: Received) -> str:
    """In a header, or in the body as some apps send it. Never in the address: addresses stand in logs."""
    bearer = received.header("authorization")
    if bearer.startswith("Bearer "):
        return bearer.removeprefix("Bearer ")
    if received.header("x-secret"):
        return received.header("x-secret")
    try:
        return str(_fields(received).get("secret", ""))
    except NotRead:
        return ""


def _first(fields: Fields, names: tuple[str, ...]) -> Any:
    """Raises NotRead when none of them is there."""
    for name in names:
        if name in fields:
            return fields[name]
    raise NotRead


def _name(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise NotRead
    return str(value)[:120]


def _at(value: Any, now: datetime) -> datetime:
    """An ISO time, or seconds or milliseconds since 1970; ours where none is said, or one without a zone."""
    if value is None or value == "":
        return now
    if isinstance(value, str) and not value.isdecimal():
        said = datetime.fromisoformat(value)
        return said.astimezone(UTC) if said.tzinfo else now
    seconds = int(value)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 10**11 else seconds, UTC)
