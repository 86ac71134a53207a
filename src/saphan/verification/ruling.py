"""A verifier says that two voices are one, or are two after all. Kept for ever; the last word counts."""

from dataclasses import dataclass
from datetime import date
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


def rule_on_voices(
    *, issue_id: UUID, left: UUID, right: UUID | None, together: bool, reason: str, by: Staff
) -> list[UUID]:
    """Keep the ruling, and move every issue about this respondent that it changes. Returns the ids of its rows.

    left, right: voice groups behind the issue; right None: everybody who is counted as one with left, one row each.
    reason: of words.RULINGS_TOGETHER or RULINGS_APART. Said again as it stands, it is kept again. Raises NotAllowed or
    NoSuchRuling; nothing is written then.
    """
    with acting_as(by) as moment:
        issue = Issue.objects.filter(id=issue_id).first()
        if issue is None or not may_rule(by, issue):
            raise NotAllowed
        others = _others(issue_id, left, right)
        if reason not in (RULINGS_TOGETHER if together else RULINGS_APART):
            raise NoSuchRuling
        one_at_a_time(issue_id)
        said = Said(together, reason, by.id, moment.day)
        kept = [_keep(issue, left, other, said) for other in others]
        _settle_all(issue)
    return kept


@dataclass(frozen=True, slots=True)
class Said:
    """What a verifier says of two voices, and when."""

    together: bool
    reason: str
    by: UUID
    on: date


def _others(issue_id: UUID, left: UUID, right: UUID | None) -> list[UUID]:
    """With whom. Raises NoSuchRuling."""
    heard = behind(issue_id)
    here = {voice.voice_group for voice in heard.voices}
    with_her = [voice for cluster in heard.clusters if left in cluster.voices for voice in cluster.voices]
    others = [right] if right else [voice for voice in with_her if voice != left]
    if not others or left in others or not {left, *others} <= here:
        raise NoSuchRuling
    return others


def _keep(issue: Issue, left: UUID, right: UUID, said: Said) -> UUID:
    row = VoicesRuled.objects.create(
        pool_id=issue.pool_id,
        lead_desk_id=issue.lead_desk_id,
        issue_id=issue.id,
        respondent_id=issue.respondent_id,
        left=min(left, right),
        right=max(left, right),
        together=said.together,
        reason=said.reason,
        by=said.by,
        on=said.on,
    )
    detail: Payload = {"ruling": str(row.id), "together": said.together, "reason": said.reason}
    record("verification.voices_ruled", issue.id, detail=detail)
    return row.id


def _settle_all(issue: Issue) -> None:
    """Two voices may stand together behind several kinds at one respondent."""
    with acting_as(System("verification.settle")):
        about = Issue.objects.filter(pool_id=issue.pool_id, respondent_id__in=same_as(issue.respondent_id))
        for issue_id in about.order_by("id").values_list("id", flat=True):
            settle(issue_id, why_down="voices_are_one")
