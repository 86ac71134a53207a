"""Organisations are read as one, or as two again: the issues there are settled, and their lead desks hear of it."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.network.models import Merge
from saphan.network.selectors import verifiers_or_leads
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification import facts
from saphan.verification.gathering import issue_for
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import Issue
from saphan.verification.settling import settle

MERGED, SPLIT = "organisations_merged", "organisations_split"


def settle_merge(merge_id: UUID) -> None:
    """Settle every issue on the ladder at what was merged or parted; safe to run again.

    O(what was said about these organisations). An issue that a partner has seen is left alone.
    """
    with acting_as(System("verification.settle_merge")):
        merge = Merge.objects.get(id=merge_id)
        there = network.all_same_as([merge.organisation_id, merge.read_as_id])
        _seat_every_voice(there)
        touched = list(Issue.objects.filter(respondent_id__in=there).order_by("id"))
        for issue in touched:
            if is_on_the_ladder(issue.stage):
                settle(issue.id, why_down=MERGED if merge.ended_on is None else SPLIT, is_news=False)
        _ring(touched)


def _seat_every_voice(there: frozenset[UUID]) -> None:
    """A voice that was recorded while they were one has an issue of its own where they are two."""
    about = facts.standing().filter(respondent_id__in=there).order_by("week", "source")
    firsts = {(fact.pool_id, fact.family, fact.respondent_id): fact for fact in reversed(list(about))}
    for fact in sorted(firsts.values(), key=lambda each: (each.week, each.source)):
        issue_for(fact)


def _ring(touched: list[Issue]) -> None:
    """Once for each desk, with one of its issues that somebody can open."""
    for desk_id, issue_id in {issue.lead_desk_id: issue.id for issue in touched}.items():
        notify(staff_ids=verifiers_or_leads(desk_id), kind="verification.organisations_changed", object_id=issue_id)
