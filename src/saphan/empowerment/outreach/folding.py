"""From visits to reach (`network.reach`): a visit folded twice is once, and folding all anew gives the same."""

from collections import Counter
from uuid import UUID

from saphan.empowerment.outreach.models import GroupMet, OutreachVisit
from saphan.network.reach.services import Seen, note_reach
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.visits.visits import how_many_entered

OURSELVES = System("empowerment.fold_visit")


def fold_visit(plan_id: UUID) -> None:
    """What is known of one visit now. Where no group was counted, those who were entered on its tablet were met."""
    with acting_as(OURSELVES):
        plan = OutreachVisit.objects.get(id=plan_id)
        note_reach(source_id=plan_id, seen=None if plan.cancelled_on else _seen(plan))


def fold_all() -> None:
    """Every visit anew."""
    with acting_as(OURSELVES):
        ids = list(OutreachVisit.objects.order_by("day", "id").values_list("id", flat=True))
    for plan_id in ids:
        fold_visit(plan_id)


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
