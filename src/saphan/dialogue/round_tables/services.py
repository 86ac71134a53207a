"""A round table until it was held: laid, seats offered and given, and its day."""

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
from saphan.languages.writing import clean
from saphan.network.models import Organisation
from saphan.network.selectors import partner_ids
from saphan.network.services import notify
from saphan.remedy.disclosing import is_shown_to
from saphan.standards.sectors import is_sector
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record
from saphan.verification.models import Issue

OURSELVES = System("dialogue.round_tables")
ASKED = frozenset({"supplier", "recruiter", "sub_agent", "brand", "retailer", "government"})
"""Kinds of organisation whose people sign in and can promise."""
LONGEST_NAME = 120


def lay(*, name: str, issue_id: UUID | None, sector: str, by: Staff, once: UUID | None = None) -> UUID:
    """A table about an issue that this desk leads, or about a sector. Raises NotAllowed or DoesNotFit."""
    require_lead(by)
    name = clean(name).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise DoesNotFit("name")
    if bool(issue_id) == bool(sector) or not is_sector(sector):
        raise DoesNotFit("about")
    with acting_as(by):
        known = RoundTable.objects.filter(id=once).first() if once else None
        if known:
            return known.id
        if issue_id and not Issue.objects.filter(id=issue_id, lead_desk_id=by.desk_id).exists():
            raise DoesNotFit("about")
        row = RoundTable.objects.create(
            id=once or random_id(), desk_id=by.desk_id, name=name, issue_id=issue_id, sector=sector, made_by=by.id
        )
        record("dialogue.round_table_laid", row.id)
    return row.id


def invite_company(*, table_id: UUID, organisation_id: UUID, by: Staff) -> None:
    """Ask it to come; to one about an issue only who was shown that issue. Raises NotAllowed, NotNow or DoesNotFit."""
    require_lead(by)
    with acting_as(by) as moment:
        table = _open(table_id, by)
        found = Organisation.objects.filter(id=organisation_id).first()
        if found is None or found.kind not in ASKED:
            raise DoesNotFit("organisation")
        if table.issue_id and not is_shown_to(table.issue_id, organisation_id):
            raise DoesNotFit("not_shown")
        if RoundTableSeat.objects.filter(table_id=table.id, recipient_id=organisation_id).exists():
            return
        seat = RoundTableSeat.objects.create(
            desk_id=by.desk_id, table_id=table.id, recipient_id=organisation_id, asked_on=moment.day
        )
        record("dialogue.seat_offered", table.id)
        notify(staff_ids=partner_ids(organisation_id), kind="dialogue.seat_for_you", object_id=seat.id)


def seat_workers(*, table_id: UUID, name: str, chosen: str, by: Staff) -> None:
    """Somebody who sits for workers, and how workers chose them. Raises NotAllowed, NotNow or DoesNotFit."""
    require_lead(by)
    name = clean(name).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise DoesNotFit("workers_name")
    if chosen not in rules.CHOSEN:
        raise DoesNotFit("chosen")
    with acting_as(by) as moment:
        table = _open(table_id, by)
        RoundTableSeat.objects.create(
            desk_id=by.desk_id,
            table_id=table.id,
            name=name,
            chosen=chosen,
            asked_on=moment.day,
            answered_on=moment.day,
            is_taken=True,
        )
        record("dialogue.workers_seated", table.id)


def hold(*, table_id: UUID, meets_on: date | None, by: Staff) -> None:
    """Set its day; on that day or later with everybody there, it counts as held. Raises NotAllowed, NotNow, NotYet."""
    require_lead(by)
    with acting_as(by) as moment:
        table = _open(table_id, by)
        table.meets_on = meets_on
        lacks = rules.lacks_to_be_held(standing(table), moment.day)
        if lacks and lacks != ("too_early",):
            raise NotYet(*lacks)
        if not lacks:
            table.state = State.HELD
            record("dialogue.round_table_held", table.id, fact=_counted(table), subject=table.id)
        table.save(update_fields=["meets_on", "state"])


def standing(table: RoundTable) -> rules.TableNow:
    """As the rules look at it. Call inside `acting_as`, as somebody who reads all its seats."""
    agreed = set(RoundTableYes.objects.filter(table_id=table.id, terms=table.terms).values_list("seat_id", flat=True))
    seats = RoundTableSeat.objects.filter(table_id=table.id)
    return rules.TableNow(
        meets_on=table.meets_on,
        seats=tuple(
            rules.SeatNow("company" if seat.recipient_id else "workers", seat.is_taken, seat.id in agreed)
            for seat in seats
        ),
        has_summary=bool(table.terms),
        promises=RoundTablePromise.objects.filter(table_id=table.id).count(),
    )


def lacks(*, table_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before the next step. Raises NotAllowed."""
    require_lead(by)
    with acting_as(by) as moment:
        table = RoundTable.objects.filter(id=table_id, desk_id=by.desk_id).first()
        if table is None:
            raise NotAllowed
        if table.state == State.PUBLIC:
            return ()
        asks = rules.lacks_to_be_held if table.state == State.OPEN else rules.lacks_to_be_public
        return asks(standing(table), moment.day)


def _open(table_id: UUID, by: Staff) -> RoundTable:
    return at_state(table_id, by, State.OPEN)


def at_state(table_id: UUID, by: Staff, state: State) -> RoundTable:
    """Locked. Call inside `acting_as(by)`. Raises NotAllowed or NotNow."""
    row = RoundTable.objects.select_for_update().filter(id=table_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    if row.state != state:
        raise NotNow("not_there")
    return row


def _counted(table: RoundTable) -> Payload:
    seats = RoundTableSeat.objects.filter(table_id=table.id, is_taken=True)
    companies = seats.exclude(recipient_id=None).count()
    return {"of_an_issue": table.issue_id is not None, "companies": companies, "workers": seats.count() - companies}
