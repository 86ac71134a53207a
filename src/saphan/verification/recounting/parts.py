"""Whom the concerns of a pool are about, in parts that are small enough for one transaction. As System."""

from collections.abc import Iterator
from itertools import chain
from uuid import UUID

from saphan.casework.selectors import respondents_of
from saphan.network.selectors import desks_of_pool, groups_of
from saphan.verification.models import CodedFact, Issue

MOST = 2000  # concerns of one part, where no single neighbourhood has more

Places = frozenset[UUID]


def parts_of(pool_id: UUID) -> list[list[Places]]:
    """Each part as neighbourhoods: organisations that are read as one stay together."""
    heard = respondents_of(desks_of_pool(pool_id))
    facts = CodedFact.objects.filter(pool_id=pool_id).order_by()
    issues = Issue.objects.filter(pool_id=pool_id).order_by()
    seen = chain(*(rows.values_list("respondent_id", flat=True).distinct() for rows in (facts, issues)))
    everywhere = dict.fromkeys(seen, 0) | heard
    groups = {group.root: group.members for group in groups_of(everywhere).values()}
    in_order = [groups[root] for root in sorted(groups)]
    return list(_packed(in_order, everywhere))


def _packed(neighbourhoods: list[Places], weights: dict[UUID, int]) -> Iterator[list[Places]]:
    part: list[Places] = []
    weight = 0
    for places in neighbourhoods:
        heavy = sum(weights.get(place, 0) for place in places)
        if part and weight + heavy > MOST:
            yield part
            part, weight = [], 0
        part.append(places)
        weight += heavy
    if part:
        yield part
