"""After every change: what the voices and findings say now, and the move that follows from it."""

from uuid import UUID

from saphan.network.selectors import verifier_ids
from saphan.network.services import notify
from saphan.standards.concern_kinds import kind as kind_of
from saphan.verification import corroboration, ladder
from saphan.verification.cards import findings_of, voices_of
from saphan.verification.corroboration import Judge, Judgement, VoiceFacts
from saphan.verification.ladder import Stage
from saphan.verification.models import Issue
from saphan.verification.moving import move

judge: Judge = corroboration.judge


def settle(issue_id: UUID) -> None:
    """Bring an issue to the rung that its voices and findings support. Call inside `acting_as(System(…))`."""
    issue = Issue.objects.select_for_update().get(id=issue_id)
    voices = voices_of(issue_id)
    _mark(issue, voices)
    if not ladder.is_on_the_ladder(issue.stage):
        return
    for target, reason in _moves(Stage(issue.stage), judge(voices, findings_of(issue_id))):
        move(issue_id=issue_id, to=target, reason=reason)
        if target == Stage.CORROBORATED:
            notify(staff_ids=verifier_ids(issue.lead_desk_id), kind="verification.may_be_verified", object_id=issue_id)


def _moves(stage: Stage, judgement: Judgement) -> list[tuple[Stage, str]]:
    """Up to the judged rung, or down to it with a reason; a verified issue stays while it is still corroborated."""
    rung = judgement.rung
    if rung == Stage.RECEIVED:
        down = [Stage.UNDERSTOOD, Stage.RECEIVED]
        return [(target, "voices_taken_back") for target in down[down.index(stage) + 1 if stage in down else 0 :]]
    if rung == Stage.UNDERSTOOD:
        if stage == Stage.RECEIVED:
            return [(Stage.UNDERSTOOD, "clarified_with_her")]
        return [] if stage == Stage.UNDERSTOOD else [(Stage.UNDERSTOOD, "voices_taken_back")]
    up = {
        Stage.RECEIVED: [(Stage.UNDERSTOOD, "clarified_with_her"), (Stage.CORROBORATED, judgement.reasons[0])],
        Stage.UNDERSTOOD: [(Stage.CORROBORATED, judgement.reasons[0])],
    }
    return up.get(stage, [])


def _mark(issue: Issue, voices: list[VoiceFacts]) -> None:
    """Severe and danger at a place follow from the kinds that stand behind it; severe once is urgent at once."""
    kinds = [kind_of(code) for code in {voice.kind for voice in voices}]
    severe = any(kind.is_severe or kind.danger == "her" for kind in kinds)
    issue.urgent = issue.urgent or (severe and not issue.severe)
    issue.severe = severe
    issue.asks_only_for_a_check = any(kind.danger == "place" for kind in kinds)
    issue.save(update_fields=["urgent", "severe", "asks_only_for_a_check"])
