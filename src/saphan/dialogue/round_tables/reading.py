"""What is read of round tables: all of it by the desk, its own seat by a company, the agreed words by everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise as Words

from saphan.dialogue.round_tables.models import (
    RoundTable,
    RoundTablePromise,
    RoundTableSeat,
    RoundTableYes,
    State,
)
from saphan.dialogue.round_tables.services import OURSELVES
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
from saphan.web.sector_names import sector_name


@dataclass(frozen=True, slots=True)
class SeatCard:
    """answer: "waits", "taken" or "declined". agreed_on: of its yes to the words as they stand."""

    id: UUID
    name: str
    for_workers: bool
    chosen: str
    answer: str
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """state: "owed", "late", "done" (as it says itself) or "kept" (as those who sit for workers say)."""

    id: UUID
    seat_id: UUID
    who: str
    words: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class TableCard:
    """sector: its name in the reader's language; "" for one about an issue."""

    id: UUID
    name: str
    sector: str | Words
    state: str
    meets_on: date | None


@dataclass(frozen=True, slots=True)
class TableSheet:
    """As the desk reads it, and everybody once it is public. issue_id: for the desk alone."""

    card: TableCard
    issue_id: UUID | None
    language: str
    summary: str
    seats: tuple[SeatCard, ...]
    promises: tuple[PromiseCard, ...]
    public_on: date | None


@dataclass(frozen=True, slots=True)
class SeatSheet:
    """As one company reads it. others: who takes part too; none before it has taken its seat.

    terms: of the words that it says yes to; "" while nothing is written.
    """

    seat: SeatCard
    card: TableCard
    desk: str
    others: tuple[str, ...]
    language: str
    summary: str
    terms: str
    promises: tuple[PromiseCard, ...]


def tables_of(by: Staff) -> tuple[TableCard, ...]:
    """The latest first."""
    with acting_as(by):
        rows = RoundTable.objects.filter(desk_id=by.desk_id).order_by("-meets_on", "name", "id")
        return tuple(map(_card, rows))


def table_of(by: Staff, table_id: UUID) -> TableSheet:
    """Raises NotAllowed."""
    with acting_as(by):
        row = RoundTable.objects.filter(id=table_id, desk_id=by.desk_id).first()
        if row is None:
            raise NotAllowed
        return _sheet(row)


def public_tables() -> tuple[TableSheet, ...]:
    """Those to whose words everybody at them said yes; the latest first."""
    with acting_as(OURSELVES):
        rows = RoundTable.objects.filter(state=State.PUBLIC).order_by("-public_on", "name")
        return tuple(map(_sheet, rows))


def seats_of(by: Partner) -> tuple[tuple[SeatCard, TableCard], ...]:
    with acting_as(by):
        seats = list(RoundTableSeat.objects.filter(recipient_id=by.organisation_id).order_by("-asked_on", "id"))
        with acting_as(OURSELVES):
            tables = RoundTable.objects.in_bulk([seat.table_id for seat in seats])
            return tuple(
                (_seats([seat], tables[seat.table_id].terms)[0], _card(tables[seat.table_id])) for seat in seats
            )


def seat_of(by: Partner, seat_id: UUID) -> SeatSheet:
    """Raises NotAllowed."""
    with acting_as(by):
        seat = RoundTableSeat.objects.filter(id=seat_id, recipient_id=by.organisation_id).first()
        if seat is None:
            raise NotAllowed
        with acting_as(OURSELVES):
            return _of_a_company(seat, RoundTable.objects.get(id=seat.table_id))


def _of_a_company(seat: RoundTableSeat, table: RoundTable) -> SeatSheet:
    others = RoundTableSeat.objects.filter(table_id=table.id, is_taken=True).exclude(id=seat.id)
    reads = seat.is_taken and table.state != State.OPEN
    return SeatSheet(
        seat=_seats([seat], table.terms)[0],
        card=_card(table),
        desk=network.desk(table.desk_id).name,
        others=tuple(card.name for card in _seats(list(others), "")) if seat.is_taken else (),
        language=table.language,
        summary=table.summary if reads else "",
        terms=table.terms if reads else "",
        promises=_promises(table) if reads else (),
    )


def _sheet(row: RoundTable) -> TableSheet:
    seats = list(RoundTableSeat.objects.filter(table_id=row.id).order_by("asked_on", "id"))
    shown = [seat for seat in seats if seat.is_taken] if row.state == State.PUBLIC else seats
    cards = _seats(shown, row.terms)
    return TableSheet(_card(row), row.issue_id, row.language, row.summary, cards, _promises(row), row.public_on)


def _card(row: RoundTable) -> TableCard:
    return TableCard(row.id, row.name, row.sector and sector_name(row.sector), row.state, row.meets_on)


def _seats(rows: Sequence[RoundTableSeat], terms: str) -> tuple[SeatCard, ...]:
    """Organisations first, then those who sit for workers."""
    names = network.organisations({row.recipient_id for row in rows if row.recipient_id})
    yes = RoundTableYes.objects.filter(seat_id__in=[row.id for row in rows], terms=terms) if terms else ()
    agreed = {one.seat_id: one.on for one in yes}
    cards = [
        SeatCard(
            id=row.id,
            name=names[row.recipient_id].name if row.recipient_id else row.name,
            for_workers=row.recipient_id is None,
            chosen=row.chosen,
            answer="waits" if row.answered_on is None else "taken" if row.is_taken else "declined",
            agreed_on=agreed.get(row.id),
        )
        for row in rows
    ]
    return tuple(sorted(cards, key=lambda card: (card.for_workers, card.name)))


def _promises(table: RoundTable) -> tuple[PromiseCard, ...]:
    rows = list(RoundTablePromise.objects.filter(table_id=table.id).order_by("due_on", "id"))
    seats = RoundTableSeat.objects.filter(id__in={row.seat_id for row in rows})
    names = {card.id: card.name for card in _seats(list(seats), "")}
    cards = (PromiseCard(row.id, row.seat_id, names[row.seat_id], row.words, row.due_on, _state(row)) for row in rows)
    return tuple(sorted(cards, key=lambda card: (card.due_on, card.who, card.words)))


def _state(row: RoundTablePromise) -> str:
    if row.kept_on:
        return "kept"
    if row.late_on:
        return "late"
    return "done" if row.done_on else "owed"
