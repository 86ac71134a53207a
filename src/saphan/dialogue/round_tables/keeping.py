"""A company at the table: it takes its seat or not, says yes to the words, says what it did. And what is late."""

from uuid import UUID

from saphan.dialogue.refusals import NotNow
from saphan.dialogue.round_tables.models import (
    RoundTable,
    RoundTablePromise,
    RoundTableSeat,
    RoundTableYes,
    State,
)
from saphan.dialogue.round_tables.services import OURSELVES
from saphan.network.models import Role
from saphan.network.selectors import lead_ids, partner_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record


def answer_the_offer(*, seat_id: UUID, takes_it: bool, by: Partner) -> None:
    """While the table is open it may still think again; the same answer twice is one. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        seat, table = _seat(seat_id, by)
        if table.state != State.OPEN:
            raise NotNow("not_open")
        if seat.answered_on and seat.is_taken == takes_it:
            return
        seat.answered_on, seat.is_taken = moment.day, takes_it
        seat.save(update_fields=["answered_on", "is_taken"])
        kind = "dialogue.seat_taken" if takes_it else "dialogue.seat_declined"
        record(kind, table.id)
        notify(staff_ids=lead_ids(table.desk_id), kind=kind, object_id=table.id)


def agree(*, seat_id: UUID, terms: str, by: Partner) -> None:
    """Its yes to the words that it read, and to nothing that was written since. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        seat, table = _seat(seat_id, by)
        if table.state == State.OPEN or not seat.is_taken:
            raise NotNow("not_written")
        if not terms or terms != table.terms:
            raise NotNow("other_words")
        if RoundTableYes.objects.filter(seat_id=seat.id, terms=terms).exists():
            return
        RoundTableYes.objects.create(
            desk_id=seat.desk_id,
            table_id=seat.table_id,
            seat_id=seat.id,
            recipient_id=by.organisation_id,
            terms=terms,
            by=by.id,
            on=moment.day,
        )
        record("dialogue.company_agreed", table.id)
        notify(staff_ids=lead_ids(table.desk_id), kind="dialogue.company_agreed", object_id=table.id)


def say_it_is_done(*, promise_id: UUID, by: Partner) -> None:
    """Its own word; it counts as kept when those who sit for workers say so. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        mine = RoundTablePromise.objects.filter(id=promise_id, recipient_id=by.organisation_id).first()
        if mine is None:
            raise NotAllowed
        with acting_as(OURSELVES):
            promise, table = _public(promise_id)
            if promise.done_on:
                return
            promise.done_on = moment.day
            promise.save(update_fields=["done_on"])
            record("dialogue.table_promise_done", table.id)
            notify(staff_ids=lead_ids(table.desk_id), kind="dialogue.said_to_be_done", object_id=table.id)


def workers_say_it_is_kept(*, promise_id: UUID, by: Staff) -> None:
    """Those who sit for workers told the desk so. Raises NotAllowed or NotNow."""
    if not by.has_role(Role.LEAD):
        raise NotAllowed
    with acting_as(by) as moment:
        if not RoundTablePromise.objects.filter(id=promise_id, desk_id=by.desk_id).exists():
            raise NotAllowed
        with acting_as(OURSELVES):
            promise, table = _public(promise_id)
            if promise.kept_on:
                return
            promise.kept_on = moment.day
            promise.save(update_fields=["kept_on"])
            fact: Payload = {"in_time": moment.day <= promise.due_on}
            record("dialogue.table_promise_kept", table.id, fact=fact, subject=promise.id)


def sweep() -> int:
    """Note whose day passed; returns how many. Everybody reads it beside the promise."""
    with acting_as(OURSELVES) as moment:
        public = RoundTable.objects.filter(state=State.PUBLIC).values("id")
        due = RoundTablePromise.objects.select_for_update().filter(table_id__in=public, due_on__lt=moment.day)
        late = list(due.filter(kept_on=None, late_on=None))
        for promise in late:
            promise.late_on = moment.day
            promise.save(update_fields=["late_on"])
            record("dialogue.table_promise_late", promise.table_id, fact={}, subject=promise.id)
            notify(staff_ids=lead_ids(promise.desk_id), kind="dialogue.promise_late", object_id=promise.table_id)
            if promise.recipient_id:
                told = partner_ids(promise.recipient_id)
                notify(staff_ids=told, kind="dialogue.your_promise_is_late", object_id=promise.seat_id)
    return len(late)


def _seat(seat_id: UUID, by: Partner) -> tuple[RoundTableSeat, RoundTable]:
    """Call inside `acting_as(by)`: its seat by its own policy, the table as the house reads it."""
    seat = RoundTableSeat.objects.filter(id=seat_id, recipient_id=by.organisation_id).first()
    if seat is None:
        raise NotAllowed
    with acting_as(OURSELVES):
        return seat, RoundTable.objects.select_for_update().get(id=seat.table_id)


def _public(promise_id: UUID) -> tuple[RoundTablePromise, RoundTable]:
    promise = RoundTablePromise.objects.select_for_update().get(id=promise_id)
    table = RoundTable.objects.get(id=promise.table_id)
    if table.state != State.PUBLIC:
        raise NotNow("not_public")
    return promise, table
