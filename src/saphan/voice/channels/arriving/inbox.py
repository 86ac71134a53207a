"""Keeping what came in: one small transaction, then the provider is told that we have it."""

from collections.abc import Sequence
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
from saphan.voice.channels.arriving.packing import name_of, pack, unpack
from saphan.voice.channels.contract import Received
from saphan.voice.channels.events import Event
from saphan.voice.channels.models import InboundEvent, Stage

OURSELVES = System("voice.receive")
TAKE_IN = "voice.take_in"
UNREAD = "unread"
_HEARD = "UPDATE voice_channel_account SET heard_on = %s WHERE id = %s"
WAITS = timedelta(hours=1)  # for the message that an edit, a deletion or a report is about


class NotYet(Exception):
    """It is about a message that has not come; tried again for a while."""


def keep(found: Opened, events: Sequence[Event]) -> None:
    """Every event of one request, once: what was kept before is not kept again."""
    with acting_in_one_go(OURSELVES) as (moment, statements):
        rows = [_row(found, event, moment.now) for event in events]
        statements += [statement_unless_there(row) for row in rows]
        statements += [deferred(TAKE_IN, priority=5, event_id=row.id) for row in rows]
        if found.heard_on != moment.day:
            statements.append((_HEARD, [moment.day, found.id]))


def keep_unread(found: Opened, received: Received) -> None:
    """Well signed and not understood: the bytes as they came, sealed, until somebody has mended the parser."""
    with acting_as(OURSELVES) as moment:
        row_id = ordered_id()
        newest = hashing.tokens("channel-event", f"{found.id}:{UNREAD}:{sha256(received.body).hexdigest()}")[0]
        row = InboundEvent(
            id=row_id,
            desk_id=found.desk_id,
            account_id=found.id,
            event_hash=newest.hash,
            key_version=newest.version,
            kind=UNREAD,
            stage=Stage.UNREAD,
            sealed=sealing.seal_bytes(received.body, found.key, _cell(row_id)),
            said_at=moment.now,
            received_at=moment.now,
            next_try_at=moment.now,
        )
        InboundEvent.objects.bulk_create([row], ignore_conflicts=True)


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
    handle = getattr(event, "handle", None)
    return hashing.token_hash("channel-handle", f"{account_id}:{handle.kind}:{handle.value}") if handle else None


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
        sealed=sealing.seal_bytes(pack(event), found.key, _cell(row_id)),
        said_at=event.at,
        received_at=now,
        next_try_at=now,
    )


def wake(ref_hash: bytes, now: datetime) -> None:
    """What came before the message that it is about has its turn now. Call as System."""
    for row_id in InboundEvent.objects.filter(ref_hash=ref_hash, stage=Stage.WAITING).values_list("id", flat=True):
        InboundEvent.objects.filter(id=row_id).update(next_try_at=now)
        defer(TAKE_IN, event_id=row_id)
