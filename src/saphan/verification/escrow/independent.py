"""Which voices of an issue are independent, as the cross-check sees it. As System."""

from uuid import UUID

from saphan.verification.behind import behind
from saphan.verification.escrow.rules import Voices


def independent_voices(issue_id: UUID) -> tuple[Voices, ...]:
    """Each as the voice groups that count as one."""
    return tuple(frozenset(cluster.voices) for cluster in behind(issue_id).clusters)
