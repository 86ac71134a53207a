"""For which companies somebody signs in, so that what is shown to them is read."""

from collections.abc import Collection
from uuid import UUID

from saphan.network.models import Organisation, Role, Staff


def who_can_read(kinds: Collection[str]) -> tuple[tuple[UUID, str], ...]:
    """Id and name of those of these kinds that a lead has looked at and for which somebody signs in, by name."""
    partners = Staff.objects.filter(roles__contains=[Role.PARTNER], is_active=True)
    known = Organisation.objects.filter(kind__in=kinds, provisional=False)
    found = known.filter(id__in=partners.values("organisation_id"))
    return tuple(found.order_by("name", "id").values_list("id", "name"))
