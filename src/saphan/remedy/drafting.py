"""Drafts: the fixed words that one recipient would read, the consent to them, and what may shorten the wait."""

from collections.abc import Mapping
from uuid import UUID

from saphan.languages.writing import clean
from saphan.network import selectors as network
from saphan.network.selectors import OrganisationCard
from saphan.release.delay import random_days
from saphan.remedy.codes import ASKED_ACTIONS, MOST_WORDS, PARTNER_KINDS
from saphan.remedy.models import BestInterest, Disclosure, Draft
from saphan.remedy.policies import may_decide_best_interest, may_write_draft, require
from saphan.remedy.refusals import DoesNotFit, DraftChanged, NotAllAgreed, NotAPartner, WordsMissing
from saphan.remedy.weighing import behind, consenting, issue_card, own_cases_beside
from saphan.remedy.writing import seal_decision, written
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.verification.selectors import IssueCard
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice


def write_draft(
    *,
    issue_id: UUID,
    recipient_id: UUID,
    words: Mapping[str, str],
    asked_action: str,
    crowd: int | None,
    crowd_source: str,
    by_document: bool = False,
    by: Staff,
    once: UUID | None = None,
) -> UUID:
    """Fix the words for one recipient and ask each worker behind the issue for consent; returns the draft's id.

    words: language → text, English among them. crowd: people who could have said it; None: unknown. A changed draft is
    a new version: the old questions close, and consent to the old words does not count. once: the id of the form; a
    second send of it is the first. Raises NotAllowed, WordsMissing, NotAPartner, DoesNotFit.
    """
    fixed = _fixed(words)
    _check(asked_action, crowd)
    recipient = network.organisation(recipient_id)
    if recipient.kind not in PARTNER_KINDS:
        raise NotAPartner
    draft = Draft(
        id=once or random_id(),
        desk_id=by.desk_id,
        issue_id=issue_id,
        recipient_id=recipient_id,
        words=fixed,
        asked_action=asked_action,
        crowd=crowd,
        crowd_source=clean(crowd_source)[:120],
        by_document=by_document,
        wait_days=random_days(),
        by=by.id,
    )
    with acting_as(by) as moment:
        _may_go_there(issue_card(issue_id), recipient_id, by)
        one_at_a_time(issue_id)
        if not once or not Draft.objects.filter(id=once).exists():
            _write(draft, recipient, moment)
    return draft.id


def _may_go_there(issue: IssueCard, recipient_id: UUID, by: Staff) -> None:
    """Raises NotAllowed, NotAPartner."""
    require(may_write_draft(by, issue))
    if recipient_id not in {card.id for card in may_receive(issue.respondent_id)}:
        raise NotAPartner


def _write(draft: Draft, recipient: OrganisationCard, moment: Moment) -> None:
    """The next version, and the question to each worker behind it."""
    draft.version, draft.on = _supersede(draft.issue_id, recipient.id, moment) + 1, moment.day
    draft.save(force_insert=True)
    detail: Payload = {"issue": str(draft.issue_id), "recipient": str(recipient.id)}
    record("remedy.draft_written", draft.id, detail=detail)
    asked = _ask_consent(draft, recipient)
    record("remedy.consent_asked", draft.id, detail={"asked": asked})


def may_receive(respondent_id: UUID) -> tuple[OrganisationCard, ...]:
    """The respondent, who buys from it, who recruits for it: whoever has leverage there, and nobody else."""
    return (network.read_as([respondent_id])[respondent_id], *network.partners_of(respondent_id))


def waive_wait(*, draft_id: UUID, workers_agreed: int, by: Staff) -> None:
    """Send it without the random wait: the verifier, and each worker who agreed to the words, say so.

    workers_agreed: of those who said yes to the draft, how many were asked about the wait and agree. When somebody else
    says yes later, the wait is back until she was asked too. Raises NotAllowed, NotAllAgreed, DraftChanged.
    """
    with acting_as(by):
        draft = draft_to_change(draft_id)
        require(may_write_draft(by, issue_card(draft.issue_id)))
        agreed = len(consenting(draft_id))
        if agreed == 0 or workers_agreed != agreed:
            raise NotAllAgreed("ask_each", "wait")
        draft.waived_by_workers = agreed
        draft.save(update_fields=["waived_by_workers"])
        record("remedy.wait_waived", draft_id, detail={"workers": agreed})


def decide_best_interest(*, draft_id: UUID, words: str, by: Staff) -> None:
    """The lead's written decision that it serves somebody under 18 when this goes out; sealed. The first one stands.

    Raises NotAllowed, WordsMissing, DraftChanged.
    """
    reasons = written(words)
    with acting_as(by) as moment:
        draft = draft_to_change(draft_id)
        require(may_decide_best_interest(by, draft.desk_id))
        if BestInterest.objects.filter(draft_id=draft_id).exists():
            return
        decision_id, sealed = seal_decision(reasons, table="remedy_best_interest", desk_id=draft.desk_id)
        BestInterest.objects.create(
            id=decision_id, desk_id=draft.desk_id, draft_id=draft_id, sealed=sealed, by=by.id, on=moment.day
        )
        record("remedy.best_interest_decided", draft_id)


def draft_to_change(draft_id: UUID) -> Draft:
    """The draft, locked, while it is the newest and has not gone out. Raises NotAllowed, DraftChanged."""
    draft = Draft.objects.select_for_update().filter(id=draft_id).first()
    if draft is None:
        raise NotAllowed
    if draft.superseded_on is not None or Disclosure.objects.filter(draft_id=draft_id).exists():
        raise DraftChanged("look_again")
    return draft


def words_in(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The language and the text that somebody reads: her own language where it was written, else English."""
    if language in words:
        return language, words[language]
    chosen = "en" if "en" in words else next(iter(words))
    return chosen, words[chosen]


def _fixed(words: Mapping[str, str]) -> dict[str, str]:
    fixed = {language: clean(text) for language, text in words.items() if clean(text)}
    if "en" not in fixed or any(len(text) > MOST_WORDS for text in fixed.values()):
        raise WordsMissing
    return fixed


def _check(asked_action: str, crowd: int | None) -> None:
    if asked_action not in ASKED_ACTIONS:
        raise DoesNotFit("asked_action")
    if crowd is not None and not 0 <= crowd <= 10_000_000:
        raise DoesNotFit("crowd")


def _supersede(issue_id: UUID, recipient_id: UUID, moment: Moment) -> int:
    """Take the newest version back, if there is one; returns its number. Its questions close with it.

    As System: it may be of the desk that led the issue before.
    """
    with acting_as(System("remedy.write_draft")):
        versions = Draft.objects.select_for_update().filter(issue_id=issue_id, recipient_id=recipient_id)
        newest = versions.order_by("-version").first()
        if newest is None:
            return 0
        _take_back(newest, moment)
    return newest.version


def take_back_of_former_lead(issue_id: UUID) -> None:
    """Another desk leads the issue now: drafts of the former one go out no more, and nobody is asked about them."""
    with acting_as(System("remedy.lead_passed")) as moment:
        lead_desk_id = issue_card(issue_id).lead_desk_id
        standing = Draft.objects.select_for_update().filter(issue_id=issue_id, superseded_on=None)
        for draft in standing.exclude(desk_id=lead_desk_id):
            _take_back(draft, moment)
            record("remedy.draft_taken_back", draft.id, detail={"why": "lead_passed"})


def _take_back(draft: Draft, moment: Moment) -> None:
    """As System."""
    draft.superseded_on = moment.day
    draft.save(update_fields=["superseded_on"])
    voice.close_asks(question="consent", ref=draft.id)


def _ask_consent(draft: Draft, recipient: OrganisationCard) -> int:
    """Ask everyone behind the issue who lets others be told at all, at every desk of the pool; returns how many."""
    concerns = behind(draft.issue_id)
    conversation_ids = {concern.conversation_id for concern in concerns}
    own_cases = own_cases_beside(draft.issue_id, draft.recipient_id, concerns)
    with acting_as(System("remedy.write_draft")):
        known = voice_reads.conversation_facts(conversation_ids)
        to_ask = {conversation_id: facts for conversation_id, facts in known.items() if facts.tell != "nobody"}
        for conversation_id, facts in to_ask.items():
            language, text = words_in(draft.words, facts.language)
            voice.ask(
                conversation_id=conversation_id,
                question="consent",
                ref=draft.id,
                words=text,
                language=language,
                reader=voice.Reader(recipient.id, recipient.kind, recipient.name),
                beside=conversation_id in own_cases,
            )
    return len(to_ask)
