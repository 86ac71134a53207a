"""Round tables for the walk over every route: one of a desk, and a seat that each company was offered."""

from uuid import UUID

from saphan.dialogue.round_tables import services
from saphan.dialogue.round_tables.models import RoundTableSeat
from saphan.store import System, acting_as
from saphan.store.callers import Staff


def laid(desk_id: UUID, staff_id: UUID) -> dict[str, str]:
    return {"round_table_id": str(_lay(_lead(desk_id, staff_id)))}


def offered(desk_id: UUID, staff_id: UUID, organisation_id: UUID) -> dict[str, str]:
    by = _lead(desk_id, staff_id)
    table_id = _lay(by)
    services.invite_company(table_id=table_id, organisation_id=organisation_id, by=by)
    with acting_as(System("test")):
        return {"seat_id": str(RoundTableSeat.objects.get(table_id=table_id).id)}


def _lay(by: Staff) -> UUID:
    return services.lay(name="Heat", issue_id=None, sector="seafood", by=by)


def _lead(desk_id: UUID, staff_id: UUID) -> Staff:
    return Staff(staff_id, desk_id, frozenset({"lead"}))
