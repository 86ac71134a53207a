"""Who counts as one voice, and which organisation is meant. The two doors through which signals read the pool."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID


def clusters_of(voice_groups: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """By voice group the independent voice that it is part of; each is its own until they are compared here."""
    return {group: group for group in voice_groups}


def canonical(organisation_ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """By organisation the one it counts as; each is itself while nothing is merged."""
    return {one: one for one in organisation_ids}


def written_as(organisation_ids: Collection[UUID]) -> set[UUID]:
    """Every id under which something may have been said of these."""
    return set(organisation_ids)
