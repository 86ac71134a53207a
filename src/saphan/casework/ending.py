"""What the time of a case means: a story in an open one does not end, and needs of a closed one do."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from saphan.casework.models import Need, Party
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import retention


def with_an_open_case(conversation_ids: Collection[UUID]) -> set[UUID]:
    """Of these stories, those that somebody still works on."""
    at_work = Party.objects.filter(conversation_id__in=conversation_ids, left_on=None, case__status="open")
    return set(at_work.values_list("conversation_id", flat=True))


def end_needs() -> None:
    """Needs of a case that was closed for long enough."""
    days = retention.days("case")
    with acting_as(System("casework.end_needs")) as moment:
        if days is not None:
            over = moment.day - timedelta(days=days)
            Need.objects.filter(case__status="closed", case__closed_on__lte=over).delete()
