"""Careful reading of what Meta brings: names as plain letters, times with a zone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from saphan.voice.channels.contract import NotRead, Received

NAME = re.compile(r"[!-~]{1,400}")
NUMBER = re.compile(r"[0-9]{1,40}")
ADDRESS = re.compile(r"https?://[!-~]{1,4000}")
Item = dict[str, Any]


def entries(received: Received, kind: str) -> Iterator[Item]:
    """Of one request; Meta puts up to a thousand into one. Raises Cut, NotRead."""
    content = received.json()
    if content.get("object") != kind:
        raise NotRead
    yield from items(content["entry"])


def items(found: Any) -> Iterator[Item]:
    """A list of objects. Raises TypeError for anything else."""
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TypeError
    yield from found


def name(value: Any) -> str:
    """Meta's name of a message, a person, a file. Raises ValueError for what is none."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise ValueError
    return value


def number(value: Any) -> str:
    """A name that is only digits, so that it can stand in an address. Raises ValueError."""
    if not NUMBER.fullmatch(name(value)):
        raise ValueError
    return str(value)


def address(value: Any) -> str:
    """Of a file. Raises ValueError; which machines may be asked is looked at when it is asked for."""
    if not isinstance(value, str) or not ADDRESS.fullmatch(value):
        raise ValueError
    return value


def words(value: Any) -> str:
    """What she wrote; empty for nothing. Raises TypeError for what is no text."""
    if value is not None and not isinstance(value, str):
        raise TypeError
    return value or ""


def place(latitude: Any, longitude: Any) -> str:
    return f"{float(latitude):.6f}, {float(longitude):.6f}"


def from_seconds(value: Any) -> datetime:
    return datetime.fromtimestamp(int(value), UTC)


def from_milliseconds(value: Any) -> datetime:
    return datetime.fromtimestamp(int(value) / 1000, UTC)
