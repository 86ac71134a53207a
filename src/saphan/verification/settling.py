"""After every change: what the voices and findings say now, and the move that follows from it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from saphan.network.selectors import verifiers_or_leads
from saphan.network.services import notify
from saphan.standards.concern_kinds import kind as kind_of
from saphan.verification import ladder
from saphan.verification.behind import behind
from saphan.verification.cards import findings_of, outside
from saphan.verification.corroboration import Judgement, VoiceFacts, judge
from saphan.verification.escrow.weighing import weigh
from saphan.verification.ladder import Stage
from saphan.verification.leading import pass_lead
from saphan.verification.models import Issue
from saphan.verification.moving import move
from saphan.verification.together.reading import rests_behind

_RUNGS: Final = (Stage.RECEIVED, Stage.UNDERSTOOD, Stage.CORROBORATED)  # those that counting alone can reach

# What verifiers of the lead desk hear of, by where the issue stood and where it stands now.
_NOTICES: Final = {
    (Stage.RECEIVED, Stage.CORROBORATED): "verification.may_be_verified",
    (Stage.UNDERSTOOD, Stage.CORROBORATED): "verification.may_be_verified",
    (Stage.VERIFIED, Stage.UNDERSTOOD): "verification.stepped_down",
}


def settle(issue_id: UUID, *, why_down: str = "voices_taken_back", is_news: bool = True) -> None:
    """Bring an issue to the rung that its voices and findings support. Call inside `acting_as(System(…))`.

    why_down: the reason of a step down. is_news: somebody said something; else only what stands together changed.
    An issue that rests behind another one is left as it stands.
    """
    issue = Issue.objects.select_for_update().get(id=issue_id)
    if rests_behind(issue):
        return
    pass_lead(issue)
    heard, (outwards, findings_seen) = behind(issue_id), outside(issue)
    seen = judge(outwards.voices, findings_seen, outwards.clusters)
    _mark(issue, heard.voices, outwards.voices, is_news=is_news)
    weigh(issue)
    if not ladder.is_on_the_ladder(issue.stage):
        return
    stood = Stage(issue.stage)
    if stood == Stage.VERIFIED:  # they were told that it is: so what they may know of decides whether it still is
        _move_on(issue, stood, seen, why_down, seen)
        stood = Stage.VERIFIED if seen.rung == Stage.CORROBORATED else seen.rung
    _move_on(issue, stood, judge(heard.voices, findings_of(issue_id), heard.clusters), why_down, seen)


def _move_on(issue: Issue, stood: Stage, judgement: Judgement, why_down: str, seen: Judgement) -> None:
    """seen: the judgement without those who wait for others; a verifier is called only for what may go on."""
    for target, reason in _moves(stood, judgement, why_down):
        move(issue_id=issue.id, to=target, reason=reason)
        kind = _NOTICES.get((stood, target))
        if kind and (target != Stage.CORROBORATED or seen.rung == Stage.CORROBORATED):
            notify(staff_ids=verifiers_or_leads(issue.lead_desk_id), kind=kind, object_id=issue.id)


def _moves(stood: Stage, judgement: Judgement, why_down: str) -> list[tuple[Stage, str]]:
    """The rungs between, one move each, with the reason; a verified issue stays while it is still corroborated."""
    here, there = _RUNGS.index(Stage.CORROBORATED if stood == Stage.VERIFIED else stood), _RUNGS.index(judgement.rung)
    if there > here:
        return [(rung, _why_up(rung, judgement)) for rung in _RUNGS[here + 1 : there + 1]]
    return [(rung, why_down) for rung in reversed(_RUNGS[there:here])]


def _why_up(rung: Stage, judgement: Judgement) -> str:
    return judgement.reasons[0] if rung == Stage.CORROBORATED else "clarified_with_her"


def _mark(issue: Issue, voices: Sequence[VoiceFacts], outwards: Sequence[VoiceFacts], *, is_news: bool) -> None:
    """Severe and danger at a place follow from the kinds that stand behind it; severe once is urgent at once.

    Severe is for the desk. Danger at a place lets words out: it rests on nobody who waits for others.
    """
    kinds = [kind_of(code) for code in {voice.kind for voice in voices}]
    severe = any(kind.is_severe or kind.danger == "her" for kind in kinds)
    issue.urgent = issue.urgent or (is_news and severe and not issue.severe)
    issue.severe = severe
    issue.asks_only_for_a_check = any(kind_of(voice.kind).danger == "place" for voice in outwards)
    issue.save(update_fields=["urgent", "severe", "asks_only_for_a_check"])
