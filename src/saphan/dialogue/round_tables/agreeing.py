"""What was agreed at a round table: written down, said yes to by everybody there, and then public."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.promises.services import require_lead
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.dialogue.round_tables import rules
from saphan.dialogue.round_tables.models import (
    RoundTable,
    RoundTablePromise,
    RoundTableSeat,
    RoundTableYes,
    State,
)
from saphan.dialogue.round_tables.services import OURSELVES, at_state, standing
from saphan.languages.writing import clean
from saphan.network.selectors import partner_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

LONGEST_PROMISE, LONGEST_SUMMARY, MOST_PROMISES = 300, 4_000, 20


@dataclass(frozen=True, slots=True)
class Promise:
    """What one seat agreed to do, by a day."""

    seat_id: UUID
    words: str
    due_on: date


def write_down(*, table_id: UUID, summary: str, language: str, promises: Sequence[Promise], by: Staff) -> None:
    """What was agreed. Another word needs everybody's yes anew. Raises NotAllowed, NotNow or DoesNotFit."""
    require_lead(by)
    words = clean(summary).strip()
    if not 0 < len(words) <= LONGEST_SUMMARY:
        raise DoesNotFit("summary")
    if len(promises) > MOST_PROMISES or any(not 0 < len(one.words.strip()) <= LONGEST_PROMISE for one in promises):
        raise DoesNotFit("promise")
    with acting_as(by):
        table = at_state(table_id, by, State.HELD)
        seats = {seat.id: seat for seat in RoundTableSeat.objects.filter(table_id=table.id, is_taken=True)}
        if any(one.seat_id not in seats or (table.meets_on and one.due_on < table.meets_on) for one in promises):
            raise DoesNotFit("promise")
        RoundTablePromise.objects.filter(table_id=table.id).delete()
        for one in promises:
            RoundTablePromise.objects.create(
                desk_id=by.desk_id,
                table_id=table.id,
                seat_id=one.seat_id,
                recipient_id=seats[one.seat_id].recipient_id,
                words=clean(one.words).strip(),
                due_on=one.due_on,
            )
        table.summary, table.language = words, language
        table.terms = _terms(table, promises)
        table.save(update_fields=["summary", "language", "terms"])
        record("dialogue.round_table_written", table.id)
        for seat in seats.values():
            if seat.recipient_id:
                notify(
                    staff_ids=partner_ids(seat.recipient_id), kind="dialogue.read_what_was_agreed", object_id=seat.id
                )


def workers_say_yes(*, table_id: UUID, seat_id: UUID, how: str, by: Staff) -> None:
    """The desk writes down the yes of those who sit for workers. Raises NotAllowed, NotNow or DoesNotFit."""
    require_lead(by)
    if how not in rules.SAID_YES:
        raise DoesNotFit("how")
    with acting_as(by) as moment:
        table = at_state(table_id, by, State.HELD)
        seat = RoundTableSeat.objects.filter(id=seat_id, table_id=table.id, recipient_id=None).first()
        if seat is None:
            raise NotAllowed
        if not table.terms:
            raise NotNow("not_written")
        if not RoundTableYes.objects.filter(seat_id=seat.id, terms=table.terms).exists():
            RoundTableYes.objects.create(
                desk_id=by.desk_id,
                table_id=table.id,
                seat_id=seat.id,
                terms=table.terms,
                how=how,
                by=by.id,
                on=moment.day,
            )
            record("dialogue.workers_agreed", table.id)


def publish(*, table_id: UUID, by: Staff) -> None:
    """Everybody may read it from now on. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    require_lead(by)
    with acting_as(by) as moment:
        table = at_state(table_id, by, State.HELD)
        if lacks := rules.lacks_to_be_public(standing(table), moment.day):
            raise NotYet(*lacks)
        with acting_as(OURSELVES):
            table.state, table.public_on = State.PUBLIC, moment.day
            table.save(update_fields=["state", "public_on"])
            for one in RoundTablePromise.objects.filter(table_id=table.id):
                days = (one.due_on - moment.day).days
                record("dialogue.table_promise_made", table.id, fact={"days": max(days, 0)}, subject=one.id)
            record("dialogue.round_table_public", table.id, fact={}, subject=table.id)


def _terms(table: RoundTable, promises: Sequence[Promise]) -> str:
    """What is agreed to: every word, and who owes what by when."""
    said = [table.name, table.sector, table.meets_on, table.language, table.summary]
    owed = sorted([str(one.seat_id), one.words.strip(), str(one.due_on)] for one in promises)
    return hashlib.sha256(json.dumps([said, owed], default=str).encode()).hexdigest()
