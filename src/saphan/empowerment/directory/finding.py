"""Who is meant by a name in any script and spelling, among those that everybody may find."""

from collections.abc import Collection
from uuid import UUID

from saphan.empowerment.directory.models import Listing
from saphan.empowerment.reviews.criteria import KINDS
from saphan.network.matching import asked, keys
from saphan.network.matching.finding import as_one, sharing_keys
from saphan.network.matching.judging import judge
from saphan.network.models import Desk, Organisation

SHOWN = 12


def find(typed: str, country: str = "", most: int = SHOWN) -> tuple[UUID, ...]:
    """Ids, likeliest first; none where nobody is like it. Nothing of what was typed is remembered."""
    meant = asked.read(typed, country)
    sharing = as_one(sharing_keys(keys.of_asked(meant)))
    listed = among_listed([one.id for one in sharing])
    found = judge(meant, [one for one in sharing if one.id in listed], limit=most)
    return tuple(one.organisation_id for one in found.candidates)


def among_listed(organisation_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these, those that everybody may find: listed, of a kind that people are asked about; a desk's always.

    One that a worker named, and nobody looked at yet, never.
    """
    listed = Listing.objects.filter(organisation_id__in=organisation_ids).values_list("organisation_id", flat=True)
    desks = Desk.objects.filter(organisation_id__in=organisation_ids, frozen_on=None)
    known = {*listed, *desks.values_list("organisation_id", flat=True)}
    rows = Organisation.objects.filter(id__in=known, kind__in=KINDS, provisional=False)
    return frozenset(rows.values_list("id", flat=True))
