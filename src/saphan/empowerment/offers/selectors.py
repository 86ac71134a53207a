"""How many offers were checked, and what people said that they would do."""

from dataclasses import dataclass

from django.db.models import Count, Q

from saphan.empowerment.offers.models import Intent, OfferCheck
from saphan.store.acting import acting_as
from saphan.store.callers import System


@dataclass(frozen=True, slots=True)
class Checked:
    """bad: offers with a danger sign. declined: bad ones that she said she will refuse, or wait with."""

    checked: int
    bad: int
    declined: int


def checked(*, since_week: str = "", corridor: str = "") -> Checked:
    """The figure "offers checked before paying, and bad ones declined". since_week: "2026-W10"."""
    declined = Q(intent__in=[Intent.REFUSE, Intent.WAIT])
    with acting_as(System("empowerment.count_checks")):
        rows = OfferCheck.objects.filter(week__gte=since_week, **({"corridor": corridor} if corridor else {}))
        found = rows.aggregate(
            checked=Count("id"), bad=Count("id", Q(worst="red")), declined=Count("id", Q(worst="red") & declined)
        )
    return Checked(**found)
