"""Who may do what with an issue: one condition a line."""

from collections.abc import Collection
from uuid import UUID

from saphan.store.callers import Partner, Staff
from saphan.verification.ladder import Mover, is_on_the_ladder
from saphan.verification.models import Issue, Question, Signal

DESK_ROLES = frozenset({"caseworker", "verifier", "lead"})


def may_see(staff: Staff, issue: Issue, feeding_desks: Collection[UUID]) -> bool:
    """Desk roles of the lead desk and of desks whose voices feed it; others of the pool know only that it exists.

    A desk that left the pool sees what it leads to its end, and what is on the ladder no more.
    """
    if not staff.roles & DESK_ROLES:
        return False
    if issue.pool_id != staff.pool_id and is_on_the_ladder(issue.stage):
        return False
    if issue.lead_desk_id == staff.desk_id:
        return True
    if issue.pool_id != staff.pool_id:
        return False
    return staff.desk_id in feeding_desks


def may_verify(staff: Staff, issue: Issue) -> bool:
    """A named verifier of the lead desk, and nobody else."""
    if not staff.has_role("verifier"):
        return False
    return issue.lead_desk_id == staff.desk_id


def may_rule(staff: Staff, issue: Issue) -> bool:
    """Whether two voices are one: a verifier of the lead desk says it, by name."""
    return may_verify(staff, issue)


def may_ask(staff: Staff, issue: Issue, feeding_desks: Collection[UUID]) -> bool:
    """A verifier who sees the issue asks another desk that feeds or leads it."""
    if not staff.has_role("verifier"):
        return False
    return may_see(staff, issue, feeding_desks)


def may_answer(staff: Staff, question: Question) -> bool:
    """A verifier of the asked desk."""
    if not staff.has_role("verifier"):
        return False
    return question.asked_desk_id == staff.desk_id


def may_take_on(staff: Staff, issue: Issue) -> bool:
    if not staff.roles & DESK_ROLES:
        return False
    return issue.lead_desk_id == staff.desk_id


def may_see_signal(staff: Staff, signal: Signal) -> bool:
    """Desk roles of its pool; no analyst, and never a partner."""
    if not staff.roles & DESK_ROLES:
        return False
    return signal.pool_id == staff.pool_id


def may_say_what_it_was(staff: Staff, signal: Signal) -> bool:
    """A verifier or a lead, by name."""
    if not may_see_signal(staff, signal):
        return False
    return staff.has_role("verifier") or staff.has_role("lead")


def may_record_outage(staff: Staff) -> bool:
    """Who works at the desk knows when its line was down."""
    return bool(staff.roles & DESK_ROLES)


def may_speak_with(staff: Staff) -> bool:
    """Whoever may read her story writes down that somebody has spoken with her."""
    return bool(staff.roles & {"caseworker", "lead"})


def movers(by: Staff | Partner | None, issue: Issue) -> frozenset[Mover]:
    """Which kinds of caller somebody is for this issue; nobody (None) is software. Empty: may move nothing."""
    if by is None:
        return frozenset({Mover.SOFTWARE})
    if isinstance(by, Partner):
        return frozenset({Mover.PARTNER})
    if not may_take_on(by, issue):
        return frozenset()
    return frozenset({Mover.DESK, Mover.VERIFIER} if may_verify(by, issue) else {Mover.DESK})
