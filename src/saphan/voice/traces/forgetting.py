"""After its days nobody can tell which browser it was, also not with the key: only which stories shared one."""

import secrets
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.keyring import key_ring
from saphan.voice.models import Trace
from saphan.voice.traces import marks
from saphan.voice.traces.changing_keys import drop_marks_of_gone_keys

BATCH = 200  # stories a sweep
OURSELVES = System("voice.forget_browsers")

_browsers_done = ""
_keys_done: tuple[int, ...] = ()
_after = UUID(int=0)


def sweep() -> None:
    """Each minute until all is done: browsers then not before the next day, keys not before one was taken out."""
    global _browsers_done, _keys_done, _after
    today, standing = clock.today().isoformat(), tuple(sorted(key_ring().hashing))
    if _browsers_done != today and forget_browsers() < BATCH:
        _browsers_done = today
    if _keys_done != standing and standing[0] > 1:
        last = drop_marks_of_gone_keys(_after, BATCH)
        _after = last or UUID(int=0)
        if last is None:
            _keys_done = standing


def forget_browsers() -> int:
    """Of stories whose browsers are due; returns how many were looked at.

    A browser goes wherever it was used, in one transaction, for a number drawn at random that all these stories share.
    """
    with acting_as(OURSELVES):
        due = Trace.objects.select_for_update().filter(forget_on__lte=clock.today())
        rows = list(due.order_by("forget_on", "conversation_id")[:BATCH])
        gone = {mark for row in rows for mark in _keyed(row)}
        drawn = {mark: bytes([marks.OF_NO_KEY]) + secrets.token_bytes(marks.BYTES) for mark in gone}
        for row in rows:
            row.forget_on = None
        others = Trace.objects.select_for_update().filter(forget_on__isnull=False, browsers__overlap=list(gone))
        others = others.exclude(conversation_id__in=[row.conversation_id for row in rows])
        for row in (*rows, *(others if gone else ())):
            row.browsers = [drawn.get(mark, mark) for mark in map(bytes, row.browsers)]
            row.forget_on = row.forget_on if _keyed(row) else None
            row.save(update_fields=["browsers", "forget_on"])
    return len(rows)


def _keyed(row: Trace) -> list[bytes]:
    return [mark for mark in map(bytes, row.browsers) if mark[0] != marks.OF_NO_KEY]
