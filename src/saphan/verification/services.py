"""What verifiers do with an issue. `move` is how remedy moves one on."""

from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record
from saphan.verification.cards import rests_on_those_who_wait, voices_of
from saphan.verification.corroboration import CALL_BACK, PROOFS
from saphan.verification.models import Finding, Issue
from saphan.verification.moving import move
from saphan.verification.policies import may_take_on, may_verify
from saphan.verification.refusals import NoSuchFinding, NotOnTheLadder, WaitsForOthers
from saphan.verification.ruling import rule_on_voices
from saphan.verification.settling import settle
from saphan.verification.together.reading import beside_it, rests_behind

__all__ = ["move", "record_finding", "rule_on_voices", "take_on", "verify"]


def verify(*, issue_id: UUID, method: str, confidence: str, by: Staff) -> None:
    """Say with your name that it is so, how you know and how sure you are; those who spoke are told.

    method: one of moving.METHODS. confidence: low, medium or high. Raises NotAllowed (not a verifier of the lead
    desk), NotOnTheLadder (not corroborated now) or NeedsProof (no call-back and no document); nothing is written then.
    """
    with acting_as(by):
        issue = _seen(issue_id)
        if not may_verify(by, issue):
            raise NotAllowed
        if rests_on_those_who_wait(issue):
            raise WaitsForOthers("speak_with_each")
        move(issue_id=issue_id, to="verified", reason="verified", by=by, method=method, confidence=confidence)


def record_finding(
    *, issue_id: UUID, kind: str, supports: bool = True, voice_group: UUID | None = None, by: Staff
) -> UUID:
    """Keep what was found, for or against; the issue moves if that changes what it rests on. Returns the finding's id.

    kind: "call_back" (with the voice that was called) or one of corroboration.PROOFS.
    Raises NotAllowed or NoSuchFinding; nothing is written then.
    """
    with acting_as(by) as moment:
        issue = _seen(issue_id)
        if not may_verify(by, issue):
            raise NotAllowed
        _check_finding(issue_id, kind, voice_group)
        finding = Finding.objects.create(
            pool_id=issue.pool_id,
            lead_desk_id=issue.lead_desk_id,
            issue_id=issue_id,
            kind=kind,
            supports=supports,
            voice_group=voice_group,
            by=by.id,
            on=moment.day,
        )
        coded: Payload = {"kind": kind, "supports": supports}
        record("verification.finding_recorded", issue_id, detail={**coded, "finding": str(finding.id)}, fact=coded)
        with acting_as(System("verification.settle")):
            settle(issue_id)
    return finding.id


def take_on(*, issue_id: UUID, by: Staff) -> None:
    """Somebody of the lead desk is with it now: urgent no more. Raises NotAllowed."""
    with acting_as(by):
        if not may_take_on(by, _seen(issue_id)):
            raise NotAllowed
        with acting_as(System("verification.take_on")):
            Issue.objects.filter(id__in=beside_it(Issue.objects.get(id=issue_id))).update(urgent=False)
        record("verification.issue_taken_on", issue_id)


def _seen(issue_id: UUID) -> Issue:
    """An issue of the caller's pool; another pool's is refused as if it were not there."""
    issue = Issue.objects.filter(id=issue_id).first()
    if issue is None:
        raise NotAllowed
    if rests_behind(issue):
        raise NotOnTheLadder
    return issue


def _check_finding(issue_id: UUID, kind: str, voice_group: UUID | None) -> None:
    if kind not in (CALL_BACK, *PROOFS):
        raise NoSuchFinding
    if kind == CALL_BACK and voice_group is None:
        raise NoSuchFinding("say_who_was_called")
    if voice_group is not None and voice_group not in {voice.voice_group for voice in voices_of(issue_id)}:
        raise NoSuchFinding("say_who_was_called")
