"""Parts that rooms above hang into the sheet of a visit: kept, sealed and sent as the entry of a worker is."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from saphan.store.callers import Staff
from saphan.voice.refusals import EntryNotRead
from saphan.voice.visits.visits import VisitCard

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """name: stands beside what the tablet seals. style: its own style sheet. script: its own, where it needs one.

    shown: what the template needs, None where this visit has none of it. take: keep what was sealed, once however often
    the same id is sent; raises a Refusal. entered: after a worker of this visit was taken in.
    """

    name: str
    template: str
    style: str
    shown: Callable[[Staff, VisitCard], Given | None]
    take: Callable[[VisitCard, UUID, Given, Staff], None]
    entered: Callable[[UUID], None]
    script: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part on the page of one visit."""

    name: str
    template: str
    style: str
    script: str
    given: Given


_parts: dict[str, Part] = {}


def add_part(part: Part) -> None:
    """Call in AppConfig.ready()."""
    _parts[part.name] = part


def parts_of(by: Staff, card: VisitCard) -> Iterator[Shown]:
    for part in _parts.values():
        given = part.shown(by, card)
        if given is not None:
            yield Shown(part.name, part.template, part.style, part.script, given)


def read_part(content: bytes) -> tuple[Part, Given] | None:
    """The part whose form was sealed; None for the entry of a worker. Raises EntryNotRead."""
    try:
        read = json.loads(content)
        name = read.get("part", "")
        return (_parts[name], dict(read["given"])) if name else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise EntryNotRead from None


def tell_parts(visit_id: UUID) -> None:
    """Somebody was entered there."""
    for part in _parts.values():
        part.entered(visit_id)
