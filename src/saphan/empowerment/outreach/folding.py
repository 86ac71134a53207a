"""From visits to reach (`network.reach`): a visit folded twice is once, and folding all anew gives the same."""

from collections import Counter
from uuid import UUID

from django.db.models import F

from saphan.empowerment.outreach.models import GroupMet, OutreachPlace, OutreachVisit
from saphan.network import selectors as network
from saphan.network.reach.services import Seen, note_reach
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.visits.models import Visit
from saphan.voice.visits.visits import how_many_entered

OURSELVES = System("empowerment.fold_visit")


def fold_visit(plan_id: UUID) -> None:
    """What is known of one visit now. Where no group was counted, those who were entered on its tablet were met."""
    with acting_as(OURSELVES):
        plan = OutreachVisit.objects.get(id=plan_id)
        note_reach(source_id=plan_id, seen=None if plan.cancelled_on else _seen(plan))


def fold_tablet(visit_id: UUID) -> None:
    """Of a tablet that went out without a plan: those who were entered on it were met.

    Where: what the desk's place of that kind and name says, where it has one; else only the desk's country.
    """
    with acting_as(OURSELVES):
        visit = Visit.objects.get(id=visit_id)
        entered = how_many_entered(visit_id)
        note_reach(source_id=visit_id, seen=_there(visit, entered) if entered else None)


def fold_all() -> None:
    """Every visit anew."""
    with acting_as(OURSELVES):
        ids = list(OutreachVisit.objects.order_by("day", "id").values_list("id", flat=True))
        planned = OutreachVisit.objects.filter(visit_id__isnull=False).values("visit_id")
        alone = Visit.objects.exclude(id__in=planned).order_by("day", "id")
        tablets = list(alone.values_list("id", flat=True))
    for plan_id in ids:
        fold_visit(plan_id)
    for visit_id in tablets:
        fold_tablet(visit_id)


def _there(visit: Visit, entered: int) -> Seen:
    named = OutreachPlace.objects.filter(desk_id=visit.desk_id, kind=visit.kind, name__iexact=visit.place.strip())
    place = named.order_by(F("retired_on").asc(nulls_first=True), "made_on", "id").first()
    return Seen(
        desk_id=visit.desk_id,
        place_kind=visit.kind,
        country=place.country if place else network.desk(visit.desk_id).country,
        day=visit.day,
        province=place.province if place else "",
        corridor=place.corridor if place else "",
        near=place.near if place else (),
        people={"": entered},
    )


def _seen(plan: OutreachVisit) -> Seen:
    return Seen(
        desk_id=plan.desk_id,
        place_kind=plan.kind,
        country=plan.country,
        day=plan.day,
        province=plan.province,
        corridor=plan.corridor,
        near=plan.near,
        people=_people(plan),
    )


def _people(plan: OutreachVisit) -> dict[str, int]:
    met: Counter[str] = Counter()
    for row in GroupMet.objects.filter(outreach_visit_id=plan.id, struck_on=None):
        met[row.language] += row.people
    if not met and plan.visit_id and (entered := how_many_entered(plan.visit_id)):
        met[""] = entered
    return dict(met)
