"""Organisations are read as one, or as two again: the issues there are settled."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.network.models import Merge
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import Issue
from saphan.verification.settling import settle


def settle_merge(merge_id: UUID) -> None:
    """Settle every issue on the ladder at what was merged or parted; safe to run again."""
    with acting_as(System("verification.settle_merge")):
        merge = Merge.objects.get(id=merge_id)
        there = network.all_same_as([merge.organisation_id, merge.read_as_id])
        for issue in Issue.objects.filter(respondent_id__in=there).order_by("id"):
            if is_on_the_ladder(issue.stage):
                settle(issue.id, why_down="organisations_merged" if merge.ended_on is None else "organisations_split")
