"""Who may do what in remedy: one condition a line. The database holds who may read which row."""

from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
from saphan.verification.ladder import Stage, stands_at_least
from saphan.verification.selectors import IssueCard

SEVERE_PROTECTION = "J"
DESK_ROLES = frozenset({"caseworker", "verifier", "lead"})


def require(allowed: bool) -> None:
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed


def is_for_the_desk_only(issue: IssueCard) -> bool:
    """Severe protection (family J) never goes to an employer, a recruiter or a buyer: domain §5."""
    return issue.family == SEVERE_PROTECTION


def may_write_draft(staff: Staff, issue: IssueCard) -> bool:
    """Drafts are written once it is cross-checked, or at once for a danger at a place."""
    if not staff.has_role("verifier"):
        return False
    if issue.lead_desk_id != staff.desk_id:
        return False
    if issue.rests:  # another issue carries its voices
        return False
    if is_for_the_desk_only(issue):
        return False
    if issue.asks_only_for_a_check:
        return True
    return stands_at_least(issue.stage, Stage.CORROBORATED)


def may_disclose(staff: Staff, issue: IssueCard, *, asks_for_a_check: bool) -> bool:
    if not staff.has_role("verifier"):
        return False
    if issue.lead_desk_id != staff.desk_id:
        return False
    if issue.rests:  # another issue carries its voices
        return False
    if is_for_the_desk_only(issue):
        return False
    if issue.asks_only_for_a_check and asks_for_a_check:  # danger at a place: a named verifier decides, domain §5
        return True
    return stands_at_least(issue.stage, Stage.VERIFIED)


def may_work_on(staff: Staff, issue: IssueCard) -> bool:
    """Ask the workers, agree a plan, write to the partner, take a disclosure back."""
    if not staff.roles & DESK_ROLES:
        return False
    return issue.lead_desk_id == staff.desk_id


def may_decide_best_interest(staff: Staff, desk_id: object) -> bool:
    if not staff.has_role("lead"):
        return False
    return staff.desk_id == desk_id


def may_record_what_was_done(staff: Staff, desk_id: object) -> bool:
    if not staff.has_role("lead"):
        return False
    return staff.desk_id == desk_id


def may_hear_own_words(staff: Staff, desk_id: object) -> bool:
    if not staff.roles & {"verifier", "lead"}:
        return False
    return staff.desk_id == desk_id


def may_act_as_partner(partner: Partner, recipient_id: object) -> bool:
    if not partner.has_role("partner"):
        return False
    return partner.organisation_id == recipient_id


def may_raise_claims(staff: Staff) -> bool:
    """Who may read her story may raise her own case; a verifier never sees who it is."""
    return bool(staff.roles & {"caseworker", "lead"})
