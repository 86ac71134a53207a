"""A worker whose desk asks her what another desk may read of her story."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.casework import services as casework
from saphan.casework.models import Referral, ReferredPart
from saphan.network.models import Desk as DeskRow
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.models import Ask, Consent, Message
from tests.casework.given import Desk, Say

SAID, SECRET, WHERE, WHY = (
    "They keep my passport",
    "My brother is in Yangon",
    "Pier 9, Samut Sakhon",
    "She goes home soon",
)
NUMBER = "+66812345678"


@dataclass(frozen=True)
class Referred:
    """One story of `ours`, and the referral to `theirs` that she is asked about."""

    ours: Desk
    theirs: Desk
    conversation_id: UUID
    case_id: UUID
    referral_id: UUID

    @property
    def ask_id(self) -> UUID:
        with acting_as(System("test")):
            return Ask.objects.get(ref=self.referral_id).id

    @property
    def row(self) -> Referral:
        with acting_as(System("test")):
            return Referral.objects.get(id=self.referral_id)

    def copies(self) -> set[str]:
        with acting_as(System("test")):
            return set(ReferredPart.objects.filter(referral_id=self.referral_id).values_list("part", flat=True))

    def she_says(self, code: str, *parts: str) -> None:
        voice.answer(ask_id=self.ask_id, code=code, parts=parts, by=Story(self.conversation_id))
        run_waiting()

    def she_takes_it_back(self) -> None:
        with acting_as(Story(self.conversation_id)):
            consent_id = Consent.objects.get(draft_id=self.referral_id, given=True, ended_on=None).id
        voice.end_consent(consent_id=consent_id, by=Story(self.conversation_id))


def organisation_of(desk: Desk) -> UUID:
    return DeskRow.objects.values_list("organisation_id", flat=True).get(id=desk.id)


def refer(say: Say, ours: Desk, theirs: Desk, respondent: UUID, **more: object) -> Referred:
    """She said two things, where she works and her number; the desk would send all but the second thing."""
    conversation_id = say(SAID, language="en")
    voice.say_more(conversation_id=conversation_id, text=SECRET, once="secret-thing")
    voice.set_details(conversation_id=conversation_id, place=WHERE, phone=NUMBER, safe_times=["evening"])
    case_id = casework.open_case(conversation_id=conversation_id, by=ours.nok)
    casework.add_need(case_id=case_id, kind="legal", by=ours.nok)
    casework.add_note(conversation_id=conversation_id, text="A note of ours", by=ours.nok)
    casework.record_concern(
        case_id=case_id,
        conversation_id=conversation_id,
        by=ours.nok,
        kind="document_held",
        respondent_id=respondent,
        stage="employment",
        period_from=date(2026, 1, 1),
    )
    with acting_as(System("test")):
        first = Message.objects.filter(conversation_id=conversation_id, part="said").order_by("id").first()
    assert first is not None
    chosen = casework.Chosen(frozenset({"where", "reach", "needs", "concerns"}), frozenset({first.id}), WHY)
    referral_id = casework.propose_referral(
        conversation_id=conversation_id,
        recipient_id=organisation_of(theirs),
        chosen=chosen,
        by=ours.nok,
        **more,  # type: ignore[arg-type]
    )
    return Referred(ours, theirs, conversation_id, case_id, referral_id)
