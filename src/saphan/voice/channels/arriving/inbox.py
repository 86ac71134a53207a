"""Keeping what came in: one small transaction, then the provider is told that we have it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import ordered_id
from saphan.store.tasks import defer, deferred
from saphan.store.writing import acting_in_one_go, statement_unless_there
from saphan.vault import hashing, sealing
from saphan.vault.sealing import Cell, Sealed, SubjectKey
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.packing import Query, name_of, pack, pack_request, unpack
from saphan.voice.channels.contract import Received
from saphan.voice.channels.events import Event, Parsed, Rang, Unread
from saphan.voice.channels.models import InboundEvent, Stage

OURSELVES = System("voice.receive")
TAKE_IN = "voice.take_in"
UNREAD = "unread"
_HEARD = "UPDATE voice_channel_account SET heard_on = %s WHERE id = %s"
WAITS = timedelta(hours=1)  # for the message that an edit, a deletion or a report is about


class NotYet(Exception):
    """It is about a message that has not come; tried again for a while."""


def keep(found: Opened, events: Sequence[Parsed], query: Query = ()) -> None:
    """Every event of one request, once: what was kept before is not kept again. Parts not read, too."""
    with acting_in_one_go(OURSELVES) as (moment, statements):
        read = [event for event in events if not isinstance(event, Unread)]
        rows = [_row(found, event, moment.now) for event in read]
        statements += [statement_unless_there(row) for row in (*rows, *_parts(found, events, query, moment.now))]
        statements += [
            deferred(TAKE_IN, priority=_priority(event), event_id=row.id) for event, row in zip(read, rows, strict=True)
        ]
        if found.heard_on != moment.day:
            statements.append((_HEARD, [moment.day, found.id]))


def _priority(event: Event) -> int:
    """Somebody in danger before everybody else."""
    return 10 if isinstance(event, Rang) and event.danger else 5


def keep_unread(found: Opened, received: Received) -> None:
    """Well signed and not understood: the request as it came, sealed, until somebody has mended the parser."""
    with acting_as(OURSELVES) as moment:
        row = _unread_row(found, sha256(received.body).hexdigest(), received.query, received.body, moment.now)
        InboundEvent.objects.bulk_create([row], ignore_conflicts=True)


def _parts(found: Opened, events: Iterable[Parsed], query: Query, now: datetime) -> list[InboundEvent]:
    return [_unread_row(found, each.id, query, each.body, now) for each in events if isinstance(each, Unread)]


def _unread_row(found: Opened, name: str, query: Query, body: bytes, now: datetime) -> InboundEvent:
    row_id = ordered_id()
    newest = hashing.tokens("channel-event", f"{found.id}:{UNREAD}:{name}")[0]
    return InboundEvent(
        id=row_id,
        desk_id=found.desk_id,
        account_id=found.id,
        event_hash=newest.hash,
        key_version=newest.version,
        kind=UNREAD,
        stage=Stage.UNREAD,
        sealed=sealing.seal_bytes(pack_request(query, body), found.key, _cell(row_id)),
        said_at=now,
        received_at=now,
        next_try_at=now,
    )


def opened_event(row: InboundEvent, key: SubjectKey) -> Event:
    """Raises CannotOpen."""
    return unpack(opened_bytes(row.id, row.sealed, key))


def opened_bytes(row_id: UUID, sealed: Sealed, key: SubjectKey) -> bytes:
    return sealing.open_bytes(sealed, key, _cell(row_id))


def once_of(account_id: UUID, event_id: str) -> str:
    """The once-only token of an event, for the services that keep what she said."""
    return f"channel {account_id} {event_id}"


def ref_hash(account_id: UUID, ref: str) -> bytes | None:
    """How the message that a provider calls `ref` is found; None for no name."""
    return hashing.token_hash("channel-ref", f"{account_id}:{ref}") if ref else None


def handle_hash(account_id: UUID, event: Event) -> bytes | None:
    """Of whoever said it; of the talk that it goes on with, where nobody has a handle."""
    handle = getattr(event, "handle", None)
    if handle is not None:
        return hashing.token_hash("channel-handle", f"{account_id}:{handle.kind}:{handle.value}")
    if getattr(event, "goes_on", False):
        return hashing.token_hash("channel-handle", f"{account_id}:talk:{getattr(event, 'ref', '')}")
    return None


def sealed_event(row_id: UUID, event: Event, key: SubjectKey) -> bytes:
    return sealing.seal_bytes(pack(event), key, _cell(row_id))


def _cell(row_id: UUID) -> Cell:
    return Cell("voice_inbound_event", "sealed", row_id)


def _row(found: Opened, event: Event, now: datetime) -> InboundEvent:
    row_id = ordered_id()
    newest = hashing.tokens("channel-event", f"{found.id}:{event.id}")[0]
    return InboundEvent(
        id=row_id,
        desk_id=found.desk_id,
        account_id=found.id,
        event_hash=newest.hash,
        key_version=newest.version,
        handle_hash=handle_hash(found.id, event),
        ref_hash=ref_hash(found.id, getattr(event, "ref", "")),
        kind=name_of(event),
        sealed=sealed_event(row_id, event, found.key),
        said_at=event.at,
        received_at=now,
        next_try_at=now,
    )


def wake(ref_hash: bytes, now: datetime) -> None:
    """What came before the message that it is about has its turn now. Call as System.

    Only what was put off: whatever else waits has a task already, and a long talk would make one for each pair.
    """
    put_off = InboundEvent.objects.filter(ref_hash=ref_hash, stage=Stage.WAITING, next_try_at__gt=now)
    for row_id in list(put_off.values_list("id", flat=True)):
        defer(TAKE_IN, event_id=row_id)
    put_off.update(next_try_at=now)
