"""Destroying a subject: its data key, and everything that any room derived from it.

Each room names what it derives by `derives(...)` in its AppConfig.ready(); shredding runs them all, in one
transaction with the audit event. The list of shredded subjects also stands in a file beside the database, written
first, so that a restored back-up cannot bring a story back.
"""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from saphan.store import clock
from saphan.vault.models import DataKey, Shredded
from saphan.vault.recording import record

Remover = Callable[[UUID], None]
_removers: dict[str, Remover] = {}


def derives(name: str, remover: Remover) -> None:
    """Register what a room holds about a subject; `remover(subject_id)` takes it away. name: `room.table`."""
    _removers[name] = remover


def registered() -> tuple[str, ...]:
    return tuple(sorted(_removers))


def shred(subject_id: UUID) -> None:
    """Destroy a subject for good. Call inside `acting_as`."""
    _note_beside_the_database(subject_id)
    for remove in _removers.values():
        remove(subject_id)
    DataKey.objects.filter(subject_id=subject_id).delete()
    Shredded.objects.bulk_create([Shredded(subject_id=subject_id, on=clock.today())], ignore_conflicts=True)
    record("vault.shredded", subject_id)


def _note_beside_the_database(subject_id: UUID) -> None:
    file = Path(settings.SAPHAN_HOME) / "shredded.log"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as log:
        log.write(f"{subject_id}\n")
        log.flush()
        os.fsync(log.fileno())
