"""Changing a desk's key: every data key is wrapped anew, a batch at a time, while everything runs.

What was sealed is not touched. A batch that is cut off leaves its rows as they were, under a version that still
opens; the next run takes them up (docs/adr/0019).
"""

from collections.abc import Iterator
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import sealing
from saphan.vault.keyring import key_ring
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.sealing import CannotOpen

BATCH = 200
OURSELVES = System("vault.rotate_keys")


def older_keys(desk_id: UUID, version: int) -> int:
    """How many data keys of a desk are wrapped under a version below this one."""
    with acting_as(OURSELVES):
        return DataKey.objects.filter(desk_id=desk_id, desk_key_version__lt=version).count()


def wrap_anew(desk_id: UUID, version: int) -> Iterator[int]:
    """Bring a desk's data keys to this version; yields how many after each batch has committed.

    Rows that somebody holds are passed by, and those that do not open stay: `older_keys` still counts both.
    """
    after = UUID(int=0)
    while True:
        with acting_as(OURSELVES):
            waiting = DataKey.objects.select_for_update(skip_locked=True).filter(id__gt=after, desk_id=desk_id)
            rows = list(waiting.filter(desk_key_version__lt=version).order_by("id")[:BATCH])
            done = sum(_wrap(row, version) for row in rows)
        if not rows:
            return
        after = rows[-1].id
        yield done


def _wrap(row: DataKey, version: int) -> bool:
    former, desk_key = (key_ring().desk_key(row.desk_id, each)[1] for each in (row.desk_key_version, version))
    try:
        secret = sealing.unwrap(row.wrapped, former, row.subject_id, row.desk_key_version)
    except CannotOpen:
        return False
    wrapped = sealing.wrap(secret, desk_key, row.subject_id, version)
    DataKey.objects.filter(id=row.id).update(wrapped=wrapped, desk_key_version=version)
    return True


def note_change(desk_id: UUID | None, version: int) -> None:
    """For the record: a new version seals from now on."""
    with acting_as(OURSELVES):
        record("vault.key_changed", desk_id, detail={"version": version})


def note_removal(desk_id: UUID | None, version: int) -> None:
    """For the record: a version that nothing needed was taken out."""
    with acting_as(OURSELVES):
        record("vault.key_removed", desk_id, detail={"version": version})
