"""Where the voices of an issue come from, read with what is merged today. Opens a Counting section: codes only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from saphan.network import selectors as network
from saphan.store.acting import at_least_as
from saphan.store.callers import Counting
from saphan.store.made_once import MadeOnce
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import Issue
from saphan.verification.together.seats import Seats, Sitting, seat


@dataclass(frozen=True, slots=True)
class Around:
    """places: by issue, those whose voices stand behind it. rests: by resting issue, the one it rests behind.

    same: by respondent of these issues, everybody it is read as one with.
    """

    places: dict[UUID, frozenset[UUID]]
    rests: dict[UUID, UUID]
    same: dict[UUID, frozenset[UUID]]

    def resting(self, issue_id: UUID) -> frozenset[UUID]:
        """Those that rest behind it."""
        return frozenset(each for each, host in self.rests.items() if host == issue_id)


def around(issues: Iterable[Issue], group: network.Group | None = None) -> Around:
    """Several at once, for lists; where nothing is merged this costs one look.

    group: what is read as one, where it was looked up in this transaction for a single issue that is at one of these.
    """
    found = list(issues)
    places = {issue.id: _own(issue) for issue in found}
    rests: dict[UUID, UUID] = {}
    if group and all(issue.respondent_id in group.members for issue in found):
        groups = dict.fromkeys(group.members, group.members)
    else:
        groups = network.same_as_each(issue.respondent_id for issue in found)
    several = {one for issue in found if len(groups[issue.respondent_id]) > 1 for one in groups[issue.respondent_id]}
    if several:
        for seats in _seats_at(several, {issue.pool_id for issue in found}):
            places |= {issue_id: there for issue_id, there in seats.places.items() if issue_id in places}
            rests |= seats.rests
    return Around(places, rests, groups)


def places_behind(pool_id: UUID, family: str, respondent_id: UUID) -> frozenset[UUID]:
    """The organisations whose voices stand behind the issue of this respondent; none while it rests."""
    with at_least_as(Counting()):
        issue = Issue.objects.filter(pool_id=pool_id, family=family, respondent_id=respondent_id).first()
    return around([issue]).places[issue.id] if issue else network.same_as(respondent_id)


def rests_behind(issue: Issue) -> UUID | None:
    """The issue that carries its voices while it rests; None for one that stands by itself."""
    return around([issue]).rests.get(issue.id)


def issue_at(
    pool_id: UUID, family: str, respondent_id: UUID, group: network.Group | None = None
) -> tuple[Issue | None, UUID]:
    """The issue that a voice about this organisation joins, or None; and at which organisation one would be opened.

    group: what it is read as one with, where that is known already.
    """
    group = group or network.group_of(respondent_id)
    with at_least_as(Counting()):
        rows: list[Issue] = _issues_at.models(pool_id, family, group.members)
    seats = seat(group.root, group.members, [sitting(row) for row in rows])
    joins = seats.of(respondent_id)
    at = group.root if group.root in seats.free else respondent_id
    return next((row for row in rows if row.id == joins), None), at


_issues_at = MadeOnce(
    lambda pool, family, places: Issue.objects.filter(pool_id=pool, family=family, respondent_id__among=places)
)


def seen_covering(respondent_ids: Collection[UUID]) -> frozenset[UUID]:
    """Issues that partners have seen and that keep voices of one of these organisations beside their own."""
    with at_least_as(Counting()):
        found = Issue.objects.filter(covers__overlap=list(respondent_ids))
        return frozenset(found.values_list("id", flat=True))


def beside_it(issue: Issue, seated: Around | None = None) -> list[UUID]:
    """The issue and those that rest behind it: what was found for one speaks for all."""
    there = (seated or around([issue])).places[issue.id]
    if there <= {issue.respondent_id}:
        return [issue.id]
    with at_least_as(Counting()):
        rows = list(Issue.objects.filter(pool_id=issue.pool_id, family=issue.family, respondent_id__in=there))
    return [row.id for row in rows if row.id == issue.id or is_on_the_ladder(row.stage)]


def _own(issue: Issue) -> frozenset[UUID]:
    return frozenset({issue.respondent_id, *issue.covers})


def sitting(row: Issue) -> Sitting:
    return Sitting(row.id, row.respondent_id, is_on_the_ladder(row.stage), row.opened_on, frozenset(row.covers))


def _seats_at(respondent_ids: Collection[UUID], pool_ids: Collection[UUID]) -> list[Seats]:
    """Of every pool and family that has an issue at one of these, all of whose groups are complete."""
    with at_least_as(Counting()):
        rows = list(Issue.objects.filter(pool_id__in=pool_ids, respondent_id__in=respondent_ids))
    roots = network.canonical(respondent_ids)
    members: dict[UUID, set[UUID]] = {}
    for one, root in roots.items():
        members.setdefault(root, set()).add(one)
    together: dict[tuple[UUID, str, UUID], list[Sitting]] = {}
    for row in rows:
        together.setdefault((row.pool_id, row.family, roots[row.respondent_id]), []).append(sitting(row))
    return [seat(root, members[root], here) for (_, _, root), here in together.items()]
