"""An issue and a worker's own case before the same company: together they can point at her. Seen from the issue's side.

The claim's side is `claims.is_together`. Nobody who reads this learns whose case it is; only how many there are.
"""

from uuid import UUID

from saphan.remedy.drafting import draft_to_change
from saphan.remedy.policies import may_write_draft, require
from saphan.remedy.refusals import NotNow
from saphan.remedy.weighing import issue_card, own_cases_beside
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
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
