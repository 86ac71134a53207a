"""Writing down who was met where. Rooms above fold their visits into it; the same visit folded twice is once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.network.reach.models import Reach
from saphan.store.acting import acting_as
from saphan.store.callers import System

OURSELVES = System("network.reach")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visit adds. near: organisations whose people come to that place. people: by language, "" when not said.

    corridor: as `standards.corridors` writes it, "MM-TH"; province: ISO 3166-2; both "" when unknown.
    """

    desk_id: UUID
    place_kind: str
    country: str
    day: date
    province: str = ""
    corridor: str = ""
    near: Collection[UUID] = ()
    people: Mapping[str, int] = field(default_factory=dict)


def note_reach(*, source_id: UUID, seen: Seen | None) -> None:
    """Replace what this source said before. None: it never was. Nothing counted yet: a row of 0 people."""
    rows = list(_rows(source_id, seen)) if seen else []
    with acting_as(OURSELVES):
        Reach.objects.filter(source_id=source_id).delete()
        Reach.objects.bulk_create(rows)


def _rows(source_id: UUID, seen: Seen) -> list[Reach]:
    near: list[UUID | None] = [*sorted(seen.near)] or [None]
    met = {language: number for language, number in seen.people.items() if number > 0} or {"": 0}
    return [
        Reach(
            source_id=source_id,
            desk_id=seen.desk_id,
            organisation_id=organisation_id,
            corridor=seen.corridor,
            place_kind=seen.place_kind,
            country=seen.country,
            province=seen.province,
            language=language,
            day=seen.day,
            people=number,
        )
        for organisation_id in near
        for language, number in sorted(met.items())
    ]
