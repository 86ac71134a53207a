"""What everybody may read of what people say about an organisation: the newest monthly release, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from saphan.empowerment.reviews.criteria import EMPLOYER, group_of
from saphan.empowerment.reviews.models import ReviewRelease, ReviewReply
from saphan.network.selectors import same_as_each
from saphan.store.acting import acting_as
from saphan.store.callers import System

OURSELVES = System("empowerment.published_reviews")


@dataclass(frozen=True, slots=True)
class FactSaid:
    """Of those who answered, how many said yes: "41 of 52 paid more than they were told". code: of `criteria`."""

    code: str
    yes: int
    of: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion, 1 to 5, with its interval of 95 % and how many independent people answered it."""

    criterion: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Published:
    """One release: facts first, then scores. month: its first day; people: independent reviewers of it."""

    organisation_id: UUID
    release_id: UUID
    kind: str
    month: date
    people: int
    verified: int
    facts: tuple[FactSaid, ...]
    scores: tuple[Scored, ...]
    comments: tuple[dict[str, str], ...] = ()
    reply: str = ""
    reply_language: str = ""


def published(organisation_ids: Iterable[UUID], *, in_her_story: bool = False) -> dict[UUID, Published]:
    """By each id, the newest release that stands; an organisation without one is "no information", never good.

    Of employers only where the deployment's lawyer said so, and only for somebody who came back to her story.
    """
    asked = list(dict.fromkeys(organisation_ids))
    groups = same_as_each(asked)
    members = {member for group in groups.values() for member in group}
    with acting_as(OURSELVES):
        rows = ReviewRelease.objects.filter(organisation_id__in=members, withdrawn_on=None).order_by("month", "id")
        newest = {row.organisation_id: row for row in rows if may_show(row.kind, in_her_story)}
        replies = _replies({row.id for row in newest.values()})
    found = {}
    for organisation_id in asked:
        of_group = [newest[member] for member in groups[organisation_id] if member in newest]
        if of_group:
            row = max(of_group, key=lambda one: one.month)
            found[organisation_id] = _published(organisation_id, row, replies.get(row.id))
    return found


def may_show(kind: str, in_her_story: bool) -> bool:
    """domain model §4: the public is told of no named employer, by default."""
    if group_of(kind) != EMPLOYER:
        return True
    return bool(settings.SAPHAN_EMPLOYER_SCORES) and in_her_story


def _replies(release_ids: set[UUID]) -> dict[UUID, ReviewReply]:
    shown = ReviewReply.objects.filter(release_id__in=release_ids, state="shown").order_by("moderated_on", "id")
    return {row.release_id: row for row in shown}


def _published(organisation_id: UUID, row: ReviewRelease, reply: ReviewReply | None) -> Published:
    return Published(
        organisation_id=organisation_id,
        release_id=row.id,
        kind=row.kind,
        month=row.month,
        people=row.reviewers,
        verified=row.verified,
        facts=tuple(FactSaid(**each) for each in row.facts),
        scores=tuple(Scored(**each) for each in row.scores),
        comments=tuple(row.comments) if settings.SAPHAN_REVIEW_COMMENTS else (),
        reply=reply.text if reply else "",
        reply_language=reply.language if reply else "",
    )
