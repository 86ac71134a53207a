"""A round table of the demo: two companies and a union of the sector, what each promised, and what came of it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from saphan.demo import passing
from saphan.demo.story import People
from saphan.dialogue.round_tables import agreeing, keeping, reading, services
from saphan.dialogue.round_tables.agreeing import Promise
from saphan.store import clock
from saphan.store.callers import Partner

COMPANIES: Final = ("Blue Prawn Foods", "Northsea Retail")
UNION: Final = "Union of Seafood Packers (invented)"
SUMMARY: Final = (
    "Packing halls are too hot from March to May. The plant mends its fans. "
    "The buyer pays half, and asks for no faster orders in these months."
)
OWED: Final = (
    ("Mends every fan and measures the heat each week", 30),
    ("Moves its delivery days in the hot months", 80),
)
"""Of each company, by so many days after the meeting."""


def sit_there(everybody: People, now: datetime) -> None:
    """Ten weeks ago; the plant's promise is kept, the buyer's is still owed."""
    passing.travel_to(now - timedelta(days=70))
    ann = everybody.staff["ann"]
    table_id = services.lay(name="Heat in packing halls", issue_id=None, sector="seafood", by=ann)
    companies = [everybody.partner_of(name) for name in COMPANIES]
    for company in companies:
        services.invite_company(table_id=table_id, organisation_id=company.organisation_id, by=ann)
        keeping.answer_the_offer(seat_id=_seat(table_id, company), takes_it=True, by=company)
    services.seat_workers(table_id=table_id, name=UNION, chosen="union", by=ann)
    services.hold(table_id=table_id, meets_on=clock.today(), by=ann)
    promises = [
        Promise(_seat(table_id, company), words, clock.today() + timedelta(days=days))
        for company, (words, days) in zip(companies, OWED, strict=True)
    ]
    agreeing.write_down(table_id=table_id, summary=SUMMARY, language="en", promises=promises, by=ann)
    for company in companies:
        seat_id = _seat(table_id, company)
        keeping.agree(seat_id=seat_id, terms=reading.seat_of(company, seat_id).terms, by=company)
    workers = next(seat.id for seat in reading.table_of(ann, table_id).seats if seat.for_workers)
    agreeing.workers_say_yes(table_id=table_id, seat_id=workers, how="meeting", by=ann)
    agreeing.publish(table_id=table_id, by=ann)
    passing.travel_to(now - timedelta(days=45))
    kept = next(one for one in reading.table_of(ann, table_id).promises if one.who == COMPANIES[0])
    keeping.say_it_is_done(promise_id=kept.id, by=companies[0])
    keeping.workers_say_it_is_kept(promise_id=kept.id, by=ann)


def _seat(table_id: UUID, company: Partner) -> UUID:
    return next(seat.id for seat, card in reading.seats_of(company) if card.id == table_id)
