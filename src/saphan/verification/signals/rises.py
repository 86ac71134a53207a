"""Every method, asked in turn: what each of them sees in what a pool has heard. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from saphan.verification.signals import scan
from saphan.verification.signals.counting import Circumstances, Sighting, Unit
from saphan.verification.signals.model import DEFAULT, Model
from saphan.verification.signals.same import RISE, Seen
from saphan.verification.signals.usual import Kind, Usual


@dataclass(frozen=True, slots=True)
class Ground:
    """What a look stands on. units: of every respondent. nobody_there: weeks in which no desk could hear anything."""

    week: int
    sightings: Sequence[Sighting]
    units: Mapping[UUID, frozenset[Unit]]
    nobody_there: frozenset[int] = field(default_factory=frozenset)

    @property
    def circumstances(self) -> Circumstances:
        """Outreach was set aside before."""
        return Circumstances(outages=self.nobody_there)


def all_rises(ground: Ground, model: Model = DEFAULT) -> list[Seen]:
    """Of the whole pool."""
    found = scan.scan(ground.sightings, ground.units, ground.week, model, ground.circumstances)
    return [_seen(one, ground.week) for one in found]


def rises_around(respondent: UUID, ground: Ground, usual: Usual) -> list[Seen]:
    """Of the units of one respondent, about whom something severe was just said."""
    found = scan.scan_around(
        respondent, ground.sightings, ground.units, usual, circumstances=ground.circumstances, severe=True
    )
    return [_seen(one, ground.week) for one in found]


def what_is_usual(ground: Ground) -> Usual | None:
    return scan.usual(ground.sightings, ground.units, ground.week, circumstances=ground.circumstances)


def _seen(found: scan.Found, week: int) -> Seen:
    return Seen(
        method=RISE,
        family=found.family,
        unit=found.unit,
        began=week + 1 - found.weeks,
        until=week,
        voices=found.voices,
        expected=found.expected,
        score=found.score,
        respondents=frozenset(found.respondents),
        clusters=found.clusters,
        others=frozenset(cell.unit for cell in found.others),
    )


def written(usual: Usual | None) -> dict[str, Any]:
    """As it is kept between the nightly look and those that come at once; {} for nothing."""
    if usual is None:
        return {}
    return {
        "week": usual.week,
        "past": [usual.past.start, usual.past.stop],
        "kinds": {name: asdict(kind) for name, kind in usual.kinds.items()},
    }


def read(kept: Mapping[str, Any], week: int) -> Usual | None:
    """What was found usual for this week; None when that was another week, or nothing."""
    if kept.get("week") != week:
        return None
    kinds = {name: Kind(**kind) for name, kind in kept["kinds"].items()}
    return Usual(week, range(*kept["past"]), kinds)
