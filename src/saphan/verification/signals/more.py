"""Beside the scan of concerns: new names in several places, and praise in a burst. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from saphan.verification.signals.counting import Sighting, Unit
from saphan.verification.signals.heard import Heard
from saphan.verification.signals.newcomers import DEFAULT as SUDDEN
from saphan.verification.signals.newcomers import Appearance, Newcomer, newcomers
from saphan.verification.signals.rises import Ground, all_rises
from saphan.verification.signals.same import NEWCOMER, PRAISE, Seen

RECRUITS: Final = ("recruiter", "sub_agent")


def new_names(ground: Ground, heard: Sequence[Heard]) -> list[Seen]:
    """Recruiters and sub-agents that nobody spoke of before, and now people of several districts do, of any family."""
    heard = sorted(heard, key=lambda one: one.week)
    itself = {Unit(kind, str(one)): one for one in ground.units for kind in RECRUITS}
    own = {one: unit for unit, one in itself.items() if unit in ground.units[one]}
    districts = _districts(ground.units, heard)
    named = [one for one in heard if one.respondent in own and not one.aside]
    appearances = [
        Appearance(one.week, own[one.respondent].kind, one.respondent.bytes, district, one.cluster)
        for one in named
        for district in districts[one.cluster]
    ]
    since = [Appearance(one.week, "", b"", "", one.cluster) for one in heard[:1]]  # from when on there is a record
    return [_new_name(one, ground.week) for one in newcomers([*since, *appearances], ground.week)]


def _districts(units: Mapping[UUID, frozenset[Unit]], heard: Iterable[Heard]) -> dict[UUID, set[str]]:
    """Where each voice comes from: the provinces of workplaces it spoke of; where it named none, the desk it spoke to.

    A recruiter's own province says nothing of where its workers are.
    """
    provinces: dict[UUID, set[str]] = defaultdict(set)
    desks: dict[UUID, set[str]] = defaultdict(set)
    for one in heard:
        around = units.get(one.respondent, frozenset())
        if any(unit.kind == "workplace" for unit in around):
            provinces[one.cluster].update(unit.id for unit in around if unit.kind == "province")
        desks[one.cluster].add(f"desk {one.desk_id}")
    return {cluster: provinces[cluster] or its for cluster, its in desks.items()}


def _new_name(found: Newcomer, week: int) -> Seen:
    respondent = UUID(bytes=found.mark)
    return Seen(
        method=NEWCOMER,
        family="",
        unit=Unit(found.kind, str(respondent)),
        began=max(found.first, week + 1 - SUDDEN.weeks),
        until=week,
        voices=len(found.voices),
        expected=0.0,
        score=float(len(found.districts)),
        respondents=frozenset({respondent}),
        clusters=found.voices,
    )


def praise_in_a_burst(ground: Ground, praise: Sequence[Heard]) -> list[Seen]:
    """Where more is praised than usual: a signal by itself. It lowers nothing that was said against anybody."""
    sightings = [Sighting(one.week, one.respondent, one.family, one.cluster) for one in praise if not one.aside]
    found = all_rises(replace(ground, sightings=sightings))
    return [replace(one, method=PRAISE) for one in found]
