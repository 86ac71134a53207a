"""The one place where an issue moves: the table is asked, the step kept, and those who spoke are told."""

from typing import Final
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as, current_caller
from saphan.store.callers import Caller, Partner, Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.writing import insert
from saphan.vault.recording import Act, record_fact, rows
from saphan.verification import corroboration, ladder
from saphan.verification.cards import conversations_behind, findings_of
from saphan.verification.ladder import Mover, Stage, Transition
from saphan.verification.models import Issue, Step
from saphan.verification.policies import movers
from saphan.verification.refusals import NeedsProof, NotOnTheLadder
from saphan.verification.together.reading import around, rests_behind
from saphan.voice.services import tell

METHODS: Final = ("call_back", "document", "payroll", "visit", "second_organisation")
CONFIDENCES: Final = ("low", "medium", "high")

# What she is told of each move. Corroborated is not told: a match is never heard of on the day (domain model §5).
STEPS_TOLD: Final = {
    Stage.VERIFIED: "checked",
    Stage.DISCLOSED: "shared",
    Stage.ACKNOWLEDGED: "accepted",
    Stage.PLANNED: "planned",
    Stage.ASKED: "plan_asked",
    Stage.AGREED: "agreed",
    Stage.DELIVERED: "delivered",
    Stage.CONFIRMING: "confirm_asked",
    Stage.REMEDIED: "remedied",
    Stage.REOPENED: "reopened",
}


def move(
    *,
    issue_id: UUID,
    to: str,
    reason: str,
    by: Staff | Partner | None = None,
    method: str = "",
    confidence: str = "",
) -> None:
    """Move an issue along the transition table, keep the step, and tell everyone who spoke.

    Call inside `acting_as`: Staff of the lead desk for what a person decides (`by` is that person), or System for what
    a rule decides (`by` is None) and for what a partner did (`by` is the Partner). reason: a code.
    Raises NotAllowed when `by` is not who acts, NotOnTheLadder when the table has no such move for this kind of
    caller, NeedsProof when verified lacks method, confidence or finding; nothing is written then.
    """
    _is_who_acts(by, current_caller())
    issue = Issue.objects.select_for_update().get(id=issue_id)
    transition = _transition(issue, Stage(to), by)
    if transition.needs_proof:
        _require_proof(issue, method, confidence)
    _go(issue, transition, reason, by, method, confidence)


def climb(issue: Issue, to: Stage, reason: str) -> None:
    """`move` by a rule that counted, of an issue that it has locked, that does not rest. As System.

    Raises NotOnTheLadder when the table has no such move for software; nothing is written then.
    """
    _go(issue, _by_rule(issue, to), reason)


def climbed(issue: Issue, to: Stage, reason: str) -> tuple[Step, Act]:
    """The same of an issue that is being opened: it stands there, and what is to be written with it is returned."""
    transition = _by_rule(issue, to)
    written = _step(issue, transition, reason), _said(issue, transition, reason)
    issue.stage = transition.target
    return written


def _by_rule(issue: Issue, to: Stage) -> Transition:
    """The move that software may make of it. Raises NotOnTheLadder when there is none."""
    transition = ladder.find(Stage(issue.stage), to)
    if transition is None or Mover.SOFTWARE not in transition.movers:
        raise NotOnTheLadder
    return transition


def _go(
    issue: Issue,
    transition: Transition,
    reason: str,
    by: Staff | Partner | None = None,
    method: str = "",
    confidence: str = "",
) -> None:
    _keep(issue, transition, reason, by, method, confidence)
    if step := step_told(transition):
        _tell_those_behind(issue.id, step)


def step_told(transition: Transition) -> str:
    """The step of her story that this move is, or "": what she never heard of going up is not told going down."""
    if ladder.is_a_step_down(transition.source, transition.target):
        return "stepped_down" if transition.source == Stage.VERIFIED else ""
    return STEPS_TOLD.get(transition.target, "")


def _is_who_acts(by: Staff | Partner | None, caller: Caller | None) -> None:
    """A person signs for herself only; software and partners' acts come through a System section."""
    if isinstance(caller, System):
        return
    if not isinstance(by, Staff) or by != caller:
        raise NotAllowed


def _transition(issue: Issue, target: Stage, by: Staff | Partner | None) -> Transition:
    source, kinds = Stage(issue.stage), movers(by, issue)
    if rests_behind(issue):
        raise NotOnTheLadder
    transition = ladder.find(source, target)
    if transition is None or not ladder.may_move(source, target, kinds, issue.asks_only_for_a_check):
        raise NotOnTheLadder
    return transition


def _require_proof(issue: Issue, method: str, confidence: str) -> None:
    if method not in METHODS or confidence not in CONFIDENCES:
        raise NeedsProof("say_how", "say_how_sure")
    if not corroboration.may_be_verified(findings_of(issue.id)):
        raise NeedsProof("call_back_one", "see_a_document")


def _keep(
    issue: Issue, transition: Transition, reason: str, by: Staff | Partner | None, method: str, confidence: str
) -> None:
    step = _step(issue, transition, reason, by=by.id if by else None, method=method, confidence=confidence)
    if ladder.is_on_the_ladder(issue.stage) and not ladder.is_on_the_ladder(transition.target):
        issue.covers = sorted(around([issue]).places[issue.id] - {issue.respondent_id})
    issue.stage, issue.stage_on = transition.target, step.on
    if transition.target in {Stage.REOPENED, Stage.REMEDIED}:
        issue.urgent = transition.target == Stage.REOPENED
    issue.save(update_fields=["stage", "stage_on", "urgent", "covers"])
    said = _said(issue, transition, reason)
    insert(step, *rows("issue.moved", issue.id, detail=said.detail, fact=said.fact))


def _step(
    issue: Issue,
    transition: Transition,
    reason: str,
    *,
    by: UUID | None = None,
    method: str = "",
    confidence: str = "",
) -> Step:
    """The row that keeps a move, of today; not written."""
    return Step(
        pool_id=issue.pool_id,
        lead_desk_id=issue.lead_desk_id,
        issue_id=issue.id,
        from_stage=transition.source,
        to_stage=transition.target,
        reason=reason,
        method=method,
        confidence=confidence,
        by=by,
        on=clock.today(),
    )


def _said(issue: Issue, transition: Transition, reason: str) -> Act:
    """What the audit and the figures hear of a move."""
    coded = {"from": str(transition.source), "to": str(transition.target), "reason": reason}
    return Act(issue.id, dict(coded), {**coded, "family": issue.family, "severe": issue.severe})


def _tell_those_behind(issue_id: UUID, step: str) -> None:
    with acting_as(System("verification.tell")):
        behind = sorted({concern.conversation_id for concern in conversations_behind(issue_id)})
        for conversation_id in behind:
            tell(conversation_id=conversation_id, step=step)
        record_fact("verification.workers_told", issue_id, {"step": step, "somebody": bool(behind)})
