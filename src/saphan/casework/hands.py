"""The cases that somebody looks after, for when she leaves. Call inside `acting_as` of her desk."""

from uuid import UUID

from saphan.casework.models import Case
from saphan.network.selectors import lead_ids
from saphan.store.callers import Staff, System
from saphan.vault.recording import record


def count_cases(staff_id: UUID) -> int:
    """Those that are open."""
    return Case.objects.filter(owner=staff_id, status="open").count()


def hand_over_cases(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """A case always has somebody: without a colleague it is the lead's who lets her go."""
    for case in Case.objects.select_for_update().filter(owner=staff_id, status="open"):
        case.owner = to or _lead(case.desk_id, staff_id, by)
        case.save(update_fields=["owner"])
        record("casework.case_handed_over", case.id, detail={"to": str(case.owner)})


def _lead(desk_id: UUID, staff_id: UUID, by: Staff | System) -> UUID:
    if isinstance(by, Staff):
        return by.id
    return next((lead for lead in lead_ids(desk_id) if lead != staff_id), staff_id)
