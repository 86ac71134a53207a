"""Destroying a subject: its data key, and everything that any room derived from it.

Each room names what it derives by `derives(...)` in its AppConfig.ready(); shredding runs them all, in one
transaction with the audit event. The list of shredded subjects also stands in a file beside the database, written
first, and again in the back-up folder, so that a restored back-up cannot bring a story back.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import shred_log
from saphan.vault.models import DataKey, Shredded
from saphan.vault.recording import record

Remover = Callable[[UUID], None]
_removers: dict[str, Remover] = {}
_before_again: dict[str, Remover] = {}
log = logging.getLogger("saphan.vault")


def derives(name: str, remover: Remover, *, again: Remover | None = None) -> None:
    """Register what a room holds about a subject; `remover(subject_id)` takes it away. name: `room.table`.

    again: what has to be said first when a restored back-up brought the subject back, because the service that said
    it then does not run a second time.
    """
    _removers[name] = remover
    if again is not None:
        _before_again[name] = again


def registered() -> tuple[str, ...]:
    return tuple(sorted(_removers))


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
    with acting_as(System("vault.mirror")):
        gone = set(Shredded.objects.values_list("subject_id", flat=True))
    known = gone | shred_log.read_file(_beside_the_database())
    lacking = sorted(known - shred_log.read_file(_in_the_backup_folder()))
    if lacking:
        shred_log.note(_in_the_backup_folder(), lacking)
    return len(lacking)


def _destroy(subject_id: UUID) -> None:
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
