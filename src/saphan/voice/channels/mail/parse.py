"""One e-mail as it came. Sources: RFC 5322 (fields), RFC 2045 to 2049 (parts), RFC 2183 (attachments)

A referral says on lines of their own whether she agreed, and how to reach her:

    Consent: yes
    Phone: 080 000 0000

Without the first, or with `no`, it is a tip of the partner. Neither is ever her own consent.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256

from saphan.voice.channels.contract import Account, Cut, NotRead, Received
from saphan.voice.channels.events import About, Event, File, Kind, Said
from saphan.voice.channels.mail import status, words
from saphan.voice.channels.mail.fields import in_letters
from saphan.voice.channels.mail.proving import RECIPIENT, SECRET, sender_of, verify
from saphan.voice.inbound import Handle
from saphan.voice.numbers import NotRead as NoNumber
from saphan.voice.numbers import read_number

__all__ = ["RECIPIENT", "SECRET", "parse", "verify"]

MOST_PARTS, MOST_FILES = 200, 5
SMALL = 20_000  # bytes: a picture inside the text that is no larger is a logo
FILES = {"image": Kind.PHOTO, "audio": Kind.VOICE}
UNREAD_PICTURES = frozenset({"image/heic", "image/heif", "image/avif", "image/tiff", "image/svg+xml"})
CONSENT = re.compile(r"^[ \t*]*consent[ \t*]*[:=：][ \t*]*(yes|no)\b(.*)$", re.I | re.M)
NOT_SURE = re.compile(r"\b(no|not|or)\b", re.I)  # "yes or no": nobody has filled it in
PHONE = re.compile(r"^[ \t*]*phone[ \t*]*[:=：][ \t*]*([+\d][\d ()./-]{5,24})[ \t]*$", re.I | re.M)
FAULTS = (KeyError, TypeError, ValueError, AttributeError, IndexError, LookupError, RecursionError, MessageError)


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    """No event for bounces and automatic answers."""
    if not received.body.strip():
        raise Cut
    try:
        message = in_letters(message_from_bytes(received.body))
        if not message.keys():
            raise NotRead
        return () if status.is_an_answer(message) else (_said(message, received, account),)
    except FAULTS:
        raise NotRead from None


def _said(message: Message, received: Received, account: Account) -> Said:
    sender, subject = sender_of(message), _decoded(message.get("subject", ""))
    parts = list(_parts(message))
    text = words.joined(_texts(message))
    said = words.in_order(text)
    agreed = _agreed(said)
    files = tuple(_files(parts))
    whole = "\n\n".join(part for part in (words.without_marks(subject), said, _named(parts)) if part)
    return Said(
        id=_id(message, sender, received.body),
        at=_at(message, received.at),
        handle=None,
        text=whole,
        kind=files[0].kind if files and not whole else Kind.TEXT,
        files=files,
        ref=_talk(message, sender, received.body),
        forwarded=words.is_forwarded(subject, text),
        typed=_number(said, account["country"]) if agreed else None,
        about=About.REFERRAL if agreed else About.TIP,
        goes_on=True,
        answers=sender if status.may_be_answered(message, sender, subject) else "",
    )


def _agreed(text: str) -> bool:
    """What was written now counts, and one "no" is a no. Quoted lines begin with > and say nothing."""
    found = CONSENT.findall(text)
    return bool(found) and all(said.lower() == "yes" and not NOT_SURE.search(more) for said, more in found)


def _number(text: str, country: str) -> Handle | None:
    for typed in PHONE.findall(text):
        try:
            return Handle("phone", read_number(typed, country))
        except NoNumber:
            continue
    return None


def _id(message: Message, sender: str, body: bytes) -> str:
    """Of the name that its server gave it and of who wrote it; without a name, of all of it."""
    named = str(message.get("message-id", "")).strip()
    return sha256(f"{named}\n{sender}".encode("utf-8", "replace") if named else body).hexdigest()


def _talk(message: Message, sender: str, body: bytes) -> str:
    """Of the e-mail with which a talk began; ours carry it in their own name."""
    former = status.former_names(message)
    if ours := status.OURS.search(former):
        return ours[1]
    named = re.findall(r"<[^<>\s]{3,300}>", former) or [str(message.get("message-id", "")).strip()]
    first = named[0] or sha256(body).hexdigest()
    return sha256(f"{first}\n{sender.rpartition('@')[2]}".encode("utf-8", "replace")).hexdigest()[:32]


def _at(message: Message, now: datetime) -> datetime:
    """When it was written, if that can be; it cannot have been later than now."""
    try:
        said = parsedate_to_datetime(str(message.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return now
    return min(said.astimezone(UTC), now) if said.tzinfo else now


def _parts(message: Message) -> Iterator[Message]:
    """Every part that is no holder of others. An e-mail inside this one stands for its words."""
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            raise NotRead
        if not part.is_multipart():
            yield part


def _texts(part: Message) -> Iterator[str]:
    """Every text in its order; of one thing in several forms the plain one, where it says anything."""
    if part.get_content_type() == "message/rfc822":
        yield words.quoted("\n\n".join(text for each in _inside(part) for text in _texts(each)))
    elif part.get_content_type() == "multipart/alternative":
        forms = [words.joined(_texts(each)) for each in _inside(part)]
        yield next((form for form in forms if form), "")
    elif part.is_multipart():
        for each in _inside(part):
            yield from _texts(each)
    elif part.get_content_type() == "text/plain" and not _is_file(part):
        yield _content(part)
    elif part.get_content_type() == "text/html" and not _is_file(part):
        yield words.of_html(_content(part))


def _inside(part: Message) -> list[Message]:
    found = part.get_payload()
    return [each for each in found if isinstance(each, Message)] if isinstance(found, list) else []


def _content(part: Message) -> str:
    return words.decoded(_bytes(part), part.get_content_charset("") or "")


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _files(parts: list[Message]) -> Iterator[File]:
    for part in list(filter(_is_kept, parts))[:MOST_FILES]:
        content = _bytes(part)
        if content:
            kind = FILES[part.get_content_maintype()]
            yield File(kind, "", part.get_content_type(), len(content), content)


def _named(parts: list[Message]) -> str:
    """What is not kept, by its name, so that somebody can ask for it."""
    others = [part for part in parts if not _is_kept(part) and not _is_a_logo(part)]
    files = [
        *list(filter(_is_kept, parts))[MOST_FILES:],
        *(part for part in others if _is_file(part) or not _is_text(part)),
    ]
    return "\n".join(f"📎 {_decoded(part.get_filename() or part.get_content_type())[:120]}" for part in files)


def _is_text(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") or part.get_content_maintype() == "message"


def _is_kept(part: Message) -> bool:
    """A picture or recording that we can open, and more than a logo."""
    kind = part.get_content_type()
    return part.get_content_maintype() in FILES and kind not in UNREAD_PICTURES and not _is_a_logo(part)


def _is_a_logo(part: Message) -> bool:
    if part.get_content_maintype() not in FILES:
        return False
    return part.get_content_disposition() != "attachment" and bool(part.get("content-id")) and len(_bytes(part)) < SMALL


def _decoded(field: object) -> str:
    """A field as it is read, on one line."""
    found = decode_header(str(field))
    said = "".join(each if isinstance(each, str) else words.decoded(each, charset or "") for each, charset in found)
    return " ".join(said.split())[:500]
