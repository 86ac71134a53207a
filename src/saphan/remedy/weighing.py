"""What stands behind a draft, gathered for the gate. Opens a System section: it reads over the desks of the pool."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from saphan.casework.selectors import ConcernBehind
from saphan.network.selectors import same_as
from saphan.remedy.codes import CHECK_ALL_SITES
from saphan.remedy.gate import Standing
from saphan.remedy.models import BestInterest, Claim, ClaimShown, Disclosure, Draft, Recall
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.verification import selectors as verification
from saphan.verification.selectors import IssueCard
from saphan.voice import selectors as voice
from saphan.voice.models import Ask, Consent


def issue_card(issue_id: UUID) -> IssueCard:
    """Raises NotAllowed when there is no such issue, as for one that is not hers."""
    try:
        with acting_as(System("remedy.read_issue")):
            return verification.issue_card(issue_id)
    except ObjectDoesNotExist:
        raise NotAllowed from None


def behind(issue_id: UUID) -> list[ConcernBehind]:
    """Every concern that counts behind the issue now, of all desks in the pool."""
    with acting_as(System("remedy.read_behind")):
        return list(verification.conversations_behind(issue_id))


def has_proof(issue_id: UUID) -> bool:
    """A document, payroll, visit or second organisation supports the issue."""
    with acting_as(System("remedy.read_findings")):
        return verification.proof_stands(issue_id)


def standing_of(draft: Draft) -> Standing:
    """All that the gate weighs. Voices are independent ones: several concerns of one cluster are one."""
    issue = issue_card(draft.issue_id)
    concerns = behind(draft.issue_id)
    agreed = consenting(draft.id)
    cases = own_cases_beside(draft.issue_id, draft.recipient_id, concerns)
    return Standing(
        voices=verification.independent_people(draft.issue_id, concerns),
        consenting=verification.independent_people(
            draft.issue_id, [concern for concern in concerns if concern.conversation_id in agreed]
        ),
        crowd=draft.crowd,
        proof=has_proof(draft.issue_id),
        by_document=draft.by_document,
        asks_for_a_check=draft.asked_action == CHECK_ALL_SITES,
        danger_at_a_place=issue.asks_only_for_a_check,
        under_18=any(concern.under_18 for concern in concerns),
        lead_decided=BestInterest.objects.filter(draft_id=draft.id).exists(),
        written_on=draft.on,
        wait_days=0 if draft.waived_by_workers == len(agreed) else draft.wait_days,
        quarrels_on=tuple(concern.quarrel_on for concern in concerns if concern.quarrel_on is not None),
        own_cases=len(cases),
        own_cases_seen=draft.beside_seen or 0,
        unwarned=len(_unwarned(draft, cases, agreed)),
    )


def own_cases_beside(
    issue_id: UUID, recipient_id: UUID, concerns: Sequence[ConcernBehind] | None = None
) -> dict[UUID, bool]:
    """Conversations behind the issue whose own case this company reads, has read or is to read, and whether she knows.

    Knows: she was asked about her own case with the warning. One that was taken back counts: what was read stays read.
    """
    with acting_as(System("remedy.issues_beside_claims")):
        company = same_as(recipient_id)
        shown = ClaimShown.objects.filter(recipient_id__in=company).values("id")
        found = Claim.objects.filter(Q(state__in=("asked", "agreed")) | Q(id__in=shown), recipient_id__in=company)
        known = dict(found.order_by("wished_on", "id").values_list("conversation_id", "together"))
    people = {concern.conversation_id for concern in (behind(issue_id) if concerns is None else concerns)}
    return {conversation_id: knows for conversation_id, knows in known.items() if conversation_id in people}


def _unwarned(draft: Draft, cases: dict[UUID, bool], agreed: frozenset[UUID]) -> set[UUID]:
    """Of those who agreed to these words, who never read that the two together can point at her."""
    to_know = {conversation_id for conversation_id, knows in cases.items() if not knows} & agreed
    with acting_as(System("remedy.issues_beside_claims")):
        asked = Ask.objects.filter(question="consent", ref=draft.id, beside=True, conversation_id__in=to_know)
        return to_know - set(asked.values_list("conversation_id", flat=True))


def consenting(draft_id: UUID) -> frozenset[UUID]:
    """Conversations whose consent to this very draft stands today, and may be told of (escrow)."""
    with acting_as(System("remedy.count_consent")):
        agreed = frozenset(voice.consent_count(draft_id).conversation_ids_yes)
        issue_id = Draft.objects.filter(id=draft_id).values_list("issue_id", flat=True).first()
        return verification.may_be_told(issue_id, agreed) if issue_id and agreed else agreed


def took_back(draft_id: UUID) -> frozenset[UUID]:
    """Conversations whose consent to this draft was given once and has ended, but for deleted stories. As System."""
    ended = Consent.objects.filter(draft_id=draft_id, given=True).exclude(ended_on=None)
    conversation_ids = set(ended.values_list("conversation_id", flat=True)) - consenting(draft_id)
    return frozenset(voice.conversation_facts(conversation_ids))


def consenting_to_issue(issue_id: UUID) -> frozenset[UUID]:
    """Conversations that agreed to words on a page that is open: those who are asked about plan and remedy."""
    with acting_as(System("remedy.count_consent")):
        return frozenset().union(*(consenting(draft_id) for draft_id in _open_drafts(issue_id)))


def open_disclosures(issue_id: UUID) -> list[Disclosure]:
    """Shown and not taken back; oldest first."""
    shown = Disclosure.objects.filter(issue_id=issue_id).order_by("on", "id")
    closed = set(Recall.objects.filter(disclosure_id__in=shown.values("id")).values_list("disclosure_id", flat=True))
    return [disclosure for disclosure in shown if disclosure.id not in closed]


def _open_drafts(issue_id: UUID) -> list[UUID]:
    return [disclosure.draft_id for disclosure in open_disclosures(issue_id)]
