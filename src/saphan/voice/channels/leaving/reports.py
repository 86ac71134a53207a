"""What providers tell afterwards: delivered, read, failed. It may come late, twice, in any order. Call as System."""

from datetime import datetime
from uuid import UUID

from saphan.vault.sealing import Sealed
from saphan.voice.channels.arriving.inbox import WAITS, NotYet
from saphan.voice.channels.events import Reached, State, Why
from saphan.voice.channels.leaving import settling
from saphan.voice.channels.models import Delivery, Progress

ORDER = {Progress.SENDING: 0, Progress.UNKNOWN: 0, Progress.SENT: 1, Progress.DELIVERED: 2, Progress.READ: 3}


def take(account_id: UUID, event: Reached, ref_hash: Sealed | None, received_at: datetime, now: datetime) -> None:
    """Forwards only: what was read does not become delivered again. Raises NotYet, for a while."""
    found = Delivery.objects.select_for_update().filter(account_id=account_id, ref_hash=ref_hash)
    row = found.first() if ref_hash else None
    if row is None:
        if now - received_at < WAITS:
            raise NotYet
        return
    if event.state == State.FAILED:
        _failed(row, event, now)
    elif ORDER.get(Progress(row.progress), 9) < ORDER[Progress(event.state.value)]:
        settling.arrived(row, Progress(event.state.value), now)


def _failed(row: Delivery, event: Reached, now: datetime) -> None:
    """A provider that takes a message first and refuses it later; not of one that arrived."""
    if row.progress in (Progress.SENT, Progress.UNKNOWN):
        settling.failed(row, event.why or Why.TERMINAL, event.code, None, now, refused_later=True)
