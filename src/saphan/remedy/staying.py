"""Which closed stories do not end yet: somebody outside still answers for them, or she is still to be asked."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from saphan.remedy.models import Claim, Disclosure, HeldCheck, Recall
from saphan.remedy.moving import stage_of
from saphan.verification.ladder import Stage
from saphan.voice.models import Consent


def before_others(conversation_ids: Collection[UUID]) -> set[UUID]:
    """Of these stories, those with a running claim, or behind a page that is open and not put right for good."""
    running = Claim.objects.filter(conversation_id__in=conversation_ids, ended_on=None)
    behind = Consent.objects.filter(
        conversation_id__in=conversation_ids, draft_id__in=_drafts_at_work(), given=True, ended_on=None
    )
    return {*running.values_list("conversation_id", flat=True), *behind.values_list("conversation_id", flat=True)}


def _drafts_at_work() -> list[UUID]:
    recalled = Recall.objects.filter(disclosure_id=OuterRef("id"))
    open_pages = Disclosure.objects.exclude(Exists(recalled)).values_list("draft_id", "issue_id")
    at_work = {issue_id for issue_id in {issue_id for _, issue_id in open_pages} if _is_at_work(issue_id)}
    return [draft_id for draft_id, issue_id in open_pages if issue_id in at_work]


def _is_at_work(issue_id: UUID) -> bool:
    """Until workers said that it is put right, and the last question whether it has held was asked."""
    if HeldCheck.objects.filter(issue_id=issue_id, done_on=None).exists():
        return True
    return stage_of(issue_id) != Stage.REMEDIED
