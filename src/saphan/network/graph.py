"""Who has leverage on whom. An edge opens nothing; edges of all that is read as one organisation are its own."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from saphan.network.cards import OrganisationCard, organisation_card
from saphan.network.merging.reading import canonical, same_as
from saphan.network.models import Organisation, Relation, RelationKind
from saphan.store import clock


def buyers_of(organisation_id: UUID) -> list[OrganisationCard]:
    """Who buys from it today, by either wording of the edge. An edge says who has leverage; it opens nothing."""
    here = same_as(organisation_id)
    return _by_name(_buying(here), here)


def partners_of(organisation_id: UUID) -> list[OrganisationCard]:
    """Who buys from it, recruits for it or lets it recruit today. An edge says who has leverage; it opens nothing."""
    here = same_as(organisation_id)
    recruits = _current().filter(kind=RelationKind.RECRUITS_FOR)
    tied = {
        *recruits.filter(target_id__in=here).values_list("source_id", flat=True),
        *recruits.filter(source_id__in=here).values_list("target_id", flat=True),
    }
    return list(dict.fromkeys([*_by_name(_buying(here), here), *_by_name(tied, here)]))


def suppliers_of(organisation_id: UUID) -> list[OrganisationCard]:
    """Who sells to it today, by either wording of the edge, for its own page: exactly as the edges were written.

    What a desk found to be the same is not a partner's to learn from its list.
    """
    bought = _current().filter(kind=RelationKind.BUYS_FROM, source_id=organisation_id)
    supplying = _current().filter(kind=RelationKind.SUPPLIES, target_id=organisation_id)
    found = Organisation.objects.filter(
        Q(id__in=bought.values("target_id")) | Q(id__in=supplying.values("source_id"))
    ).order_by("name")
    return [organisation_card(row) for row in found]


def relation_ids(organisation_id: UUID) -> set[UUID]:
    """Every edge of hers, in both directions, ended ones too."""
    here = same_as(organisation_id)
    edges = Relation.objects.filter(Q(source_id__in=here) | Q(target_id__in=here))
    return set(edges.values_list("id", flat=True))


def _current() -> QuerySet[Relation]:
    today = clock.today()
    return Relation.objects.filter(Q(since__lte=today) & (Q(until=None) | Q(until__gt=today)))


def _buying(here: frozenset[UUID]) -> set[UUID]:
    buying = _current().filter(kind=RelationKind.BUYS_FROM, target_id__in=here)
    supplied = _current().filter(kind=RelationKind.SUPPLIES, source_id__in=here)
    return {*buying.values_list("source_id", flat=True), *supplied.values_list("target_id", flat=True)}


def _by_name(found: Iterable[UUID], here: frozenset[UUID]) -> list[OrganisationCard]:
    """Each as what it is read as, once, and never the organisation itself."""
    others = set(canonical(set(found)).values()) - here
    return [organisation_card(row) for row in Organisation.objects.filter(id__in=others).order_by("name")]
