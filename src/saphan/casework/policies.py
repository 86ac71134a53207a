"""Who may do what with stories and cases: one condition a line."""

from saphan.casework.models import Case
from saphan.network.models import Role
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.voice.models import Conversation, Urgency


def require(allowed: bool) -> None:
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed


def may_work_with_stories(staff: Staff) -> bool:
    """Open the inbox, read, answer, and keep cases. A verifier sees facts, never a story."""
    if staff.has_role(Role.CASEWORKER):
        return True
    return staff.has_role(Role.LEAD)


def may_work_on(staff: Staff, case: Case) -> bool:
    if not may_work_with_stories(staff):
        return False
    return case.desk_id == staff.desk_id


def may_give_a_file(staff: Staff, case: Case) -> bool:
    """Whoever looks after the case, or the lead; of somebody under 18 the lead alone."""
    if not may_work_on(staff, case):
        return False
    if staff.has_role(Role.LEAD):
        return True
    if case.under_18:
        return False
    return case.owner == staff.id


def may_decide_on_slips(staff: Staff) -> bool:
    return staff.has_role(Role.LEAD)


def may_move_at_once(staff: Staff, conversation: Conversation) -> bool:
    """Only where asking first would cost her time that she does not have."""
    if not staff.has_role(Role.LEAD):
        return False
    if conversation.desk_id != staff.desk_id:
        return False
    return conversation.urgency == Urgency.DANGER
