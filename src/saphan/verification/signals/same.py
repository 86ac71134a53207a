"""What a look saw, and whether it is the happening that was raised before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from saphan.verification.signals.counting import Unit

RISE, SEASON, NEWCOMER, PRAISE = "rise", "season", "newcomer", "praise"
QUIET: Final = 4  # weeks after the last in which the same is seen that it is the same still


@dataclass(frozen=True, slots=True)
class Seen:
    """A rise, by whichever method. began, until: numbers of its first and last week. clusters: its voices.

    others: further units that see the same.
    """

    method: str
    family: str
    unit: Unit
    began: int
    until: int
    voices: int
    expected: float
    score: float
    respondents: frozenset[UUID] = frozenset()
    clusters: frozenset[UUID] = frozenset()
    others: frozenset[Unit] = frozenset()


@dataclass(frozen=True, slots=True)
class Raised:
    """A signal that stands, with the voices behind it now."""

    id: UUID
    method: str
    family: str
    unit: Unit
    began: int
    until: int
    clusters: frozenset[UUID] = field(default_factory=frozenset)


def same_as(seen: Seen, raised: Iterable[Raised]) -> Raised | None:
    """The signal that this is: the latest of those of its method and family that it goes on from."""
    found = [one for one in raised if _is_same(seen, one)]
    return max(found, key=lambda one: (one.until, one.id), default=None)


def _is_same(seen: Seen, one: Raised) -> bool:
    if (seen.method, seen.family) != (one.method, one.family):
        return False
    if seen.began > one.until + QUIET or one.began > seen.until + QUIET:
        return False
    return one.unit == seen.unit or one.unit in seen.others or _overlap(seen.clusters, one.clusters)


def _overlap(one: frozenset[UUID], other: frozenset[UUID]) -> bool:
    """They have half of the smaller one's voices in common."""
    smaller = min(len(one), len(other))
    return smaller > 0 and 2 * len(one & other) >= smaller
