"""The first things that happen in a restored database, before anybody is served."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.vault.backup_file import Contents
from saphan.vault.models import Backup, DataKey
from saphan.vault.recording import record
from saphan.vault.shredding import replay

OURSELVES = System("vault.restore")
Settle = Callable[[], object]
_settles: dict[str, Settle] = {}


def settles(name: str, act: Settle) -> None:
    """Register what a room does in a restored database, because things went on after the back-up was made."""
    _settles[name] = act


def take_over(contents: Contents, gone: set[UUID], name: str) -> int:
    """Destroy again what the log names, settle what went on since; keep that this back-up was good.

    Returns how many subjects had come back.
    """
    again = replay(gone)
    for act in _settles.values():
        act()
    with acting_as(OURSELVES):
        made = datetime.fromisoformat(contents.manifest["made"])
        Backup.objects.create(id=random_id(), at=made, name=name, size=contents.size)
        record("vault.restored", None, detail={"again": again, "log": len(gone)})
    return again


def stories_without_a_key(keys: dict[UUID, set[int]]) -> int:
    """How many subjects are sealed under a desk's key that is not among these, by desk and version."""
    with acting_as(OURSELVES):
        under = DataKey.objects.values_list("desk_id", "desk_key_version").annotate(many=Count("id"))
        return sum(many for desk_id, version, many in under if version not in keys.get(desk_id, set()))
