"""Who was met near a workplace lately, beside the voices of an issue; and that nobody was, which is no information."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.network.reach.selectors import LATELY, NEVER, Reached, reach_of
from saphan.store import clock
from saphan.store.callers import Staff

PLACES = frozenset({"workplace", "supplier"})


def met_there(by: Staff, respondent_id: UUID) -> Reached | None:
    """By desks of her pool. None for a respondent that is no place: nobody is met near a recruiter's office."""
    if network.organisation(respondent_id).kind not in PLACES:
        return None
    pool_id = network.pool_of_desk(by.desk_id)
    desks = {by.desk_id, *(network.desks_of_pool(pool_id) if pool_id else [])}
    return reach_of([respondent_id], since=clock.today() - LATELY, desk_ids=desks).get(respondent_id, NEVER)
