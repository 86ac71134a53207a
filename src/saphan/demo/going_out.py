"""Where the Thai desk meets workers: places, visits that were held and counted, and one that is planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from saphan.demo import cast, passing
from saphan.demo.story import People
from saphan.empowerment.outreach import services as outreach
from saphan.empowerment.outreach.group import Group
from saphan.empowerment.outreach.services import Where
from saphan.network import services as network
from saphan.network.provinces import set_province
from saphan.store import clock
from saphan.store.ids import random_id
from saphan.store.tasks import run_waiting

# ISO 3166-2 of the real towns near which the invented companies stand.
PROVINCES: Final[Mapping[str, str]] = {
    "Samut Sakhon": "TH-74",
    "Mae Sot": "TH-63",
    "Chachoengsao": "TH-24",
    "Saraburi": "TH-19",
    "Lamphun": "TH-51",
    "Rayong": "TH-21",
    "Hlaingthaya": "MM-06",
    "Klang": "MY-10",
    "Penang": "MY-07",
}
SPEAK: Final = {"Blue Prawn Foods": ("my", "km"), "Golden Kite Garments": ("my",), "Mango Lane Fruit": ("km", "my")}


@dataclass(frozen=True, slots=True)
class Place:
    """near: companies. held: days ago, and the groups that were met then. planned: in how many days."""

    kind: str
    name: str
    province: str
    corridor: str
    near: tuple[str, ...]
    agreed: bool = False
    held: Mapping[int, tuple[Group, ...]] = field(default_factory=dict)
    planned: int | None = None


PLACES: Final = (
    Place(
        *("pier", "Pier behind the fish market", "TH-74", "MM-TH", ("Blue Prawn Foods", "Silver Tide Canning")),
        held={
            36: (
                Group(language="my", women=9, men=5, asked=("fees", "documents"), taught=("documents",)),
                Group(language="km", women=2, men=4, asked=("wages",)),
            ),
            8: (Group(language="my", women=6, men=2, asked=("changing-employer",), taught=("wages", "help")),),
        },
    ),
    Place(
        *("dormitory", "Yellow dormitory", "TH-63", "MM-TH", ("Golden Kite Garments",)),
        held={61: (Group(language="my", women=18, men=4, asked=("wages", "pregnancy"), taught=("union",)),)},
    ),
    Place(
        *("orientation", "First day at the workshop", "TH-51", "MM-TH", ("Teak Path Furniture",)),
        agreed=True,
        held={131: (Group(language="my", men=11, taught=("contract", "injury")),)},
    ),
    Place("market", "Night market", "TH-24", "KH-TH", ("Mango Lane Fruit",), planned=3),
)


def go_out(everybody: People, now: datetime) -> None:
    """Ann plans, Mon leads and counts."""
    for one in cast.COMPANIES:
        if one.place in PROVINCES:
            set_province(organisation_id=everybody.organisations[one.name], province=PROVINCES[one.place])
    for name, languages in SPEAK.items():
        for language in languages:
            network.add_workforce_group(
                organisation_id=everybody.organisations[name],
                headcount=60,
                language=language,
                counted_on=clock.today(),
                source="Told by workers on a visit",
            )
    for place in PLACES:
        _go_to(place, everybody, now)


def _go_to(place: Place, everybody: People, now: datetime) -> None:
    near = [everybody.organisations[name] for name in place.near]
    where = Where(
        kind=place.kind,
        name=place.name,
        country="TH",
        province=place.province,
        corridor=place.corridor,
        near=near,
        agreed_with=near[0] if place.agreed else None,
    )
    passing.travel_to(now - timedelta(days=max(place.held, default=1)))
    place_id = outreach.add_place(where=where, by=everybody.staff["ann"])
    for days_ago, groups in place.held.items():
        passing.travel_to(now - timedelta(days=days_ago))
        plan_id = _plan(place_id, 0, groups, everybody)
        for group in groups:
            outreach.count_group(plan_id=plan_id, group_id=random_id(), group=group, by=everybody.staff["mon"])
    if place.planned is not None:
        passing.travel_to(now)
        _plan(place_id, place.planned, (Group(language="km", unsaid=1),), everybody)
    run_waiting()


def _plan(place_id: UUID, ahead: int, groups: tuple[Group, ...], everybody: People) -> UUID:
    return outreach.plan_visit(
        place_id=place_id,
        holder=everybody.staff["mon"].id,
        day=clock.today() + timedelta(days=ahead),
        languages=sorted({group.language for group in groups}),
        topics=("fees", "help"),
        by=everybody.staff["ann"],
    )
