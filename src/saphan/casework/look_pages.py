"""Looks as pages show them: to whoever looks, to the desk whose story it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, When

from saphan.casework.look_codes import KINDS, REASONS, STATES, Words
from saphan.casework.looking import INTERPRETING
from saphan.casework.models import Look
from saphan.casework.policies import may_work_with_stories, require
from saphan.network.selectors import staff_names
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts

WAITS_FIRST = Case(When(state__in=("asked", "accepted"), then=0), default=1)


@dataclass(frozen=True, slots=True)
class LookShown:
    """One look in words. translation: only beside the story, once it is there."""

    id: UUID
    conversation_id: UUID
    kind: object
    reason: object
    state: str
    state_words: object
    asked_by: str
    looker: str
    decided_by: str
    on: date
    until: datetime | None
    mine: bool
    translation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a story: its looks."""

    looks: tuple[LookShown, ...]


def looks(by: Staff, kind: str, most: int = 100) -> tuple[LookShown, ...]:
    """Those of one kind that the database shows her: what waits for somebody first, then newest."""
    with acting_as(by):
        rows = list(Look.objects.filter(kind=kind).order_by(WAITS_FIRST, "-on", "-id")[:most])
    return _shown(rows, by)


def look(by: Staff, kind: str, look_id: UUID) -> LookShown | None:
    with acting_as(by):
        rows = list(Look.objects.filter(kind=kind, id=look_id))
    return next(iter(_shown(rows, by)), None)


def beside(by: Staff, conversation_id: UUID) -> Beside:
    """For the story's page; opens translations, audited. Raises NotAllowed."""
    require(may_work_with_stories(by))
    with acting_as(by):
        rows = list(Look.objects.filter(conversation_id=conversation_id).order_by("on", "id"))
        translated = [row for row in rows if row.kind == INTERPRETING and row.sealed is not None]
        cells = [(bytes(row.sealed or b""), Cell("casework_look", "sealed", row.id)) for row in translated]
        texts = open_texts(cells, subject_id=conversation_id, why="translation_read")
    opened = {row.id: text for row, text in zip(translated, texts, strict=True)}
    return Beside(_shown(rows, by, opened))


def _shown(rows: Iterable[Look], by: Staff, opened: dict[UUID, str] | None = None) -> tuple[LookShown, ...]:
    found = list(rows)
    names = staff_names({person for row in found for person in (row.asked_by, row.looker, row.decided_by) if person})
    return tuple(_one(row, by, names, (opened or {}).get(row.id, "")) for row in found)


def _one(row: Look, by: Staff, names: dict[UUID, str], translation: str) -> LookShown:
    is_over = row.state == "open" and row.until is not None and row.until <= clock.now()
    state = "over" if is_over else row.state
    return LookShown(
        id=row.id,
        conversation_id=row.conversation_id,
        kind=_word(KINDS, row.kind),
        reason=_word(REASONS, row.reason),
        state=state,
        state_words=_word(STATES, state),
        asked_by=names.get(row.asked_by, ""),
        looker=names.get(row.looker, "") if row.looker else "",
        decided_by=names.get(row.decided_by, "") if row.decided_by else "",
        on=row.on,
        until=row.until,
        mine=row.asked_by == by.id,
        translation=translation,
    )


def _word(words: Words, code: str) -> object:
    return words.get(code, code)
