"""The sector in which an organisation works, as a code of `standards.sectors`; "" where nobody said."""

from collections.abc import Collection, Mapping
from uuid import UUID

from saphan.network import policies
from saphan.network.models import Organisation
from saphan.network.refusals import NotASector
from saphan.standards.sectors import is_sector
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

NOBODY_SAID = "unknown"  # in facts, where a code is needed
OURSELVES = System("network.set_up")


def set_sector(*, organisation_id: UUID, sector: str, by: Staff | System = OURSELVES) -> None:
    """Say in which sector it works; facts of issues that are opened later have it. Raises NotAllowed, NotASector."""
    if not policies.may_manage(by):
        raise NotAllowed
    if not is_sector(sector):
        raise NotASector
    with acting_as(by):
        if Organisation.objects.filter(id=organisation_id).exclude(sector=sector).update(sector=sector):
            record("network.sector_set", organisation_id, detail={"sector": sector})


def sectors_of(organisation_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Of those for which somebody said it."""
    named = Organisation.objects.filter(id__in=organisation_ids).exclude(sector="")
    return dict(named.values_list("id", "sector"))


def sector_of(organisation_id: UUID) -> str:
    """As facts say it."""
    return sectors_of([organisation_id]).get(organisation_id, NOBODY_SAID)
