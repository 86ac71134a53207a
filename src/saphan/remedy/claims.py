"""An individual claim: a worker's own case, raised with one company because she asked for it. Apart from issues.

Safety check first; then she is asked about each field and the very words; only what she ticked is shown, to that
company alone. Taking it back destroys the claim's key, and the page closes.
"""

from collections.abc import Mapping
from uuid import UUID

from saphan.casework import selectors as casework
from saphan.languages.writing import clean
from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.network.selectors import OrganisationCard
from saphan.remedy.beside import is_together
from saphan.remedy.claim_access import claim_to_change, held, ring_her_desk
from saphan.remedy.claim_codes import EMPLOYERS, FIELDS, SAFETY, SAFETY_ANSWERS
from saphan.remedy.claim_models import Claim, ClaimCheck, ClaimDecision, ClaimShown
from saphan.remedy.claim_quarrels import refuse_so_soon
from saphan.remedy.policies import SEVERE_PROTECTION, may_decide_best_interest, may_raise_claims, require
from saphan.remedy.refusals import (
    CheckFirst,
    DoesNotFit,
    NeedsTheLead,
    NeverToAnEmployer,
    NotAPartner,
    NotNow,
    TogetherNow,
)
from saphan.remedy.writing import seal_decision, written
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.voice import services as voice
from saphan.voice.models import Ask, Consent, Conversation
from saphan.voice.parts import Part, as_text, from_text, open_parts
from saphan.voice.vocabulary import TOGETHER

QUESTION, OUTCOME = "claim", "confirm"


def take_wish(conversation_id: UUID) -> None:
    """She asked on her page; her caseworker is told. One claim of a story at a time."""
    with acting_as(System("remedy.take_claim_wish")) as moment:
        conversation = _living(conversation_id)
        if conversation is not None:
            _wish(conversation, "page", moment)


def wish_in_talk(*, conversation_id: UUID, by: Staff) -> UUID:
    """She asked in a talk; returns the claim's id, of the one that runs if there is one. Raises NotAllowed."""
    require(may_raise_claims(by))
    with acting_as(by) as moment:
        conversation = _living(conversation_id)
        if conversation is None:
            raise NotAllowed
        return _wish(conversation, "talk", moment)


def _living(conversation_id: UUID) -> Conversation | None:
    """Her story, locked: she cannot wish twice in one moment, nor while she deletes it."""
    return Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()


def _wish(conversation: Conversation, how: str, moment: Moment) -> UUID:
    running = Claim.objects.filter(conversation_id=conversation.id, ended_on=None).first()
    if running is not None:
        if how == "page":
            ring_her_desk(running, "remedy.claim_wished")
        return running.id
    claim = Claim.objects.create(
        desk_id=conversation.desk_id, conversation_id=conversation.id, how=how, wished_on=moment.day
    )
    record("remedy.claim_wished", claim.id, detail={"how": how}, fact={"how": how})
    ring_her_desk(claim, "remedy.claim_wished")
    return claim.id


def check_safety(*, claim_id: UUID, answers: Mapping[str, str], safe: bool, by: Staff) -> None:
    """A person has gone through every question with her and signs: it is safe enough, or it is not.

    Raises NotAllowed, NotNow or DoesNotFit (a question without an answer; she does not know that they will know her).
    """
    if set(answers) != set(SAFETY) or not set(answers.values()) <= set(SAFETY_ANSWERS):
        raise DoesNotFit("safety")
    if safe and answers["knows"] != "yes":
        raise DoesNotFit("she_must_know")
    with acting_as(by) as moment:
        claim = claim_to_change(claim_id, by, "wished", "checked", "refused")
        ClaimCheck.objects.create(
            desk_id=claim.desk_id, claim_id=claim_id, answers=dict(answers), safe=safe, by=by.id, on=moment.day
        )
        _to(claim, "checked" if safe else "wished")
        record("remedy.claim_checked", claim_id, detail={"safe": safe})


def decide_for_under_18(*, claim_id: UUID, words: str, by: Staff) -> None:
    """The lead's written decision that this serves somebody under 18; sealed. The first one stands.

    Raises NotAllowed, NotNow or WordsMissing.
    """
    reasons = written(words)
    with acting_as(by) as moment:
        claim = claim_to_change(claim_id, by, "wished", "checked", "asked", "refused", "agreed")
        require(may_decide_best_interest(by, claim.desk_id))
        if ClaimDecision.objects.filter(claim_id=claim_id).exists():
            return
        decision_id, sealed = seal_decision(reasons, table="remedy_claim_decision", desk_id=claim.desk_id)
        ClaimDecision.objects.create(
            id=decision_id, desk_id=claim.desk_id, claim_id=claim_id, sealed=sealed, by=by.id, on=moment.day
        )
        record("remedy.claim_decided", claim_id)


def propose_claim(*, claim_id: UUID, recipient_id: UUID, words: str, fields: Mapping[str, str], by: Staff) -> None:
    """Ask her whether this company may read these words and these fields of hers. Nothing is shown yet.

    Asked anew after a yes of hers, that yes ends.
    Raises NotAllowed, NotNow, CheckFirst, NotAPartner, NeverToAnEmployer, NeedsTheLead, WordsMissing or DoesNotFit.
    """
    parts = [Part("claim", written(words)), *_fields(fields)]
    with acting_as(by):
        claim = claim_to_change(claim_id, by, "wished", "checked", "refused", "agreed")
        if claim.state not in ("checked", "agreed"):
            raise CheckFirst("safety_check")
        recipient = _company(recipient_id)
        _may_go(claim)
        voice.consents_over(ref=claim_id)
        claim.recipient_id, claim.together = recipient_id, is_together(claim.conversation_id, recipient_id)
        claim.save(update_fields=["recipient_id", "together"])
        _to(claim, "asked")
        language = Conversation.objects.values_list("language", flat=True).get(id=claim.conversation_id)
        voice.ask(
            conversation_id=claim.conversation_id,
            question=QUESTION,
            ref=claim_id,
            words=TOGETHER if claim.together else "",
            language=language,
            reader=voice.Reader(recipient_id, recipient.kind, recipient.name),
            parts=parts,
        )
        record("remedy.claim_proposed", claim_id, detail={"together": claim.together})


def take_answer(claim_id: UUID) -> None:
    """She said what they may read, or no; her desk is told. Nothing is shown by itself."""
    with acting_as(System("remedy.take_claim_answer")):
        claim = held(claim_id)
        if claim is None or claim.state != "asked":
            return
        voice.close_asks(question=QUESTION, ref=claim_id)
        agreed = "claim" in _agreed_codes(claim)
        if not agreed:
            voice.consents_over(ref=claim_id)
        _to(claim, "agreed" if agreed else "refused")
        record("remedy.claim_answered_by_her", claim_id, detail={"agreed": agreed})
        ring_her_desk(claim, "remedy.claim_agreed")


def show_claim(*, claim_id: UUID, by: Staff) -> None:
    """Show exactly what she agreed to, to that company alone.

    Raises NotAllowed, NotNow, NotAPartner, NeverToAnEmployer, NeedsTheLead, TooEarly after a quarrel of hers, or
    TogetherNow when an issue came beside it since she was asked: she has to be asked anew.
    """
    with acting_as(by) as now:
        claim = claim_to_change(claim_id, by, "agreed")
        _may_go(claim)
        refuse_so_soon(claim, now.day)
        if claim.recipient_id is None:
            raise NotNow
        _company(claim.recipient_id)
        if is_together(claim.conversation_id, claim.recipient_id) and not claim.together:
            raise TogetherNow("ask_her_again")
        with acting_as(System("remedy.show_claim")) as moment:
            _copy(claim, claim.recipient_id, moment)
        _to(claim, "shown")
        record("remedy.claim_shown", claim_id, fact={"together": claim.together})
        voice.tell(conversation_id=claim.conversation_id, step="claim_shown")
        notify(staff_ids=network.partner_ids(claim.recipient_id), kind="remedy.claim_for_you", object_id=claim_id)


def _copy(claim: Claim, recipient_id: UUID, moment: Moment) -> None:
    codes = _agreed_codes(claim)
    asked = list(Ask.objects.filter(conversation_id=claim.conversation_id, question=QUESTION, ref=claim.id))
    opened = open_parts(asked, conversation_id=claim.conversation_id, why="claim_copied")
    latest = opened[max(opened)] if opened else ()
    parts = [part for part in latest if part.code in codes]
    if not parts:
        raise NotNow
    row, key = vault.new_key(subject_id=claim.id, desk_id=claim.desk_id, kind="claim")
    row.save(force_insert=True)
    ClaimShown.objects.create(
        id=claim.id,
        desk_id=claim.desk_id,
        recipient_id=recipient_id,
        parts=[part.code for part in parts],
        sealed=vault.seal(as_text(parts), key=key, cell=Cell("remedy_claim_shown", "sealed", claim.id)),
        on=moment.day,
    )


def opened_parts(shown: ClaimShown) -> tuple[Part, ...]:
    """What stands on the page of a company; an audited read. As System, after the caller was seen to own the row."""
    cell = Cell("remedy_claim_shown", "sealed", shown.id)
    (text,) = vault.open_texts([(bytes(shown.sealed), cell)], subject_id=shown.id, why="claim_read")
    return from_text(text)


def ask_outcome(*, claim_id: UUID, by: Staff) -> None:
    """Ask her whether what they said has come. Only her answer is its outcome. Raises NotAllowed, NotNow.

    While she is asked already, nothing more happens.
    """
    with acting_as(by):
        claim = claim_to_change(claim_id, by, "shown")
        if _is_asked(OUTCOME, claim_id):
            return
        language = Conversation.objects.values_list("language", flat=True).get(id=claim.conversation_id)
        company = network.organisations([claim.recipient_id]).get(claim.recipient_id) if claim.recipient_id else None
        voice.ask(
            conversation_id=claim.conversation_id,
            question=OUTCOME,
            ref=claim_id,
            language=language,
            reader=voice.Reader(company.id, company.kind, company.name) if company else None,
        )
        record("remedy.claim_outcome_asked", claim_id)


def take_outcome(claim_id: UUID, code: str) -> bool:
    """Her answer is the outcome, and she may be asked again; False when this is no claim. As System.

    One that she changed before it was heard is heard once, and none is the outcome of a claim that has ended.
    """
    claim = Claim.objects.select_for_update().filter(id=claim_id).first()
    if claim is None:
        return False
    if not _is_asked(OUTCOME, claim_id):
        return True
    claim.outcome = code
    claim.save(update_fields=["outcome"])
    voice.close_asks(question=OUTCOME, ref=claim_id)
    record("remedy.claim_outcome", claim_id, detail={"code": code}, fact={"code": code})
    ring_her_desk(claim, "remedy.claim_outcome", urgent=code == "retaliation")
    return True


def _is_asked(question: str, claim_id: UUID) -> bool:
    return Ask.objects.filter(question=question, ref=claim_id, closed_on=None).exists()


def _may_go(claim: Claim) -> None:
    """Raises NeverToAnEmployer, NeedsTheLead."""
    with acting_as(System("remedy.may_claim_go")):
        person = casework.person_facts(claim.conversation_id)
    if SEVERE_PROTECTION in person.families:
        raise NeverToAnEmployer("refer_her")
    if person.under_18 and not ClaimDecision.objects.filter(claim_id=claim.id).exists():
        raise NeedsTheLead("ask_the_lead")


def _agreed_codes(claim: Claim) -> list[str]:
    """What she said yes to for this very company."""
    given = Consent.objects.filter(purpose=QUESTION, draft_id=claim.id, given=True, ended_on=None)
    consent = given.filter(conversation_id=claim.conversation_id, recipient_id=claim.recipient_id).first()
    return consent.parts if consent else []


def _company(recipient_id: UUID) -> OrganisationCard:
    """An employer that a lead has looked at and for which somebody signs in. Raises NotAPartner."""
    card = network.organisations([recipient_id]).get(recipient_id)
    if card is None or card.kind not in EMPLOYERS:
        raise NotAPartner
    if card.provisional or not network.partner_ids(recipient_id):
        raise NotAPartner("nobody_signs_in")
    return card


def _to(claim: Claim, state: str, *more: str) -> None:
    claim.state = state
    claim.save(update_fields=["state", *more])


def _fields(fields: Mapping[str, str]) -> list[Part]:
    if not set(fields) <= set(FIELDS) or any(len(text) > 200 for text in fields.values()):
        raise DoesNotFit("fields")
    return [Part(code, clean(text)) for code, text in fields.items() if clean(text)]
