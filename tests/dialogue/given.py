"""A workplace, a company that may promise to answer, and a poll that is whole."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from saphan.dialogue.polls import services
from saphan.dialogue.polls.services import Draft, Question
from saphan.network import services as network
from saphan.store import clock
from saphan.store.callers import Partner, Staff
from tests.signed_in import desk_person, open_desk, partner_person

HEAT = Question({"en": "Is it too hot at work?", "my": "အလုပ်မှာ အရမ်းပူလား။"})
TOUCHED = Question({"en": "Did a boss touch you?", "my": "အလုပ်ရှင်က သင့်ကို ထိသလား။"}, is_delicate=True)


@dataclass(frozen=True, slots=True)
class Place:
    """lead: of the desk. responder: somebody of the company that was asked to answer."""

    desk_id: UUID
    workplace: UUID
    company: UUID
    lead: Staff
    responder: Partner

    def draft(self, **other: object) -> Draft:
        today: date = clock.today()
        whole = Draft(
            name="Heat in the packing hall",
            organisation_id=self.workplace,
            languages=("en", "my"),
            responder_id=self.company,
            remedy="desk",
            threshold=11,
            begins_on=today,
            ends_on=today + timedelta(days=13),
            respond_by=today + timedelta(days=27),
            questions=(HEAT, TOUCHED),
        )
        return replace(whole, **other)  # type: ignore[arg-type]

    def drafted(self, **other: object) -> UUID:
        return services.keep_draft(draft=self.draft(**other), by=self.lead)

    def proposed(self, **other: object) -> UUID:
        poll_id = self.drafted(**other)
        services.propose(poll_id=poll_id, by=self.lead)
        return poll_id

    def running(self, **other: object) -> UUID:
        poll_id = self.proposed(**other)
        services.accept(poll_id=poll_id, by=self.responder)
        services.begin(poll_id=poll_id, by=self.lead)
        return poll_id


def a_place() -> Place:
    desk_id = open_desk()
    workplace = network.create_organisation(kind="workplace", name="Blue Sea packing hall", country="TH")
    company = network.create_organisation(kind="supplier", name="Blue Sea Foods", country="TH")
    lead = desk_person(desk_id, "lead", name="Le")
    partner = partner_person(company)
    return Place(
        desk_id,
        workplace,
        company,
        Staff(lead.id, desk_id, frozenset({"lead"})),
        Partner(partner.id, company, frozenset({"partner"})),
    )
