"""What a desk recorded about one organisation, so that each concern can be corrected where two were taken for one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from saphan.casework import codes
from saphan.casework.models import Concern
from saphan.casework.policies import may_work_with_stories, require
from saphan.network.selectors import same_as
from saphan.store.acting import acting_as
from saphan.store.callers import Staff

MOST = 300


@dataclass(frozen=True, slots=True)
class About:
    """One concern that counts. may_correct: its case is open."""

    concern_id: UUID
    conversation_id: UUID
    kind: str | Promise
    line: str
    recorded_on: date
    may_correct: bool


def concerns_about(by: Staff, organisation_id: UUID) -> tuple[About, ...]:
    """Those of her desk about it and all that is read as the same, newest first. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        there = Concern.objects.filter(
            desk_id=by.desk_id, respondent_id__in=same_as(organisation_id), withdrawn_on=None
        )
        rows = list(there.select_related("case").order_by("-recorded_on", "id")[:MOST])
    return tuple(
        About(
            concern_id=row.id,
            conversation_id=row.conversation_id,
            kind=codes.kind_name(row.kind),
            line=row.line,
            recorded_on=row.recorded_on,
            may_correct=row.case.status == "open",
        )
        for row in rows
    )


def way(by: Staff, organisation_id: UUID) -> tuple[str, str] | None:
    """For the organisation's page (network.merging.effects)."""
    if not may_work_with_stories(by):
        return None
    return gettext("Concerns of our desk about it"), reverse("casework:about", args=[organisation_id])
