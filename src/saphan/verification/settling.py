"""After every change: what the voices and findings say now, and the move that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from saphan.network.selectors import Group, verifiers_or_leads
from saphan.network.services import notify, notify_of_each
from saphan.standards.concern_kinds import ConcernKind
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.made_once import MadeOnce
from saphan.verification import facts, ladder
from saphan.verification.behind import Behind, key_of
from saphan.verification.corroboration import Reached
from saphan.verification.escrow.weighing import weigh
from saphan.verification.evidence import Evidence, evidence_of
from saphan.verification.ladder import Stage
from saphan.verification.leading import pass_lead
from saphan.verification.models import Issue
from saphan.verification.moving import climb
from saphan.verification.sources import origins_of
from saphan.verification.together.reading import around

_RUNGS: Final = (Stage.RECEIVED, Stage.UNDERSTOOD, Stage.CORROBORATED)  # those that counting alone can reach

# What verifiers of the lead desk hear of, by where the issue stood and where it stands now.
_NOTICES: Final = {
    (Stage.RECEIVED, Stage.CORROBORATED): "verification.may_be_verified",
    (Stage.UNDERSTOOD, Stage.CORROBORATED): "verification.may_be_verified",
    (Stage.VERIFIED, Stage.UNDERSTOOD): "verification.stepped_down",
}


def settle(
    issue_id: UUID, *, why_down: str = "voices_taken_back", is_news: bool = True, group: Group | None = None
) -> None:
    """Bring an issue to the rung that its voices and findings support. Call inside `acting_as(System(…))`.

    why_down: the reason of a step down. is_news: somebody said something; else only what stands together changed.
    An issue that rests behind another one is left as it stands. group: as `around` takes it.
    """
    (issue,) = _locked.models(issue_id)
    seated = around([issue], group)
    if issue.id in seated.rests:
        return
    pass_lead(issue)
    standing = facts.standing_at(issue.pool_id, issue.family, seated.places[issue.id])
    origins = origins_of([fact.source for fact in standing])
    evidence = evidence_of([issue], seated, {key_of(issue): standing}, origins)[issue.id]
    _mark(issue, marks_of(issue, evidence, is_news=is_news))
    is_on_the_ladder = ladder.is_on_the_ladder(issue.stage)
    if evidence.somebody_waits or not is_on_the_ladder:  # off it, also who left the pool with the desk that leads it
        weigh(issue)
    if not is_on_the_ladder:
        return
    stood, (known, seen) = Stage(issue.stage), evidence.judged()
    if stood == Stage.VERIFIED:  # they were told that it is: so what they may know of decides whether it still is
        _move_on(issue, stood, seen, why_down, seen)
        stood = Stage.VERIFIED if seen.rung == Stage.CORROBORATED else seen.rung
    _move_on(issue, stood, known, why_down, seen)


def hold(issue_id: UUID) -> None:
    """Until this transaction ends nobody else settles it, or counts and takes back what stands behind it."""
    _locked(issue_id)


_locked = MadeOnce(lambda issue_id: Issue.objects.select_for_update().filter(id=issue_id))


def is_settled(issue: Issue, evidence: Evidence) -> bool:
    """Whether `settle` would change neither its rung nor its marks. Pure."""
    if marks_of(issue, evidence, is_news=False) != marks_on(issue):
        return False
    if not ladder.is_on_the_ladder(issue.stage):
        return True
    known, seen = evidence.judged()
    if issue.stage == Stage.VERIFIED:
        return known.rung == seen.rung == Stage.CORROBORATED
    return known.rung == Stage(issue.stage)


def _move_on(issue: Issue, stood: Stage, judgement: Reached, why_down: str, seen: Reached) -> None:
    """seen: the judgement without those who wait for others; a verifier is called only for what may go on."""
    for target, reason in moves(stood, judgement, why_down):
        climb(issue, target, reason)
        if target != Stage.CORROBORATED or seen.rung == Stage.CORROBORATED:
            ring(issue, stood, target)


def ring(issue: Issue, stood: Stage, stands: Stage) -> None:
    """Verifiers of its lead desk hear of a move that asks something of them."""
    if kind := _NOTICES.get((stood, stands)):
        notify(staff_ids=verifiers_or_leads(issue.lead_desk_id), kind=kind, object_id=issue.id)


def ring_each(issues: Iterable[Issue], stood: Stage, stands: Stage) -> None:
    """The same of many that moved alike."""
    led: dict[UUID, list[UUID]] = {}
    for issue in issues:
        led.setdefault(issue.lead_desk_id, []).append(issue.id)
    if kind := _NOTICES.get((stood, stands)):
        for desk_id, issue_ids in led.items():
            notify_of_each(staff_ids=verifiers_or_leads(desk_id), kind=kind, object_ids=issue_ids)


def moves(stood: Stage, judgement: Reached, why_down: str = "") -> list[tuple[Stage, str]]:
    """The rungs between, one move each, with the reason; a verified issue stays while it is still corroborated."""
    here, there = _RUNGS.index(Stage.CORROBORATED if stood == Stage.VERIFIED else stood), _RUNGS.index(judgement.rung)
    if there > here:
        return [(rung, _why_up(rung, judgement)) for rung in _RUNGS[here + 1 : there + 1]]
    return [(rung, why_down) for rung in reversed(_RUNGS[there:here])]


def _why_up(rung: Stage, judgement: Reached) -> str:
    return judgement.reasons[0] if rung == Stage.CORROBORATED else "clarified_with_her"


@dataclass(frozen=True, slots=True)
class Marks:
    """What follows from the kinds that stand behind an issue, beside its rung."""

    urgent: bool
    severe: bool
    asks_only_for_a_check: bool


def marks_on(issue: Issue) -> Marks:
    """As they stand."""
    return Marks(issue.urgent, issue.severe, issue.asks_only_for_a_check)


def marks_of(issue: Issue, evidence: Evidence, *, is_news: bool) -> Marks:
    """As they should stand; severe once is urgent at once.

    Severe is for the desk. Danger at a place lets words out: it rests on nobody who waits for others.
    """
    severe = any(kind.is_severe or kind.danger == "her" for kind in _kinds(evidence.heard))
    urgent = issue.urgent or (is_news and severe and not issue.severe)
    return Marks(urgent, severe, any(kind.danger == "place" for kind in _kinds(evidence.outwards)))


def _kinds(behind: Behind) -> list[ConcernKind]:
    return [kind_of(code) for code in {voice.kind for voice in behind.voices}]


def set_marks(issue: Issue, marks: Marks) -> None:
    """Not saved."""
    issue.urgent, issue.severe, issue.asks_only_for_a_check = marks.urgent, marks.severe, marks.asks_only_for_a_check


def _mark(issue: Issue, marks: Marks) -> None:
    if marks != marks_on(issue):
        set_marks(issue, marks)
        issue.save(update_fields=["urgent", "severe", "asks_only_for_a_check"])
