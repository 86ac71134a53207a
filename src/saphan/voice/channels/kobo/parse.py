"""Submissions that a REST service of KoboToolbox brings as JSON. Source: https://support.kobotoolbox.org/rest_services.html

Each is a story of its own: forms are filled in by whoever visits many people, on one phone. What stands in it of that
phone and of who filled it in is not taken over.
"""

from collections.abc import Iterator, Set
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.events import Edited, Event, File, Kind, Said
from saphan.voice.channels.hints import language_of
from saphan.voice.channels.signing import password_of, same
from saphan.voice.inbound import Handle
from saphan.voice.numbers import NotRead as NoNumber
from saphan.voice.numbers import read_number

SECRET = "x-saphan-secret"
Form = dict[str, Any]
INSTANCE, FORMER = "meta/instanceID", "meta/deprecatedID"
NOT_HERS = frozenset(
    {
        *("start", "end", "today", "deviceid", "phonenumber", "subscriberid", "simserial", "username", "audit"),
        *("background-audio", "_version_", "__version__"),
    }
)
"""Of the phone and of whoever holds it: what forms write down by themselves."""
FILES = {"image": Kind.PHOTO, "audio": Kind.VOICE}
MOST_DEEP = 8  # groups in groups


def verify(received: Received, account: Account) -> bool:
    """A header of our own, which we enter at Kobo, or the password of the REST service."""
    given = received.header(SECRET) or password_of(received.header("authorization"))
    return same(given, account["secret"])


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    form = _form(received.json())
    try:
        event = _read(form, received, account)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise NotRead from None
    return (event,)


def _read(form: Form, received: Received, account: Account) -> Event:
    name = _name(form) or sha256(received.body).hexdigest()
    at, text = _at(form.get("_submission_time"), received.at), _text(form, account)
    ref = _ref(form, name)
    if form.get(FORMER):
        return Edited(name, at, None, ref, text)
    files = tuple(_files(form))
    kind = files[0].kind if files and not text else Kind.TEXT
    return Said(
        id=name,
        at=at,
        handle=None,
        text=text,
        kind=kind,
        files=files,
        ref=ref,
        language=language_of(_answer(form, account["language"])),
        place=_answer(form, account["place"]),
        typed=_number(_answer(form, account["phone"]), account["country"]),
    )


def _form(content: Form) -> Form:
    """As it is, or inside what somebody put around it ("custom wrapper")."""
    if not content or not all(isinstance(name, str) for name in content):
        raise NotRead
    inside = [value for value in content.values() if isinstance(value, dict) and (INSTANCE in value or "_id" in value)]
    if len(inside) == 1 and INSTANCE not in content and "_id" not in content:
        return inside[0]
    return content


def _name(form: Form) -> str:
    """Of this version of the submission: it stays when Kobo sends it again, and is another after an edit."""
    for field in (INSTANCE, "_uuid"):
        value = form.get(field)
        if isinstance(value, str) and value.strip():
            return value.removeprefix("uuid:")[:120]
    return ""


def _ref(form: Form, name: str) -> str:
    """Of the submission through all its versions."""
    number = form.get("_id")
    if isinstance(number, int) and not isinstance(number, bool):
        return f"{str(form.get('_xform_id_string', ''))[:60]}:{number}"
    former = form.get("meta/rootUuid") or form.get(FORMER) or name
    if not isinstance(former, str):
        raise NotRead
    return former.removeprefix("uuid:")[:120]


def _text(form: Form, account: Account) -> str:
    """Her own words first, then every other answer with its question."""
    files = {_file_name(each) for each in _attachments(form)}
    answers = [(path, said) for path, said in _answers(form, _named(account)) if said not in files]
    hers, beside = _names(account["words"]), _named(account)
    words = [said for name in hers for path, said in answers if _is(path, name)]
    lines = [f"{_question(path)}: {said}" for path, said in answers if not any(_is(path, name) for name in beside)]
    phone = [said for name in _names(account["phone"]) for path, said in answers if _is(path, name)]
    unread = [said for said in phone if _number(said, account["country"]) is None]
    kept = [f"📎 {_file_name(each)}" for each in _attachments(form) if _kind(each) is None]
    return "\n\n".join(part for part in ("\n".join(words), "\n".join((*lines, *unread, *kept))) if part)


def _named(account: Account) -> frozenset[str]:
    """The questions that the desk named: they are hers, whatever they are called."""
    return frozenset(name for field in ("words", "phone", "place", "language") for name in _names(account[field]))


def _answers(form: Form, named: Set[str], before: str = "", deep: int = 0) -> Iterator[tuple[str, str]]:
    """Each answer with the path of its question; a repeated group gets the number of the turn."""
    if deep > MOST_DEEP:
        raise NotRead
    for path, value in form.items():
        is_by_itself = path in NOT_HERS - named or path.startswith(("_", "meta/", "formhub/"))
        if not deep and is_by_itself:
            continue
        if isinstance(value, list):
            for number, each in enumerate(value, 1):
                if isinstance(each, dict):
                    yield from _answers(each, named, f"{number}. ", deep + 1)
        elif isinstance(value, str | int | float) and str(value).strip():
            yield before + path, str(value).strip()


def _question(path: str) -> str:
    before, dot, rest = path.partition(". ")
    turn = f"{before}. " if dot else ""
    return turn + (rest if dot else path).rpartition("/")[2].replace("_", " ")


def _is(path: str, name: str) -> bool:
    return path == name or path.rpartition("/")[2] == name or path.rpartition(". ")[2] == name


def _names(entered: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in entered.split(",") if each.strip())


def _answer(form: Form, entered: str) -> str:
    names = _names(entered)
    return next((said for path, said in _answers(form, frozenset(names)) if any(_is(path, name) for name in names)), "")


def _number(typed: str, country: str) -> Handle | None:
    try:
        return Handle("phone", read_number(typed, country)) if typed else None
    except NoNumber:
        return None


def _attachments(form: Form) -> Iterator[Form]:
    for each in form.get("_attachments") or ():
        if not each.get("is_deleted"):
            yield each


def _files(form: Form) -> Iterator[File]:
    for each in _attachments(form):
        kind, address = _kind(each), each.get("download_url")
        if kind is not None and isinstance(address, str):
            yield File(kind, address, str(each["mimetype"]))


def _kind(attachment: Form) -> Kind | None:
    return FILES.get(str(attachment.get("mimetype", "")).partition("/")[0])


def _file_name(attachment: Form) -> str:
    named = attachment.get("media_file_basename") or attachment.get("filename") or ""
    return str(named).rpartition("/")[2]


def _at(value: Any, now: datetime) -> datetime:
    """Kobo writes UTC, without saying so."""
    if not isinstance(value, str) or not value:
        return now
    said = datetime.fromisoformat(value)
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
