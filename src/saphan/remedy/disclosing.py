"""Disclosing an issue to one partner, and taking it back. Nothing passes along the graph."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.release.bands import band
from saphan.remedy import gate
from saphan.remedy.codes import CHECK_ALL_SITES, RECALL_REASONS
from saphan.remedy.drafting import draft_to_change
from saphan.remedy.due import due_dates
from saphan.remedy.gate import Finding, Standing
from saphan.remedy.models import Disclosure, Draft, Recall
from saphan.remedy.policies import may_disclose, require
from saphan.remedy.receiving import disclosed_by, is_recalled
from saphan.remedy.refusals import (
    BesideAnOwnCase,
    ConsentMissing,
    DoesNotFit,
    NeedsTheLead,
    TooEarly,
    WouldPointAtSomeone,
)
from saphan.remedy.weighing import consenting, issue_card, standing_of, took_back
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.verification import services as verification
from saphan.verification.ladder import Stage, is_on_the_ladder
from saphan.verification.selectors import IssueCard
from saphan.voice import services as voice


def disclose_issue(*, draft_id: UUID, by: Staff) -> UUID:
    """Send one consented draft, unchanged, to its recipient, once and for the record; returns the disclosure's id.

    Only workers whose consent names this draft count. Raises NotAllowed, DraftChanged, ConsentMissing,
    WouldPointAtSomeone, NeedsTheLead, BesideAnOwnCase or TooEarly; nothing is written then.
    """
    with acting_as(by) as moment:
        draft = draft_to_change(draft_id)
        issue = issue_card(draft.issue_id)
        require(may_disclose(by, issue, asks_for_a_check=draft.asked_action == CHECK_ALL_SITES))
        standing = standing_of(draft)
        pass_gate(gate.judge(standing, moment.day))
        disclosure = _show(draft, issue, standing, moment)
        if is_on_the_ladder(issue.stage):
            verification.move(issue_id=issue.id, to=Stage.DISCLOSED, reason="disclosed", by=by)
        _tell_those_who_agreed(draft.id)
        _record(disclosure, standing)
        notify(
            staff_ids=network.partner_ids(draft.recipient_id), kind="remedy.disclosed_to_you", object_id=disclosure.id
        )
    return disclosure.id


def pass_gate(finding: Finding) -> None:
    """Raise the refusal that the first reason asks for."""
    if finding.allowed:
        return
    for refusal, reasons in _REFUSALS.items():
        if reasons & set(finding.reasons):
            raise refusal(*finding.ways_out)


def recall_disclosure(*, disclosure_id: UUID, reason: str, by: Staff) -> None:
    """Close a partner's page; the record says only that it was shown. Raises NotAllowed, NoLongerOpen, DoesNotFit."""
    if reason not in RECALL_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        _recall(disclosed_by(by, disclosure_id), reason, moment)


def take_consent(draft_id: UUID) -> None:
    """Somebody's consent to a draft changed. A page that is open closes when the gate no longer holds for it.

    Whoever took her word back is told that the page is closed and that what was read cannot be unsaid.
    """
    with acting_as(System("remedy.take_consent")) as moment:
        disclosure = Disclosure.objects.filter(draft_id=draft_id).first()
        if disclosure is None:
            return
        one_at_a_time(disclosure.id)
        if is_recalled(disclosure.id):
            return
        draft = Draft.objects.select_for_update().get(id=draft_id)
        if gate.still_holds(standing_of(draft)):
            return
        _recall(disclosure, "consent_ended", moment)
        for conversation_id in took_back(draft_id):
            voice.tell(conversation_id=conversation_id, step="taken_back")
        notify(
            staff_ids=network.verifiers_or_leads(disclosure.desk_id),
            kind="remedy.page_closed",
            object_id=disclosure.issue_id,
        )


_REFUSALS = {
    NeedsTheLead: {"under_18"},
    WouldPointAtSomeone: {"crowd_unknown", "crowd_too_small", "everyone_spoke"},
    ConsentMissing: {"nobody_consented", "too_few_voices", "no_proof"},
    BesideAnOwnCase: {"own_case_unseen", "own_case_unwarned"},
    TooEarly: {"waiting", "recent_quarrel"},
}


def _show(draft: Draft, issue: IssueCard, standing: Standing, moment: Moment) -> Disclosure:
    """What the partner reads: the words and bands. No number of people, no day of anybody's, no name."""
    due = due_dates(moment.day)
    return Disclosure.objects.create(
        desk_id=draft.desk_id,
        recipient_id=draft.recipient_id,
        issue_id=issue.id,
        draft_id=draft.id,
        respondent_id=network.canonical([issue.respondent_id])[issue.respondent_id],
        shown=shown_of(draft, issue, standing),
        acknowledge_by=due.acknowledge_by,
        plan_by=due.plan_by,
        on=moment.day,
    )


def shown_of(draft: Draft, issue: IssueCard, standing: Standing) -> dict[str, object]:
    """Exactly what the recipient would be shown, for its page and for the verifier's."""
    return {
        "words": draft.words,
        "family": issue.family,
        "asked_action": draft.asked_action,
        "band": "" if draft.by_document else band(standing.consenting),
        "by_document": draft.by_document,
    }


def is_shown_to(issue_id: UUID, recipient_id: UUID) -> bool:
    """Whether this recipient was shown the issue, and may still read it. Call inside `acting_as`."""
    shown = Disclosure.objects.filter(issue_id=issue_id, recipient_id=recipient_id).values_list("id", flat=True)
    return len(shown) > Recall.objects.filter(disclosure_id__in=shown).count()


def _tell_those_who_agreed(draft_id: UUID) -> None:
    with acting_as(System("remedy.disclose_issue")):
        for conversation_id in consenting(draft_id):
            voice.tell(conversation_id=conversation_id, step="shared")


def _record(disclosure: Disclosure, standing: Standing) -> None:
    kind = network.organisation(disclosure.recipient_id).kind
    record(
        "remedy.disclosed",
        disclosure.id,
        detail={"draft": str(disclosure.draft_id), "consenting": standing.consenting},
        fact={"recipient_kind": kind, "by_document": standing.by_document},
        subject=disclosure.issue_id,
    )


def _recall(disclosure: Disclosure, reason: str, moment: Moment) -> None:
    Recall.objects.create(
        desk_id=disclosure.desk_id,
        recipient_id=disclosure.recipient_id,
        disclosure_id=disclosure.id,
        reason=reason,
        on=moment.day,
    )
    coded: Payload = {"reason": reason}
    record("remedy.recalled", disclosure.id, detail=coded, fact=coded, subject=disclosure.issue_id)
