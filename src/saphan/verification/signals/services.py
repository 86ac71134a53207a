"""What staff do with signals: say what one was, and record days on which a rise says nothing."""

from datetime import date
from typing import Final
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.verification.models import KnownDays, Signal, SignalOutcome
from saphan.verification.policies import may_record_outage, may_say_what_it_was
from saphan.verification.refusals import DaysNotKnown, NoSuchOutcome
from saphan.verification.signals.hearing import hear, known_days
from saphan.verification.signals.raising import voices_behind

CONFIRMED, FALSE, UNCLEAR = "confirmed", "false", "unclear"
OUTCOMES: Final = (CONFIRMED, FALSE, UNCLEAR)
WHY: Final = ("down", "old_reports", "closed")


def say_what_it_was(*, signal_id: UUID, outcome: str, by: Staff) -> None:
    """Confirmed, false or unclear, with her name; the last one counts. It changes no issue and nothing that was said.

    Raises NotAllowed, NoSuchOutcome; nothing is written then.
    """
    with acting_as(by) as moment:
        signal = Signal.objects.filter(id=signal_id).first()
        if signal is None or not may_say_what_it_was(by, signal):
            raise NotAllowed
        if outcome not in OUTCOMES:
            raise NoSuchOutcome
        SignalOutcome.objects.create(
            pool_id=signal.pool_id,
            desk_id=by.desk_id,
            signal_id=signal_id,
            outcome=outcome,
            voices=_standing(signal),
            by=by.id,
            on=moment.day,
        )
        record("verification.signal_looked_into", signal_id, fact={"outcome": outcome, "method": signal.method})


def _standing(signal: Signal) -> int:
    with acting_as(System("verification.standing")):
        days = known_days(signal.pool_id)
        return len(voices_behind(signal, hear(signal.pool_id, days, signal.respondents, signal.began, signal.method)))


def record_outage(*, why: str, first_day: date, last_day: date, organisation_id: UUID | None = None, by: Staff) -> UUID:
    """Days of her own desk on which a rise says nothing; what was said then counts behind its issue as ever.

    why: one of WHY. organisation_id: only what was said of this one. Raises NotAllowed, DaysNotKnown.
    """
    if not may_record_outage(by):
        raise NotAllowed
    with acting_as(by) as moment:
        if why not in WHY or not first_day <= last_day <= moment.day:
            raise DaysNotKnown
        row = KnownDays.objects.create(
            desk_id=by.desk_id,
            why=why,
            organisation_id=organisation_id,
            first_day=first_day,
            last_day=last_day,
            by=by.id,
            on=moment.day,
        )
        record("verification.outage_recorded", row.id, detail={"why": why})
    return row.id


def take_back_outage(*, outage_id: UUID, by: Staff) -> None:
    """It was not so: what was heard on these days makes signals again. Raises NotAllowed."""
    if not may_record_outage(by):
        raise NotAllowed
    with acting_as(by) as moment:
        row = KnownDays.objects.select_for_update().filter(id=outage_id, desk_id=by.desk_id).first()
        if row is None:
            raise NotAllowed
        if row.taken_back_on is None:
            row.taken_back_by, row.taken_back_on = by.id, moment.day
            row.save(update_fields=["taken_back_by", "taken_back_on"])
            record("verification.outage_taken_back", outage_id)
