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


def members(merges: Mapping[UUID, UUID], root: UUID) -> frozenset[UUID]:
    """Everybody who is read as `root`, itself included."""
    below: dict[UUID, list[UUID]] = {}
    for organisation_id, read_as in merges.items():
        below.setdefault(read_as, []).append(organisation_id)
    found, waiting = {root}, [root]
    while waiting:
        new = set(below.get(waiting.pop(), ())) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def _root(merges: Mapping[UUID, UUID], organisation_id: UUID) -> UUID:
    way: list[UUID] = []
    at = organisation_id
    while at in merges and at not in way:
        way.append(at)
        at = merges[at]
    return min(way[way.index(at) :]) if at in way else at
