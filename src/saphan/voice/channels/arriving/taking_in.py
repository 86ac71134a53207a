"""What waits in the inbox becomes part of a story: one transaction an event, in the order in which she said it.

Done twice it is the same: each event carries its once-only token into the services that keep what she said. What fails
is tried again, later each time, and never keeps others from their turn.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from saphan.network.notices import notify
from saphan.network.selectors import lead_ids
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving import elsewhere, hers, ways
from saphan.voice.channels.arriving.hers import Became
from saphan.voice.channels.arriving.inbox import TAKE_IN, NotYet, opened_event, wake
from saphan.voice.channels.events import (
    Began,
    Deleted,
    Edited,
    Elsewhere,
    Event,
    Rang,
    Reached,
    ReachedAll,
    Renumbered,
    Said,
    Stopped,
)
from saphan.voice.channels.leaving import permission, reports, waiting
from saphan.voice.channels.models import InboundEvent, Stage

OURSELVES = System("voice.take_in")
FETCH = "voice.fetch_files"
STUCK = "voice.channel_stuck"
MOST_TRIES = 20
BATCH = 200

log = logging.getLogger("saphan.channels")


def take_in(event_id: UUID) -> None:
    """This event, and before it what the same person said earlier and still waits."""
    with acting_as(OURSELVES):
        named = ("account_id", "handle_hash")
        head = InboundEvent.objects.filter(id=event_id, stage=Stage.WAITING).values_list(*named).first()
    if head is None:
        return
    account_id, whose = head
    found = accounts.opened(account_id, ended=True)
    if found is None:
        return
    while (row_id := _next(event_id, whose)) is not None:
        _take_one(row_id, found)


def take_in_what_waits() -> None:
    """Once a minute: whatever no task is at, because it failed or waits for another message."""
    with acting_as(OURSELVES) as moment:
        due = InboundEvent.objects.filter(stage__in=(Stage.WAITING, Stage.FILES), next_try_at__lte=moment.now)
        late = due.filter(received_at__lte=moment.now - timedelta(minutes=1)).order_by("next_try_at", "id")
        for row_id, stage in late.values_list("id", "stage")[:BATCH]:
            defer(TAKE_IN if stage == Stage.WAITING else FETCH, event_id=row_id)


def _next(event_id: UUID, whose: bytes | None) -> UUID | None:
    with acting_as(OURSELVES) as moment:
        due = InboundEvent.objects.filter(stage=Stage.WAITING, next_try_at__lte=moment.now)
        mine = due.filter(handle_hash=whose) if whose else due.filter(id=event_id)
        return mine.order_by("said_at", "id").values_list("id", flat=True).first()


def _take_one(row_id: UUID, found: Opened) -> None:
    try:
        with acting_as(OURSELVES) as moment:
            row = _locked(row_id)
            if row is not None:
                _settle(row, _became(found, opened_event(row, found.key), row, moment.now), moment.now)
    except NotYet:
        _put_off(row_id, counts=False)
    except Exception as error:
        log.error("an event was not taken in: %s", type(error).__name__)
        _put_off(row_id, counts=True)


def _locked(row_id: UUID) -> InboundEvent | None:
    """With the turn of whoever said it, so that no two of her messages are at work at once."""
    whose = InboundEvent.objects.filter(id=row_id).values_list("handle_hash", flat=True).first()
    if whose:
        one_at_a_time(UUID(bytes=bytes(whose)[:16]))
    return InboundEvent.objects.select_for_update().filter(id=row_id, stage=Stage.WAITING).first()


def _became(found: Opened, event: Event, row: InboundEvent, now: datetime) -> Became:
    """Raises NotYet."""
    if isinstance(event, Said):
        return hers.take_said(found, event, now)
    if isinstance(event, Edited):
        return hers.take_edited(found, event, row.received_at, now)
    if isinstance(event, Deleted):
        return hers.take_deleted(found, event, row.received_at, now)
    if isinstance(event, Reached):
        reports.take(found.id, event, row.ref_hash, row.received_at, now)
    elif isinstance(event, ReachedAll):
        reports.take_all(ways.way_of(found, event.handle), event, now)
    elif isinstance(event, Elsewhere):
        return elsewhere.take(found, event, now)
    elif isinstance(event, Rang):
        return hers.take_rang(found, event, now)
    else:
        _about_the_way(found, event, now)
    return hers.NOTHING


def _about_the_way(found: Opened, event: Began | Stopped | Renumbered, now: datetime) -> None:
    """Of somebody whom we never heard, nothing is kept."""
    way = ways.way_of(found, event.handle)
    if way is None:
        return
    if isinstance(event, Stopped):
        permission.stop(way, now, at=event.at)
    elif isinstance(event, Renumbered):
        way.renumbered_on = now.date()
        way.save(update_fields=["renumbered_on"])
    else:
        permission.open_again(way, event.at, now)


def _settle(row: InboundEvent, became: Became, now: datetime) -> None:
    """What it said stands in her story, or nowhere; here stays only that it came."""
    row.stage, row.conversation_id, row.message_id = became.stage, became.conversation_id, became.message_id
    row.next_try_at = now
    if became.stage == Stage.DONE:
        row.sealed, row.handle_hash = b"", None
    row.save(update_fields=["stage", "conversation_id", "message_id", "next_try_at", "sealed", "handle_hash"])
    if became.stage == Stage.FILES:
        defer(FETCH, event_id=row.id)
    if became.message_id and row.ref_hash:
        wake(bytes(row.ref_hash), now)


def _put_off(row_id: UUID, *, counts: bool) -> None:
    """counts: it failed. After many times it is left, and the leads are told that something lies there."""
    with acting_as(OURSELVES) as moment:
        row = InboundEvent.objects.select_for_update().filter(id=row_id).first()
        if row is None or row.stage not in (Stage.WAITING, Stage.FILES):
            return
        row.tries += 1
        row.next_try_at = moment.now + waiting.after(row.tries)
        if counts and row.tries >= MOST_TRIES:
            row.stage = Stage.UNREAD
            notify(staff_ids=lead_ids(row.desk_id), kind=STUCK)
        row.save(update_fields=["tries", "next_try_at", "stage"])


def forget_what_is_old(days: int) -> None:
    """That something came is remembered for as long as a provider may say it again."""
    _forget(Stage.DONE, days)


def forget_what_nobody_could_read(days: int) -> None:
    """It may be words of somebody: they do not lie here for ever because a parser was never mended."""
    _forget(Stage.UNREAD, days)


def _forget(stage: str, days: int) -> None:
    with acting_as(OURSELVES):
        old = clock.now() - timedelta(days=days)
        InboundEvent.objects.filter(stage=stage, received_at__lte=old).delete()
