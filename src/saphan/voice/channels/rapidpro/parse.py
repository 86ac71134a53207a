"""What a flow of RapidPro or TextIt brings: "Call Webhook", as we ask for it or as it stands there, or a resthook.

Source: https://help.nyaruka.com/en/article/call-webhook-1nsl3bw/ and https://docs.nyaruka.com (contexts `input`, `run`,
`results`). Names and numbers of people are not taken over: the number of the contact is enough to answer.
"""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.events import Event, File, Kind, Said
from saphan.voice.channels.hints import language_of
from saphan.voice.channels.signing import password_of, same
from saphan.voice.inbound import Handle

Part = dict[str, Any]
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FILES = {"image": Kind.PHOTO, "audio": Kind.VOICE, "video": Kind.VIDEO, "application": Kind.DOCUMENT}
SAYS_NO_MORE = {"", "all responses", "other", "success", "failure", "has text", "no response"}
"""Categories that flows have by themselves."""


def verify(received: Received, account: Account) -> bool:
    """A header that the desk entered in the flow. A resthook has no header of one's own: there it stands before the @
    of the address, and comes as a password."""
    return same(_secret_of(received.header("authorization")), account["secret"])


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    """One message, or what a flow has asked. No event for a flow in which nobody said anything."""
    content = received.json()
    try:
        return tuple(each for each in (_said(content, received.at),) if each)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotRead from None


def _said(content: Part, now: datetime) -> Said | None:
    contact, sent = content["contact"], content.get("input") or {}
    handle = Handle("rapidpro", _uuid(contact["uuid"]))
    kind, files, beside = _attached(sent.get("attachments") or [])
    words = _words(sent.get("text"))
    answers = _answers(content.get("results") or {}, words)
    text = "\n\n".join(part for part in (words, "\n".join((*beside, *answers))) if part)
    if not text and not files and kind == Kind.TEXT:
        return None
    name, at = _name(content, sent, now), _at(sent.get("created_on"), now)
    return Said(name, at, handle, text, kind, files, ref=name, language=language_of(contact.get("language")))


def _name(content: Part, sent: Part, now: datetime) -> str:
    """Of the message, else of this walk through the flow; else what was said, once a day."""
    if sent.get("uuid"):
        return _uuid(sent["uuid"])
    run = content.get("run") or {}
    said = json.dumps([content["contact"]["uuid"], content.get("flow"), content.get("results")], sort_keys=True)
    told = sha256(said.encode()).hexdigest()[:32]
    return f"{_uuid(run['uuid'])}:{told}" if run.get("uuid") else f"{now.date()}:{told}"


def _attached(found: list[Any]) -> tuple[Kind, tuple[File, ...], list[str]]:
    """Photos and recordings; of anything else what it was. A message of one thing is that thing."""
    files: list[File] = []
    beside: list[str] = []
    kinds: list[Kind] = []
    for media_type, address in map(_parts, found):
        if media_type == "geo":
            kinds.append(Kind.LOCATION)
            beside.append(_place(address))
            continue
        kind = FILES.get(media_type.partition("/")[0], Kind.OTHER)
        kinds.append(kind)
        if kind in (Kind.PHOTO, Kind.VOICE):
            files.append(File(kind, address, media_type if "/" in media_type else ""))
    return (kinds[0] if len(set(kinds)) == 1 else Kind.TEXT), tuple(files), beside


def _parts(attachment: Any) -> tuple[str, str]:
    """`image/jpeg:https://…` as flows see it, or its two parts, as resthooks bring it."""
    if isinstance(attachment, dict):
        return str(attachment["content_type"]), str(attachment["url"])
    media_type, _, address = _words(attachment).partition(":")
    if not address:
        raise NotRead
    return media_type, address


def _place(said: str) -> str:
    latitude, longitude = said.split(",")[:2]
    return f"{float(latitude):.6f}, {float(longitude):.6f}"


def _answers(results: Part, words: str) -> list[str]:
    """What she was asked and said, in the order of the flow; her last message is not said twice."""
    lines = []
    for key, result in results.items():
        said = _words(result.get("input") or result.get("value"))
        category = _words(result.get("category"))
        if not said or said == words:
            continue
        more = f" ({category})" if category.casefold() not in {*SAYS_NO_MORE, said.casefold()} else ""
        lines.append(f"{_words(result.get('name')) or key.replace('_', ' ')}: {said}{more}")
    return lines


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        raise NotRead
    return str(value).strip()


def _uuid(value: Any) -> str:
    if not isinstance(value, str) or not UUID.fullmatch(value):
        raise NotRead
    return value


def _at(value: Any, now: datetime) -> datetime:
    """Of the message; ours where the flow does not say it."""
    if not value:
        return now
    said = datetime.fromisoformat(value)
    return said.astimezone(UTC) if said.tzinfo else now


def _secret_of(header: str) -> str:
    scheme, _, value = header.partition(" ")
    if scheme.lower() in ("token", "bearer"):
        return value.strip()
    return password_of(header)
