"""Whom an organisation is read as, from the standing merges alone. Pure.

The merges are a set: in which order they were made never matters. Each organisation has one way out at most, so the
ways form trees, and the root of a tree is the name under which all of it is read.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID


def canonical(merges: Mapping[UUID, UUID], organisation_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By each of these ids, the one that it is read as; its own where nothing was merged.

    merges: organisation → read as. A circle, which no act can make, is read as the least of its ids.
    """
    return {organisation_id: _root(merges, organisation_id) for organisation_id in organisation_ids}


def groups(merges: Mapping[UUID, UUID], organisation_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By each root of these ids and of all in the merges, everybody who is read as it, itself included."""
    found: dict[UUID, set[UUID]] = {}
    for one, root in canonical(merges, {*organisation_ids, *merges, *merges.values()}).items():
        found.setdefault(root, {root}).add(one)
    return {root: frozenset(members) for root, members in found.items()}


def _root(merges: Mapping[UUID, UUID], organisation_id: UUID) -> UUID:
    way: list[UUID] = []
    at = organisation_id
    while at in merges and at not in way:
        way.append(at)
        at = merges[at]
    return min(way[way.index(at) :]) if at in way else at
