"""What everybody may read of what people say about an organisation: the newest monthly release, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from saphan.empowerment.reviews import letting_out
from saphan.empowerment.reviews.criteria import EMPLOYER, group_of
from saphan.empowerment.reviews.models import ReviewRelease, ReviewReply
from saphan.network.selectors import same_as_each
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import hashing

OURSELVES = System("empowerment.published_reviews")


def verified_told() -> dict[UUID, int]:
    """By organisation, how many reviewers were known when its newest release was counted. As System; for no page."""
    rows = ReviewRelease.objects.order_by("month").values_list("organisation_id", "verified")
    return dict(rows)


@dataclass(frozen=True, slots=True)
class FactSaid:
    """Of about how many who answered about how many said yes: "40 of 50 paid more than they were told".

    code: of `criteria`. least: differs from yes, which is then the most, where fewer than eleven said one or the other.
    """

    code: str
    yes: int
    of: int
    least: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion, 1 to 5, with its interval of 95 % and about how many independent people answered it."""

    criterion: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Published:
    """One release: facts first, then scores. month: its first day; people: about how many independent reviewers.

    verified: so many or more of them were met by somebody of a desk.
    """

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
    """Rounded here: the row itself is for whoever makes the next one."""
    secret = _secret()
    return Published(
        organisation_id=organisation_id,
        release_id=row.id,
        kind=row.kind,
        month=row.month,
        people=letting_out.people_read(row.reviewers, secret),
        verified=letting_out.met_read(row.verified),
        facts=tuple(_facts(row, secret)),
        scores=tuple(Scored(**{**each, "n": letting_out.people_read(each["n"], secret)}) for each in row.scores),
        comments=tuple(row.comments) if settings.SAPHAN_REVIEW_COMMENTS else (),
        reply=reply.text if reply else "",
        reply_language=reply.language if reply else "",
    )


def _facts(row: ReviewRelease, secret: bytes) -> Iterator[FactSaid]:
    for each in row.facts:
        found = letting_out.fact_read(each["yes"], each["of"], secret)
        if found:
            least, most, of = found
            yield FactSaid(each["code"], most, of, least)


def _secret() -> bytes:
    """Under the oldest key there is, so that a newer one does not move what was read before."""
    found = hashing.tags("review-numbers", "")
    return found[min(found)]
