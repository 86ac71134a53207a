"""What an administrator reads of the audit: the events of her own desk, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.models import Event

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. act and detail are codes and ids; caller_id is null for a task."""

    id: UUID
    at: datetime
    caller: str
    caller_id: UUID | None
    act: str
    object_id: UUID | None
    detail: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """before: the id after which the next page begins; None on the last page."""

    rows: tuple[EventRow, ...]
    before: UUID | None


def trail(
    by: Staff, *, before: UUID | None = None, act: str = "", about: UUID | None = None, most: int = PAGE
) -> Trail:
    """Newest first. act: how the act's code begins. The database shows the caller's own desk, or nothing at all."""
    with acting_as(by):
        found = Event.objects.filter(desk_id=by.desk_id)
        if before is not None:
            found = found.filter(id__lt=before)
        if act:
            found = found.filter(act__startswith=act)
        if about is not None:
            found = found.filter(object_id=about)
        rows = [_row(event) for event in found.order_by("-id")[: most + 1]]
    return Trail(tuple(rows[:most]), rows[most - 1].id if len(rows) > most else None)


def _row(event: Event) -> EventRow:
    detail = tuple((name, str(value)) for name, value in event.detail.items())
    return EventRow(event.id, event.at, event.caller, event.caller_id, event.act, event.object_id, detail)
