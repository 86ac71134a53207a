"""What could not be read is read again, after an upgrade that mended the parser or whatever else failed."""

import logging
from dataclasses import dataclass
from uuid import UUID

from django.db import Error as DatabaseError

from saphan.network.policies import may_configure_desk
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.vault.sealing import CannotOpen
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.arriving.packing import Query, unpack_request
from saphan.voice.channels.contract import Received
from saphan.voice.channels.events import Parsed
from saphan.voice.channels.models import InboundEvent, Stage

OURSELVES = System("voice.read_again")

log = logging.getLogger("saphan.channels")


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """read: how many are in their stories now, or on their way. left: how many still cannot be read."""

    read: int
    left: int


def how_many(by: Staff) -> int:
    """What lies unread at the caller's desk. Raises NotAllowed."""
    _require(by, by.desk_id)
    with acting_as(OURSELVES):
        return InboundEvent.objects.filter(desk_id=by.desk_id, stage=Stage.UNREAD).count()


def read_again(*, by: Staff | System, desk_id: UUID) -> ReadAgain:
    """Each is tried once more; what was taken in before is not taken in twice. Raises NotAllowed."""
    _require(by, desk_id)
    with acting_as(OURSELVES):
        unread = InboundEvent.objects.filter(desk_id=desk_id, stage=Stage.UNREAD)
        ids = list(unread.order_by("received_at", "id").values_list("id", flat=True))
    read = sum(_again(row_id) for row_id in ids)
    with acting_as(by):
        record("voice.read_again", desk_id, detail={"read": read, "left": len(ids) - read})
    return ReadAgain(read, len(ids) - read)


def desks_with_unread() -> tuple[UUID, ...]:
    with acting_as(OURSELVES):
        desks = InboundEvent.objects.filter(stage=Stage.UNREAD).values_list("desk_id", flat=True)
        return tuple(desks.order_by("desk_id").distinct())


def _again(row_id: UUID) -> bool:
    with acting_as(OURSELVES):
        row = InboundEvent.objects.filter(id=row_id, stage=Stage.UNREAD).first()
    if row is None:
        return True
    if row.kind != inbox.UNREAD:
        return _take_in_again(row)
    found = accounts.opened(row.account_id, ended=True)
    if found is None or not _is_kept_now(row, found):
        return False
    _done(row_id)
    return True


def _is_kept_now(row: InboundEvent, found: Opened) -> bool:
    """False for what still cannot be read."""
    try:
        query, body = unpack_request(inbox.opened_bytes(row.id, row.sealed, found.key))
        parsed = _parsed(query, body, row, found)
        if parsed:
            inbox.keep(found, parsed, query)
    except DatabaseError:
        raise
    except (CannotOpen, ValueError):
        return False
    except Exception as error:
        log.error("a webhook was not read again: %s", type(error).__name__)
        return False
    return True


def _parsed(query: Query, body: bytes, row: InboundEvent, found: Opened) -> tuple[Parsed, ...]:
    address = accounts.address_of(found.declaration.name, found.id)
    return found.channel.parse(Received("POST", address, query, {}, body, row.received_at), found.account)


def _take_in_again(row: InboundEvent) -> bool:
    """It was read, and its story could not take it: as if it had just come."""
    with acting_as(OURSELVES) as moment:
        waiting = InboundEvent.objects.filter(id=row.id, stage=Stage.UNREAD)
        waiting.update(stage=Stage.WAITING, tries=0, next_try_at=moment.now)
        defer(inbox.TAKE_IN, event_id=row.id)
    return True


def _done(row_id: UUID) -> None:
    with acting_as(OURSELVES):
        InboundEvent.objects.filter(id=row_id, stage=Stage.UNREAD).update(stage=Stage.DONE, sealed=b"")


def _require(by: Staff | System, desk_id: UUID) -> None:
    if not may_configure_desk(by, desk_id):
        raise NotAllowed
