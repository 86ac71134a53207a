"""Events, and requests that were not read, as bytes, to be sealed, and back. Pure."""

import base64
import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from saphan.voice.channels import events
from saphan.voice.channels.events import About, Event, File, Kind, State, Where, Why
from saphan.voice.inbound import Handle

REQUEST = b"\0request\n"
Query = tuple[tuple[str, str], ...]
EVENTS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in events.Event.__args__}


def name_of(event: Event) -> str:
    """`said`, `edited`, `reached`…"""
    return type(event).__name__.lower()


def pack(event: Event) -> bytes:
    return json.dumps({"event": name_of(event), **_plain(event)}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Event:
    content = json.loads(packed.decode("utf-8", "surrogatepass"))
    kind = EVENTS[content.pop("event")]
    return kind(**{name: _READ.get(name, _as_it_is)(value) for name, value in content.items()})  # type: ignore[no-any-return]


def pack_request(query: Query, body: bytes) -> bytes:
    """What is needed to read it later."""
    return REQUEST + json.dumps({"query": query, "body": base64.b64encode(body).decode()}).encode()


def unpack_request(packed: bytes) -> tuple[Query, bytes]:
    """Before there was a query beside it, the bytes alone were kept."""
    if not packed.startswith(REQUEST):
        return (), packed
    content = json.loads(packed.removeprefix(REQUEST))
    return tuple((name, value) for name, value in content["query"]), base64.b64decode(content["body"])


def _plain(thing: Any) -> Any:
    if is_dataclass(thing):
        return {one.name: _plain(getattr(thing, one.name)) for one in fields(thing)}
    if isinstance(thing, bytes):
        return base64.b64encode(thing).decode()
    if isinstance(thing, datetime):
        return thing.isoformat()
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    return thing


def _as_it_is(value: Any) -> Any:
    return value


def _handle(value: Any) -> Handle | None:
    return Handle(**value) if value is not None else None


def _files(value: Any) -> tuple[File, ...]:
    return tuple(_file(each) for each in value)


def _file(value: dict[str, Any]) -> File:
    """Kept before files came along with a message, it has no content."""
    content = base64.b64decode(value.get("content", ""))
    return File(**{**value, "kind": Kind(value["kind"]), "content": content})


def _why(value: Any) -> Why | None:
    return Why(value) if value is not None else None


_READ: dict[str, Any] = {
    "at": datetime.fromisoformat,
    "handle": _handle,
    "to": _handle,
    "typed": _handle,
    "about": About,
    "files": _files,
    "kind": Kind,
    "state": State,
    "where": Where,
    "why": _why,
}
