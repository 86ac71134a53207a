"""Places, planned visits, and groups that were met there."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from saphan.empowerment.outreach import teaching
from saphan.empowerment.outreach.group import Group
from saphan.empowerment.outreach.models import GroupMet, OutreachPlace, OutreachVisit
from saphan.empowerment.outreach.refusals import NobodyAgreed, NotAPlace, VisitCancelled
from saphan.empowerment.outreach.topics import TOPICS
from saphan.network import services as network
from saphan.network.provinces import is_province
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import Payload, record, record_fact
from saphan.voice.refusals import TooManyEntries
from saphan.voice.visits import visits
from saphan.voice.visits.models import Place as PlaceKind

OURSELVES = System("empowerment.outreach")
CORRIDOR: Final = re.compile(r"[A-Z]{2}-[A-Z]{2}")
MOST_GROUPS: Final = 200  # of one visit


@dataclass(frozen=True, slots=True)
class Where:
    """A place as somebody writes it down. near: organisations whose people come there."""

    kind: str
    name: str
    country: str
    province: str = ""
    corridor: str = ""
    near: Collection[UUID] = ()
    agreed_with: UUID | None = None
    point: tuple[float, float] | None = None

    @property
    def all_near(self) -> list[UUID]:
        """With the company that agreed."""
        return sorted({*self.near, *([self.agreed_with] if self.agreed_with else [])})

    def columns(self) -> dict[str, Any]:
        """As they stand in the row of a place."""
        latitude, longitude = self.point or (None, None)
        same = {name: getattr(self, name) for name in ("country", "province", "corridor")}
        more = {"latitude": latitude, "longitude": longitude, "near": self.all_near, "agreed_with_id": self.agreed_with}
        return {"kind": PlaceKind(self.kind), "name": self.name.strip(), **same, **more}


def add_place(*, where: Where, by: Staff) -> UUID:
    """Note a place; its poster is made with it. Raises NotAllowed, NobodyAgreed, NotAPlace."""
    _require(visits.may_plan(by))
    require_a_place(where)
    near = where.all_near
    at_one = near[0] if len(near) == 1 and where.kind in (PlaceKind.WORKPLACE, PlaceKind.ORIENTATION) else None
    with acting_as(by) as moment:
        with acting_as(OURSELVES):
            poster = network.make_poster(desk_id=by.desk_id, organisation_id=at_one, line=where.name, by=OURSELVES)
        place = OutreachPlace.objects.create(
            desk_id=by.desk_id, poster=poster, made_by=by.id, made_on=moment.day, **where.columns()
        )
        record("empowerment.place_added", place.id, detail={"kind": where.kind})
    return place.id


def require_a_place(where: Where) -> None:
    if where.kind == PlaceKind.ORIENTATION and where.agreed_with is None:
        raise NobodyAgreed
    if where.province and not is_province(where.province, where.country):
        raise NotAPlace
    if where.corridor and not CORRIDOR.fullmatch(where.corridor):
        raise NotAPlace


def plan_visit(
    *,
    place_id: UUID,
    holder: UUID,
    day: date,
    team: Collection[UUID] = (),
    languages: Collection[str] = (),
    topics: Collection[str] = (),
    tablet: bool = True,
    by: Staff,
) -> UUID:
    """A visit to one of the desk's places; with `tablet`, its sheet works without network. Raises NotAllowed."""
    people = frozenset({holder, *team})
    _require(visits.may_plan(by))
    _require(people <= dict(visits.holders_of(by)).keys() and set(topics) <= set(TOPICS))
    with acting_as(by) as moment:
        place = OutreachPlace.objects.filter(id=place_id, desk_id=by.desk_id, retired_on=None).first()
        if place is None:
            raise NotAllowed
        plan = OutreachVisit.objects.create(
            holder=holder,
            team=sorted(people - {holder}),
            languages=sorted(set(languages)),
            topics=[code for code in TOPICS if code in topics],
            day=day,
            visit_id=_tablet(place, holder, day, len(people), by) if tablet else None,
            made_by=by.id,
            made_on=moment.day,
            **as_it_is(place),
        )
        record("empowerment.visit_planned", plan.id, detail={"kind": place.kind, "tablet": tablet})
        fold_later(plan.id)
    return plan.id


def _tablet(place: OutreachPlace, holder: UUID, day: date, people: int, by: Staff) -> UUID:
    return visits.begin_visit(holder=holder, kind=place.kind, place=place.name, day=day, team=people, by=by)


def as_it_is(place: OutreachPlace) -> dict[str, Any]:
    """Where a visit goes, which stays when the place changes."""
    same = {name: getattr(place, name) for name in ("desk_id", "kind", "country", "province", "corridor", "near")}
    return {**same, "place_id": place.id, "place": place.name}


def cancel_visit(*, plan_id: UUID, by: Staff) -> None:
    """It is not held: it is no outreach day, and its tablet takes in nobody. Raises NotAllowed."""
    _require(visits.may_plan(by))
    with acting_as(by) as moment:
        plan = OutreachVisit.objects.select_for_update().filter(id=plan_id, desk_id=by.desk_id).first()
        if plan is None:
            raise NotAllowed
        if plan.cancelled_on is None:
            if plan.visit_id:
                visits.end_visit(visit_id=plan.visit_id, by=by)
            plan.cancelled_on = moment.day
            plan.save(update_fields=["cancelled_on"])
            record("empowerment.visit_cancelled", plan.id)
            fold_later(plan.id)


def count_group(*, plan_id: UUID, group_id: UUID, group: Group, by: Staff) -> None:
    """People who were met together; the same id again changes nothing. On disk when this returns.

    Raises NotAllowed for who neither leads the visit nor plans visits, VisitCancelled, TooManyEntries.
    """
    with acting_as(by) as moment:
        plan = own_plan(by, plan_id)
        if plan.cancelled_on is not None:
            raise VisitCancelled
        with acting_as(OURSELVES):
            OutreachVisit.objects.select_for_update().get(id=plan.id)
            counted = GroupMet.objects.filter(outreach_visit_id=plan.id)
            if GroupMet.objects.filter(id=group_id).exists():
                return
            if counted.count() >= MOST_GROUPS:
                raise TooManyEntries
            GroupMet.objects.create(
                id=group_id,
                desk_id=plan.desk_id,
                outreach_visit_id=plan.id,
                by=by.id,
                on=moment.day,
                **{**group.model_dump(), "asked": list(group.asked), "taught": list(group.taught)},
            )
            coded: Payload = {"language": group.language, "people": group.people}
            record_fact("empowerment.group_met", group_id, {**coded, "place": plan.province or plan.country})
        teaching.tell(group_id, group, plan.day, by)
        record("empowerment.group_met", plan.id, detail=coded)
        fold_later(plan.id)


def strike_group(*, group_id: UUID, by: Staff) -> None:
    """It was a slip. Raises NotAllowed for what she neither counted nor, as who plans, looks after."""
    with acting_as(by) as moment:
        seen = GroupMet.objects.filter(id=group_id, desk_id=by.desk_id).first()
        if seen is None:
            raise NotAllowed
        with acting_as(OURSELVES):
            row = GroupMet.objects.select_for_update().get(id=group_id)
            if row.struck_on is not None:
                return
            row.struck_on = moment.day
            row.save(update_fields=["struck_on"])
            record_fact("empowerment.group_struck", group_id, {})
        record("empowerment.group_struck", row.outreach_visit_id)
        fold_later(row.outreach_visit_id)


def own_plan(by: Staff, plan_id: UUID) -> OutreachVisit:
    """A visit that she leads, or that she as who plans looks after. Inside `acting_as`. Raises NotAllowed."""
    plan = OutreachVisit.objects.filter(id=plan_id, desk_id=by.desk_id).first()
    if plan is None:
        raise NotAllowed
    _require(by.id == plan.holder or visits.may_plan(by))
    return plan


def fold_later(plan_id: UUID) -> None:
    defer("empowerment.fold_visit", plan_id=plan_id)


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
