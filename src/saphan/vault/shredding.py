"""Destroying a subject: its data key, and everything that any room derived from it.

Each room names what it derives by `derives(...)` in its AppConfig.ready(); shredding runs them all, in one
transaction with the audit event. Jobs that wait for the subject go first. The list of shredded subjects also stands in
a file beside the database, written first, and again in the back-up folder, so that a restored back-up cannot bring a
story back.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import forget_jobs_of
from saphan.vault import shred_log
from saphan.vault.models import DataKey, Shredded
from saphan.vault.recording import record

Remover = Callable[[UUID], None]


@dataclass(frozen=True, slots=True)
class Left:
    """What may stay in a table that knew her: these columns may keep a value, every other is emptied; and why.

    No column at all: the table looks as if it led to a story and never does.
    """

    columns: frozenset[str]
    why: str

    @classmethod
    def with_columns(cls, columns: str, why: str) -> "Left":
        return cls(frozenset(columns.split()), why)


_removers: dict[str, Remover] = {}
_before_again: dict[str, Remover] = {}
_removed: dict[str, frozenset[str]] = {}
_left: dict[str, Mapping[str, Left]] = {}
_afterwards: set[str] = set()
log = logging.getLogger("saphan.vault")


def derives(
    name: str,
    remover: Remover,
    *,
    removes: Collection[str] = (),
    leaves: Mapping[str, Left] | None = None,
    afterwards: Collection[str] = (),
    again: Remover | None = None,
) -> None:
    """Register what a room holds about a subject; `remover(subject_id)` takes it away. name: `room.table`.

    removes: tables in which no row that knew her stays. leaves: tables in which one does, without what it knew.
    A test walks the models and fails for a table that leads to a story and stands in neither.
    afterwards: tasks that are to run although their subject is gone. again: what has to be said first when a restored
    back-up brought the subject back, because the service that said it then does not run a second time.
    """
    _removers[name] = remover
    _afterwards.update(afterwards)
    _cover(name, removes, leaves or {})
    if again is not None:
        _before_again[name] = again


def _cover(name: str, removes: Collection[str], leaves: Mapping[str, Left]) -> None:
    _removed[name] = frozenset(removes)
    _left[name] = leaves


def removed_from() -> frozenset[str]:
    """Tables in which nothing of a shredded subject stays."""
    return frozenset().union(*_removed.values())


def left_in() -> dict[str, Left]:
    """Tables in which a row may stay, and what of it."""
    return {table: left for tables in _left.values() for table, left in tables.items()}


def registered() -> tuple[str, ...]:
    return tuple(sorted(_removers))


def name_our_own() -> None:
    """What vault itself holds about a subject: `shred` takes the key; the streams keep ids and codes."""
    streams = {
        "vault_shredded": Left.with_columns("subject_id on", "that it was destroyed, and when; a back-up asks"),
        "vault_event": Left.with_columns(
            "id at caller caller_id desk_id act object_id detail", "the audit: ids and codes, never changed"
        ),
        "vault_fact": Left.with_columns(
            "id on kind version subject desk_id payload", "coded, no person; a further fact takes it back"
        ),
    }
    _cover("vault", ("vault_data_key",), streams)


def shred(subject_id: UUID) -> None:
    """Destroy a subject for good. Call inside `acting_as`."""
    _note_beside_the_database(subject_id)
    _destroy(subject_id)


def replay(ids: Iterable[UUID]) -> int:
    """After a restore: destroy again what the log names and the back-up brought back; returns how many it was."""
    with acting_as(System("vault.replay")):
        gone = set(Shredded.objects.values_list("subject_id", flat=True))
    back = sorted(set(ids) - gone)
    for subject_id in back:
        with acting_as(System("vault.replay")):
            for say in _before_again.values():
                say(subject_id)
            _destroy(subject_id)
    return len(back)


def mirror() -> int:
    """Bring the copy of the log in the back-up folder up to date; returns how many lines it lacked. Raises OSError."""
    missing = lacking()
    if missing:
        shred_log.note(_in_the_backup_folder(), missing)
    return len(missing)


def lacking() -> list[UUID]:
    """What was destroyed and does not stand in the copy of the log."""
    with acting_as(System("vault.mirror")):
        gone = set(Shredded.objects.values_list("subject_id", flat=True))
    known = gone | shred_log.read_file(_beside_the_database())
    return sorted(known - shred_log.read_file(_in_the_backup_folder()))


def _destroy(subject_id: UUID) -> None:
    forget_jobs_of(subject_id, but=_afterwards)
    for remove in _removers.values():
        remove(subject_id)
    DataKey.objects.filter(subject_id=subject_id).delete()
    Shredded.objects.bulk_create([Shredded(subject_id=subject_id, on=clock.today())], ignore_conflicts=True)
    record("vault.shredded", subject_id)


def _note_beside_the_database(subject_id: UUID) -> None:
    """The copy may be out of reach; she may delete her story all the same, and `mirror` writes it later."""
    shred_log.note(_beside_the_database(), [subject_id])
    try:
        shred_log.note(_in_the_backup_folder(), [subject_id])
    except OSError:
        log.warning("the copy of the log of what was destroyed cannot be written")


def _beside_the_database() -> Path:
    return Path(settings.SAPHAN_HOME) / shred_log.NAME


def _in_the_backup_folder() -> Path:
    """A folder of ours is made; one that was named may be a disk that is not there now, and is not made."""
    folder = Path(settings.SAPHAN_BACKUPS)
    if folder.parent == Path(settings.SAPHAN_HOME):
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    return folder / shred_log.NAME
