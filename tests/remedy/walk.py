"""A verified issue at one plant, the companies around it, and the people who speak, for the tests of remedy."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.network import services as network_services
from saphan.remedy import services as remedy
from saphan.remedy.models import Draft, RoundAnswer
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, Story, System
from saphan.store.tasks import run_waiting
from saphan.verification.models import Issue
from saphan.voice import services as voice
from saphan.voice.models import Ask, Consent, Told
from tests.signed_in import partner_person
from tests.verification.world import World

WORDS = {"en": "Overtime of two months was not paid.", "my": "နှစ်လစာ အချိန်ပိုကြေး မရသေးပါ။"}


@dataclass
class Walk:
    """Three voices of the plant (or more), its buyer, and one caller for each part."""

    world: World
    brand: UUID
    stories: list[UUID] = field(default_factory=list)

    @property
    def plant(self) -> UUID:
        return self.world.plant

    @property
    def issue_id(self) -> UUID:
        return self.world.issue().id

    @property
    def preecha(self) -> Staff:
        return self.world.member("verifier")

    @property
    def nok(self) -> Staff:
        return self.world.member("caseworker")

    @property
    def ann(self) -> Staff:
        return self.world.member("lead")

    def partner(self, organisation_id: UUID) -> Partner:
        known = network.partner_ids(organisation_id)
        row_id = known[0] if known else partner_person(organisation_id).id
        return Partner(row_id, organisation_id, frozenset({"partner"}))

    @property
    def somchai(self) -> Partner:
        return self.partner(self.plant)

    @property
    def ellen(self) -> Partner:
        return self.partner(self.brand)

    def stage(self) -> str:
        with acting_as(System("test.walk")):
            return Issue.objects.get(id=self.issue_id).stage

    def draft(
        self, *, to: UUID | None = None, crowd: int | None = 60, by: Staff | None = None, **other: object
    ) -> UUID:
        given: dict[str, object] = {"words": WORDS, "asked_action": "pay_what_is_owed", **other}
        return remedy.write_draft(
            issue_id=self.issue_id,
            recipient_id=to or self.plant,
            crowd=crowd,
            crowd_source="HR poster",
            by=by or self.preecha,
            **given,  # type: ignore[arg-type]
        )

    def asks(self, question: str, ref: UUID) -> dict[UUID, UUID]:
        """Conversation → the open question."""
        with acting_as(System("test.walk")):
            found = Ask.objects.filter(question=question, ref=ref, closed_on=None)
            return dict(found.values_list("conversation_id", "id"))

    def answer(self, question: str, ref: UUID, *codes: str) -> None:
        """The first stories answer, one code each, and what follows is done."""
        asks = self.asks(question, ref)
        for story, code in zip(self.stories, codes, strict=False):
            voice.answer(ask_id=asks[story], code=code, by=Story(story))
            run_waiting()

    def consent(self, draft_id: UUID, *codes: str) -> None:
        self.answer("consent", draft_id, *(codes or ("yes",) * len(self.stories)))

    def round_answer(self, story: UUID) -> UUID:
        """Of her answer in the newest round, its own id."""
        with acting_as(System("test.walk")):
            return RoundAnswer.objects.filter(conversation_id=story).latest("round_id").id

    def withdraw(self, draft_id: UUID, story: UUID) -> None:
        with acting_as(System("test.walk")):
            consent_id = Consent.objects.get(draft_id=draft_id, conversation_id=story, ended_on=None).id
        voice.end_consent(consent_id=consent_id, by=Story(story))
        run_waiting()

    def wait_is_over(self) -> None:
        clock.pass_time(timedelta(days=14))

    def disclosed(self, *, to: UUID | None = None) -> UUID:
        draft_id = self.draft(to=to)
        self.consent(draft_id)
        self.wait_is_over()
        return remedy.disclose_issue(draft_id=draft_id, by=self.preecha)

    def promised(self, disclosure_id: UUID, by: Partner | None = None) -> UUID:
        partner = by or self.somchai
        remedy.acknowledge(disclosure_id=disclosure_id, by=partner)
        return remedy.commit(
            disclosure_id=disclosure_id,
            words="Blue Prawn Foods pays all overtime since March.",
            covers="line",
            due_on=clock.today() + timedelta(days=20),
            by=partner,
        )

    def planned(self) -> UUID:
        """Up to a plan; returns the commitment."""
        return self.promised(self.disclosed())

    def agreed(self) -> UUID:
        commitment_id = self.planned()
        round_id = remedy.ask_whether_enough(issue_id=self.issue_id, by=self.preecha)
        self.answer("enough", round_id, *("enough",) * len(self.stories))
        remedy.agree_plan(issue_id=self.issue_id, by=self.preecha)
        return commitment_id

    def asked_to_confirm(self) -> UUID:
        """Delivered, and each of them asked; returns the round."""
        commitment_id = self.agreed()
        remedy.deliver(commitment_id=commitment_id, by=self.somchai)
        return remedy.ask_confirmation(issue_id=self.issue_id, by=self.nok)

    def remedied(self) -> UUID:
        round_id = self.asked_to_confirm()
        self.answer("confirm", round_id, "yes", "yes", "partly")
        return round_id

    def told(self, story: UUID) -> list[str]:
        with acting_as(System("test.walk")):
            return list(Told.objects.filter(conversation_id=story).order_by("id").values_list("step", flat=True))

    def drafts(self) -> int:
        with acting_as(System("test.walk")):
            return Draft.objects.count()


def make(world: World) -> Walk:
    concerns = world.verified()
    brand = network_services.create_organisation(kind="brand", name="Northsea Retail", country="GB")
    network_services.relate(source_id=world.plant, kind="supplies", target_id=brand, since=clock.today())
    return Walk(world, brand, [world.conversation_of(concern) for concern in concerns])
