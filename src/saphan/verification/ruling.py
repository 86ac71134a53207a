"""A verifier says that two voices are one, or are two after all. Kept for ever; the last word counts."""

from uuid import UUID

from saphan.network.selectors import same_as
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.verification.behind import behind
from saphan.verification.models import Issue, VoicesRuled
from saphan.verification.policies import may_rule
from saphan.verification.refusals import NoSuchRuling
from saphan.verification.settling import settle
from saphan.verification.words import RULINGS_APART, RULINGS_TOGETHER


def rule_on_voices(*, issue_id: UUID, left: UUID, right: UUID, together: bool, reason: str, by: Staff) -> UUID:
    """Keep the ruling, and move every issue about this respondent that it changes. Returns its id.

    left, right: voice groups behind the issue. reason: of words.RULINGS_TOGETHER or RULINGS_APART. Said again as it
    stands, it is kept again. Raises NotAllowed or NoSuchRuling; nothing is written then.
    """
    with acting_as(by) as moment:
        issue = Issue.objects.filter(id=issue_id).first()
        if issue is None or not may_rule(by, issue):
            raise NotAllowed
        _check(issue_id, left, right, together, reason)
        one_at_a_time(issue_id)
        row = VoicesRuled.objects.create(
            pool_id=issue.pool_id,
            lead_desk_id=issue.lead_desk_id,
            issue_id=issue_id,
            respondent_id=issue.respondent_id,
            left=min(left, right),
            right=max(left, right),
            together=together,
            reason=reason,
            by=by.id,
            on=moment.day,
        )
        detail: Payload = {"ruling": str(row.id), "together": together, "reason": reason}
        record("verification.voices_ruled", issue_id, detail=detail)
        _settle_all(issue)
    return row.id


def _check(issue_id: UUID, left: UUID, right: UUID, together: bool, reason: str) -> None:
    if reason not in (RULINGS_TOGETHER if together else RULINGS_APART):
        raise NoSuchRuling
    here = {voice.voice_group for voice in behind(issue_id).voices}
    if left == right or not {left, right} <= here:
        raise NoSuchRuling


def _settle_all(issue: Issue) -> None:
    """Two voices may stand together behind several kinds at one respondent."""
    with acting_as(System("verification.settle")):
        about = Issue.objects.filter(pool_id=issue.pool_id, respondent_id__in=same_as(issue.respondent_id))
        for issue_id in about.order_by("id").values_list("id", flat=True):
            settle(issue_id, why_down="voices_are_one")
