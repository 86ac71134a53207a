"""What providers tell afterwards: delivered, read, failed. It may come late, twice, in any order. Call as System."""

from datetime import datetime, timedelta
from uuid import UUID

from saphan.vault.sealing import Sealed
from saphan.voice.channels.arriving.inbox import WAITS, NotYet
from saphan.voice.channels.contract import Sent
from saphan.voice.channels.events import Reached, ReachedAll, State, Why
from saphan.voice.channels.leaving import settling
from saphan.voice.channels.leaving.not_arrived import locked
from saphan.voice.channels.models import Delivery, Progress, Way

CLOCKS_DIFFER = timedelta(seconds=5)  # the provider's and ours
ORDER = {Progress.SENDING: 0, Progress.UNKNOWN: 0, Progress.SENT: 1, Progress.DELIVERED: 2, Progress.READ: 3}


def take(account_id: UUID, event: Reached, ref_hash: Sealed | None, received_at: datetime, now: datetime) -> None:
    """Forwards only: what was read does not become delivered again. Raises NotYet, for a while."""
    found = Delivery.objects.filter(account_id=account_id, ref_hash=ref_hash)
    row = (locked(found) if ref_hash else None) or _lost(account_id, event, ref_hash, now)
    if row is None:
        if now - received_at < WAITS:
            raise NotYet
        return
    if event.state == State.FAILED:
        _failed(row, event, now)
    elif ORDER.get(Progress(row.progress), 9) < ORDER[Progress(event.state.value)]:
        settling.arrived(row, Progress(event.state.value), now)


def _lost(account_id: UUID, event: Reached, ref_hash: Sealed | None, now: datetime) -> Delivery | None:
    """A message whose answer did not reach us, and that the provider took all the same: not unknown any more."""
    try:
        once = UUID(event.once)
    except ValueError:
        return None
    row = locked(Delivery.objects.filter(id=once, account_id=account_id, progress=Progress.UNKNOWN))
    if row is not None:
        settling.taken(row, Sent(event.ref), bytes(ref_hash) if ref_hash else None, now)
    return row


def take_all(way: Way | None, event: ReachedAll, now: datetime) -> None:
    """Of what was sent until then, whatever is not as far yet. When the last one had been sent, that is all."""
    if way is None or way.written_at is None:
        return
    until, state = event.at + CLOCKS_DIFFER, Progress(event.state.value)
    rows = Delivery.objects.select_for_update().filter(way_id=way.id, progress__in=(Progress.SENT, Progress.DELIVERED))
    if way.written_at > until:  # of the others we know when they were sent as long as nothing else is known of them
        rows = rows.filter(progress=Progress.SENT, progress_at__lte=until)
    for row in rows.order_by("id"):
        if ORDER[Progress(row.progress)] < ORDER[state]:
            settling.arrived(row, state, now)


def _failed(row: Delivery, event: Reached, now: datetime) -> None:
    """A provider that takes a message first and refuses it later; not of one that arrived."""
    if row.progress in (Progress.SENT, Progress.UNKNOWN):
        settling.failed(row, event.why or Why.TERMINAL, event.code, None, now, refused_later=True)
