"""A desk, two companies that sign in, and a table about a sector, as far as a test wants it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from saphan.dialogue.round_tables import agreeing, keeping, reading, services
from saphan.dialogue.round_tables.agreeing import Promise
from saphan.network import services as network
from saphan.store import clock
from saphan.store.callers import Partner, Staff
from tests.signed_in import desk_person, open_desk, partner_person


@dataclass(frozen=True, slots=True)
class Around:
    """companies: one of each that was asked. lead: of the desk."""

    lead: Staff
    companies: tuple[Partner, Partner]

    def laid(self) -> UUID:
        return services.lay(name="Heat in packing halls", issue_id=None, sector="seafood", by=self.lead)

    def offered(self) -> UUID:
        table_id = self.laid()
        for company in self.companies:
            services.invite_company(table_id=table_id, organisation_id=company.organisation_id, by=self.lead)
        services.seat_workers(table_id=table_id, name="Union of packers", chosen="union", by=self.lead)
        return table_id

    def held(self) -> UUID:
        table_id = self.offered()
        for company in self.companies:
            keeping.answer_the_offer(seat_id=self.seat(table_id, company), takes_it=True, by=company)
        services.hold(table_id=table_id, meets_on=clock.today(), by=self.lead)
        return table_id

    def written(self, words: str = "Fans by summer.") -> UUID:
        table_id = self.held()
        self.write(table_id, words)
        return table_id

    def write(self, table_id: UUID, words: str) -> None:
        due = clock.today() + timedelta(days=30)
        owed = [Promise(self.seat(table_id, company), "Two fans a line", due) for company in self.companies]
        agreeing.write_down(table_id=table_id, summary=words, language="en", promises=owed, by=self.lead)

    def agreed(self) -> UUID:
        table_id = self.written()
        for company in self.companies:
            self.say_yes(table_id, company)
        agreeing.workers_say_yes(table_id=table_id, seat_id=self.workers(table_id), how="meeting", by=self.lead)
        return table_id

    def public(self) -> UUID:
        table_id = self.agreed()
        agreeing.publish(table_id=table_id, by=self.lead)
        return table_id

    def say_yes(self, table_id: UUID, company: Partner) -> None:
        seat_id = self.seat(table_id, company)
        keeping.agree(seat_id=seat_id, terms=reading.seat_of(company, seat_id).terms, by=company)

    def seat(self, table_id: UUID, company: Partner) -> UUID:
        return next(seat.id for seat, card in reading.seats_of(company) if card.id == table_id)

    def workers(self, table_id: UUID) -> UUID:
        return next(seat.id for seat in reading.table_of(self.lead, table_id).seats if seat.for_workers)


def around() -> Around:
    desk_id = open_desk()
    lead = desk_person(desk_id, "lead", name="Le")
    companies = []
    for name in ("Blue Sea Foods", "Green Net Trading"):
        organisation_id = network.create_organisation(kind="supplier", name=name, country="TH")
        person = partner_person(organisation_id, name=name.split()[0])
        companies.append(Partner(person.id, organisation_id, frozenset({"partner"})))
    return Around(Staff(lead.id, desk_id, frozenset({"lead"})), (companies[0], companies[1]))
