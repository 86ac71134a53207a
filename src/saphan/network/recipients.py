"""To whom a desk may refer a worker: other desks, and organisations that help and have no log-in."""

from dataclasses import dataclass
from uuid import UUID

from saphan.network.models import Desk, Organisation, OrganisationKind

MAY_HELP = (OrganisationKind.SERVICE, OrganisationKind.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class Recipient:
    """desk_id None: an organisation without log-in; what it is told, it is told by us."""

    organisation_id: UUID
    name: str
    kind: str
    desk_id: UUID | None


def for_desk(desk_id: UUID) -> tuple[Recipient, ...]:
    """Everybody but the desk's own organisation; desks first, by name."""
    desks = Desk.objects.exclude(id=desk_id).filter(frozen_on=None).select_related("organisation").order_by("name")
    others = Organisation.objects.filter(kind__in=MAY_HELP, desk=None, provisional=False).order_by("name")
    return (*(_of_desk(desk) for desk in desks), *(_without_desk(one) for one in others))


def recipient(organisation_id: UUID) -> Recipient | None:
    """None when nobody can be referred there."""
    desk = Desk.objects.filter(organisation_id=organisation_id, frozen_on=None).select_related("organisation").first()
    if desk is not None:
        return _of_desk(desk)
    found = Organisation.objects.filter(id=organisation_id, kind__in=MAY_HELP, desk=None, provisional=False).first()
    return _without_desk(found) if found else None


def _of_desk(desk: Desk) -> Recipient:
    return Recipient(desk.organisation_id, desk.name, desk.organisation.kind, desk.id)


def _without_desk(organisation: Organisation) -> Recipient:
    return Recipient(organisation.id, organisation.name, organisation.kind, None)
