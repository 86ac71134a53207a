"""Which issue carries the voices of which organisation, where several are read as one. Pure.

An issue that a partner has seen keeps what it covers, whatever is merged or parted. Of the others at what is read as
one organisation, one hosts every voice that none of those covers; the rest of them rest behind it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sitting:
    """One issue of a pool and kind family. covers: organisations whose voices it keeps since it left the ladder."""

    issue_id: UUID
    respondent_id: UUID
    on_the_ladder: bool
    opened_on: date
    covers: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Seats:
    """places: by issue, the organisations whose voices stand behind it. rests: by resting issue, what it rests behind.

    own: by organisation, its issue. free: organisations that no issue holds which a partner has seen.
    """

    places: Mapping[UUID, frozenset[UUID]]
    rests: Mapping[UUID, UUID]
    own: Mapping[UUID, UUID]
    host: UUID | None
    free: frozenset[UUID]

    def of(self, respondent_id: UUID) -> UUID | None:
        """The issue that a new voice about this organisation joins; None where one is to be opened."""
        if respondent_id in self.free:
            return self.host
        holders = [issue_id for issue_id, places in self.places.items() if respondent_id in places]
        own = self.own.get(respondent_id)
        return own if own in holders else holders[0] if holders else None


def seat(root: UUID, members: Collection[UUID], issues: Iterable[Sitting]) -> Seats:
    """root: whom the members are read as. issues: all of one pool and family at the members, in any order."""
    here = sorted(issues, key=lambda each: (each.opened_on, each.issue_id))
    seen = [each for each in here if not each.on_the_ladder]
    held = frozenset().union(*(_covered(each) for each in seen))
    free = frozenset(members) - held
    waiting = [each for each in here if each.on_the_ladder]
    able = [each for each in waiting if each.respondent_id in free]
    host = next((each for each in able if each.respondent_id == root), able[0] if able else None)
    places = {each.issue_id: _covered(each) for each in seen}
    places |= {each.issue_id: free if each == host else frozenset() for each in waiting}
    rests = {each.issue_id: _behind_which(each, seen, host) for each in waiting if each != host}
    own = {each.respondent_id: each.issue_id for each in here}
    return Seats(places, rests, own, host.issue_id if host else None, free)


def _covered(issue: Sitting) -> frozenset[UUID]:
    return issue.covers | {issue.respondent_id}


def _behind_which(issue: Sitting, seen: Iterable[Sitting], host: Sitting | None) -> UUID:
    """Not the host itself, so another one hosts it, or one that a partner has seen covers it."""
    holder = next((each for each in seen if issue.respondent_id in _covered(each)), host)
    assert holder is not None
    return holder.issue_id
