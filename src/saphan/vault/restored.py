"""The first things that happen in a restored database, before anybody is served."""

from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.vault.backup_file import Contents
from saphan.vault.models import Backup, DataKey
from saphan.vault.recording import record
from saphan.vault.shredding import replay

OURSELVES = System("vault.restore")


def take_over(contents: Contents, gone: set[UUID], name: str) -> int:
    """Destroy again what the log names; keep that this back-up was good. Returns how many subjects had come back."""
    again = replay(gone)
    with acting_as(OURSELVES):
        made = datetime.fromisoformat(contents.manifest["made"])
        Backup.objects.create(id=random_id(), at=made, name=name, size=contents.size)
        record("vault.restored", None, detail={"again": again, "log": len(gone)})
    return again


def keys_in_use() -> set[tuple[UUID, int]]:
    """Desk and version of every key that something here is sealed under."""
    with acting_as(OURSELVES):
        return set(DataKey.objects.values_list("desk_id", "desk_key_version").distinct())
