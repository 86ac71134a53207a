"""What outreach says to the registries of the house when it starts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from saphan.empowerment.lessons.taught import count_taught
from saphan.empowerment.outreach import services, teaching
from saphan.empowerment.outreach.desk_words import MENU, TOPIC_WORDS
from saphan.empowerment.outreach.group import read_group
from saphan.empowerment.outreach.models import OutreachVisit
from saphan.network import menus
from saphan.network.naming import language_choices
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.tasks import defer
from saphan.voice.visits.sheets import Part, add_part
from saphan.voice.visits.visits import HOLDS, VisitCard

PART = "outreach"
TEMPLATE, STYLE = "empowerment/desk/group.html", "empowerment/group.css"


def register() -> None:
    teaching.when_taught(count_taught)
    add_part(Part(PART, TEMPLATE, STYLE, shown, take, entered))
    menus.add_entry("desk", 52, MENU, "empowerment:outreach", roles=sorted(HOLDS))


def shown(by: Staff, card: VisitCard) -> Mapping[str, Any] | None:
    """What the sheet of a planned visit asks beside the workers; None for a tablet that goes out without a plan."""
    with acting_as(by):
        plan = OutreachVisit.objects.filter(visit_id=card.id, holder=by.id, cancelled_on=None).first()
    if plan is None:
        return None
    language = next(iter(plan.languages), "")
    return {"plan_id": plan.id, "language": language, "languages": language_choices(), "topics": TOPIC_WORDS}


def take(card: VisitCard, group_id: UUID, given: Mapping[str, Any], by: Staff) -> None:
    group = read_group(given)
    with acting_as(by):
        plan = OutreachVisit.objects.get(visit_id=card.id)
    services.count_group(plan_id=plan.id, group_id=group_id, group=group, by=by)


def entered(visit_id: UUID) -> None:
    """Inside the machinery's `acting_as`: a worker was taken in on this tablet."""
    plan_id = OutreachVisit.objects.filter(visit_id=visit_id).values_list("id", flat=True).first()
    if plan_id:
        defer("empowerment.fold_visit", plan_id=plan_id)
    else:
        defer("empowerment.fold_tablet", visit_id=visit_id)
