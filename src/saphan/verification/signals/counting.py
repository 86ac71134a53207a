"""Independent voices, counted: what was seen of each unit and family of kinds, before and just now. Pure.

A cluster is one independent voice, however often it speaks; the same voice counts in a cell again after four weeks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

AGAIN_AFTER: Final = 4  # weeks until the same voice is news in the same cell


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """What several respondents have in common. kind: workplace, recruiter, sub_agent, province, chain, …"""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One unit and one family of kinds of concern."""

    unit: Unit
    family: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An independent voice said something of this family about a respondent. week: ISO weeks since 1970-01-05."""

    week: int
    respondent: UUID
    family: str
    cluster: UUID


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What lets numbers rise or fall though nothing happened at work.

    outages: weeks in which we were not always reachable; what comes after one may have waited for its end.
    outreach: (respondent, week) where somebody went out to ask; what was heard there and then is no signal.
    known_since: the week since which a respondent is known; those left out were known all the time.
    """

    outages: frozenset[int] = frozenset()
    outreach: frozenset[tuple[UUID, int]] = frozenset()
    known_since: Mapping[UUID, int] = field(default_factory=dict)


AS_EVER: Final = Circumstances()


@dataclass(slots=True)
class Tally:
    """One cell. before: voices in the weeks that say what is usual; now: sightings of voices that count now."""

    before: int = 0
    now: list[Sighting] = field(default_factory=list)
    _counted: dict[UUID, int] = field(default_factory=dict)

    def add(self, sighting: Sighting, recent: range) -> None:
        """In the order of weeks."""
        last = self._counted.get(sighting.cluster)
        if last is not None and last < sighting.week < last + AGAIN_AFTER:
            return
        if sighting.week in recent:
            self.now.append(sighting)
        elif last != sighting.week:
            self.before += 1
        self._counted[sighting.cluster] = sighting.week

    def voices(self, first: int) -> frozenset[UUID]:
        """Those who spoke in week `first` or later."""
        return frozenset(sighting.cluster for sighting in self.now if sighting.week >= first)


def tally(
    sightings: Iterable[Sighting],
    units_of: Mapping[UUID, frozenset[Unit]],
    past: range,
    recent: range,
    circumstances: Circumstances = AS_EVER,
) -> dict[Cell, Tally]:
    """Every cell that anybody spoke of in these weeks. past and recent: weeks, one after the other.

    What was said in the past weeks of an outage is left out, and so are they when it is asked how long was counted.
    """
    weeks = frozenset(past) - circumstances.outages | frozenset(recent)
    asked = circumstances.outreach
    heard = [one for one in sightings if one.week in weeks and (one.respondent, one.week) not in asked]
    cells: dict[Cell, Tally] = {}
    places: dict[tuple[UUID, str], list[Tally]] = {}
    for sighting in sorted(heard, key=lambda one: (one.week, one.cluster.int, one.respondent.int)):
        place = sighting.respondent, sighting.family
        if place not in places:
            units = units_of.get(sighting.respondent, ())
            places[place] = [cells.setdefault(Cell(unit, sighting.family), Tally()) for unit in units]
        for one in places[place]:
            one.add(sighting, recent)
    return cells
