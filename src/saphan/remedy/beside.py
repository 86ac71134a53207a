"""An issue and a worker's own case before the same company: together they can point at her. Seen from both sides.

Whoever works on the issue learns how many own cases there are, and never whose.
"""

from collections.abc import Collection
from uuid import UUID

from saphan.network.selectors import same_as
from saphan.remedy.drafting import draft_to_change
from saphan.remedy.models import Draft
from saphan.remedy.policies import may_write_draft, require
from saphan.remedy.refusals import NotNow
from saphan.remedy.weighing import behind, issue_card, own_cases_beside
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.vault.recording import record


def see_own_cases(*, draft_id: UUID, by: Staff) -> None:
    """The verifier has read the warning and takes it upon herself; another own case later means reading it again.

    Raises NotAllowed, DraftChanged, or NotNow when there is nothing to be warned of.
    """
    with acting_as(by):
        draft = draft_to_change(draft_id)
        require(may_write_draft(by, issue_card(draft.issue_id)))
        number = len(own_cases_beside(draft.issue_id, draft.recipient_id))
        if number == 0:
            raise NotNow
        draft.beside_seen = number
        draft.save(update_fields=["beside_seen"])
        record("remedy.own_cases_seen", draft_id, detail={"cases": number})


def is_together(conversation_id: UUID, recipient_id: UUID) -> bool:
    """Whether this company reads, or is to read, an issue that she is part of: together they can point at her."""
    return bool(beside_her_issues(conversation_id, same_as(recipient_id)))


def beside_her_issues(conversation_id: UUID, recipient_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these companies that read, or are to read, an issue that she is part of."""
    with acting_as(System("remedy.claims_beside_issues")):
        drafts = Draft.objects.filter(recipient_id__in=recipient_ids, superseded_on=None)
        readers: dict[UUID, set[UUID]] = {}
        for issue_id, recipient_id in drafts.values_list("issue_id", "recipient_id"):
            readers.setdefault(issue_id, set()).add(recipient_id)
        hers = [issue_id for issue_id in readers if _is_behind(conversation_id, issue_id)]
    return frozenset().union(*(readers[issue_id] for issue_id in hers))


def _is_behind(conversation_id: UUID, issue_id: UUID) -> bool:
    return any(concern.conversation_id == conversation_id for concern in behind(issue_id))
