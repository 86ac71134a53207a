"""One request that brings many things: what cannot be read of it holds nothing else up. Pure."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import Event, Parsed, Unread

Part = TypeVar("Part")
FAULTS = (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError)


def read_each(
    parts: Iterable[Part], read: Callable[[Part], Iterable[Event]], alone: Callable[[Part], object], at: datetime
) -> tuple[Parsed, ...]:
    """What `read` makes of each part; of one that it cannot read, the request that `alone` makes of this part."""
    found: list[Parsed] = []
    for part in parts:
        try:
            found += tuple(read(part))
        except FAULTS:
            found.append(unread(alone(part), at))
    return tuple(found)


def read_all(
    parts: Iterable[Part], read: Callable[[Part], Iterable[Event]], alone: Callable[[Part], object], at: datetime
) -> tuple[Parsed, ...]:
    """As above, each event once. Raises NotRead where the request cannot even be taken apart."""
    try:
        found = list(parts)
    except FAULTS as fault:
        raise (fault if isinstance(fault, NotRead) else NotRead) from None
    return each_once(read_each(found, read, alone, at))


def unread(content: object, at: datetime) -> Unread:
    body = json.dumps(content).encode()
    return Unread(f"part {sha256(body).hexdigest()}", at, body)


def each_once(parsed: Iterable[Parsed]) -> tuple[Parsed, ...]:
    """The same event twice in one request is one. Raises NotRead where nothing at all was read."""
    found: dict[str, Parsed] = {}
    for event in parsed:
        found.setdefault(event.id, event)
    if found and all(isinstance(event, Unread) for event in found.values()):
        raise NotRead
    return tuple(found.values())
