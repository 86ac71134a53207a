"""Moving an issue along remedy's part of the way, from inside a service of any caller."""

from uuid import UUID

from saphan.remedy.weighing import issue_card
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.verification import services as verification
from saphan.verification.ladder import Stage


def stage_of(issue_id: UUID) -> Stage:
    return Stage(issue_card(issue_id).stage)


def advance(issue_id: UUID, source: Stage, target: Stage, *, reason: str, by: Partner | Staff | None = None) -> bool:
    """Move the issue if it stands at `source`; otherwise it stays where it is. Returns whether it moved.

    by: the person whose act it was, or None where a rule decides.
    """
    with acting_as(System(f"remedy.{reason}")):
        if stage_of(issue_id) != source:
            return False
        verification.move(issue_id=issue_id, to=target, reason=reason, by=by)
    return True
