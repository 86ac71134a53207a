"""Days on which a rise says nothing: what one desk heard then is set aside, of one respondent or of all. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID

from saphan.verification.signals.weeks import week_of

Key = TypeVar("Key")
ECHO: Final = timedelta(days=7)  # after a visit, in which those who heard of it speak too


@dataclass(frozen=True, slots=True)
class Outage:
    """From the first to the last day a desk was not reachable, or old matter came in. respondent None: of everybody."""

    desk_id: UUID
    why: str
    first: date
    last: date
    respondent: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outreach:
    """A day on which a desk went out and asked. sources: concerns of those who were met; respondents: about whom."""

    desk_id: UUID
    day: date
    sources: frozenset[UUID] = frozenset()
    respondents: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """All of them of one pool, ready to be asked. weeks: by desk and respondent, None for everybody."""

    outages: tuple[Outage, ...] = ()
    outreach: tuple[Outreach, ...] = ()
    _down: Mapping[tuple[UUID, UUID | None], frozenset[int]] = field(default_factory=dict)
    _asked: Mapping[tuple[UUID, UUID], frozenset[int]] = field(default_factory=dict)
    _met: frozenset[UUID] = frozenset()

    def sets_aside(self, desk_id: UUID, respondent: UUID, week: int, source: UUID) -> str:
        """Why a concern is no part of a signal: "outage", "outreach", or "" when it is one."""
        if week in self._down.get((desk_id, None), ()) or week in self._down.get((desk_id, respondent), ()):
            return "outage"
        if source in self._met or week in self._asked.get((desk_id, respondent), ()):
            return "outreach"
        return ""

    def nobody_there(self, desk_ids: Collection[UUID]) -> frozenset[int]:
        """Weeks in which every one of these desks had an outage for everybody: nothing could be heard then."""
        down = [self._down.get((desk_id, None), frozenset()) for desk_id in desk_ids]
        return frozenset.intersection(*down) if down else frozenset()


def known(outages: Collection[Outage] = (), outreach: Collection[Outreach] = ()) -> Known:
    down: dict[tuple[UUID, UUID | None], set[int]] = defaultdict(set)
    for one in outages:
        down[one.desk_id, one.respondent].update(range(week_of(one.first), week_of(one.last) + 1))
    asked: dict[tuple[UUID, UUID], set[int]] = defaultdict(set)
    for visit in outreach:
        for respondent in visit.respondents:
            asked[visit.desk_id, respondent].update(range(week_of(visit.day), week_of(visit.day + ECHO) + 1))
    met = frozenset(source for visit in outreach for source in visit.sources)
    return Known(tuple(outages), tuple(outreach), _frozen(down), _frozen(asked), met)


def _frozen(weeks: Mapping[Key, Iterable[int]]) -> dict[Key, frozenset[int]]:
    return {key: frozenset(each) for key, each in weeks.items()}
