"""Reads about frozen desks: since when, by whom, who has said that they may be opened again, and who may say so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from saphan.network import selectors
from saphan.network.models import Desk
from saphan.store.models import FrozenDesk, Reopener

PEOPLE_TO_REOPEN = 2
KEEPER = UUID(int=1)  # whoever keeps the machine and the key sheet, where a person's id stands otherwise


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen desk. agreed: names of those whose word it has, first first."""

    desk_id: UUID
    name: str
    since: datetime
    by: str
    agreed: tuple[str, ...]
    agreed_ids: frozenset[UUID]
    may_agree: frozenset[UUID]

    @property
    def needs_the_keeper(self) -> bool:
        """There are no two leads who could open it."""
        return len(self.may_agree) < PEOPLE_TO_REOPEN


def frozen_desk(desk_id: UUID) -> Frozen | None:
    """None when it is open."""
    row = FrozenDesk.objects.filter(desk_id=desk_id).first()
    if row is None:
        return None
    agreed = list(Reopener.objects.filter(freezing=row.freezing).order_by("at").values_list("by", flat=True))
    names = selectors.staff_names([row.by, *agreed])
    return Frozen(
        desk_id=desk_id,
        name=selectors.desk(desk_id).name,
        since=row.since,
        by=names.get(row.by, ""),
        agreed=tuple(_("whoever keeps the machine") if each == KEEPER else names.get(each, "") for each in agreed),
        agreed_ids=frozenset(agreed),
        may_agree=may_reopen(desk_id),
    )


def may_reopen(desk_id: UUID) -> frozenset[UUID]:
    """Its own leads; where it has fewer than two, leads of the other open desks of its pool as well."""
    own = selectors.lead_ids(desk_id)
    if len(own) > 1:
        return frozenset(own)
    others = [lead_id for other in open_desks_beside(desk_id) for lead_id in selectors.lead_ids(other)]
    return frozenset([*own, *others])


def open_desks_beside(desk_id: UUID) -> list[UUID]:
    """The other desks of its pool that are not frozen."""
    pool_id = selectors.pool_of_desk(desk_id)
    if pool_id is None:
        return []
    members = [other for other in selectors.desks_of_pool(pool_id) if other != desk_id]
    return [other for other in members if not is_frozen(other)]


def is_frozen(desk_id: UUID) -> bool:
    return Desk.objects.filter(id=desk_id).exclude(frozen_on=None).exists()
