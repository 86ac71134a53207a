"""Who is meant by a name in any script and spelling, among those that everybody may find."""

from collections.abc import Collection
from uuid import UUID

from saphan.empowerment.directory.models import Listing
from saphan.empowerment.reviews.criteria import KINDS
from saphan.network.matching import asked, keys
from saphan.network.matching.finding import as_one, sharing_keys
from saphan.network.matching.judging import judge
from saphan.network.merging.reading import groups_of
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

    One that a worker named, and nobody looked at yet, never. Of those that were merged it is enough that one is listed,
    and how it is read counts: its kind, and whether it was looked at.
    """
    groups = groups_of(organisation_ids)
    members = {member for group in groups.values() for member in group.members}
    listed = Listing.objects.filter(organisation_id__in=members).values_list("organisation_id", flat=True)
    desks = Desk.objects.filter(organisation_id__in=members, frozen_on=None)
    known = {*listed, *desks.values_list("organisation_id", flat=True)}
    roots = {group.root for group in groups.values() if group.members & known}
    rows = Organisation.objects.filter(id__in=roots, kind__in=KINDS, provisional=False)
    shown = set(rows.values_list("id", flat=True))
    return frozenset(one for one, group in groups.items() if group.root in shown)
