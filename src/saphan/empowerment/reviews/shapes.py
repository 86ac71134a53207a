"""What goes into the rating and what comes out of it, as values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

TIED: Final = "tied"  # one voice with others by what was kept of them (verification.independence)
BURST: Final = "burst"  # in a week in which far more came for this organisation than usual
PEERS: Final = "peers"  # judged the same organisations, alike and near each other, as others did
APART: Final = "apart"  # far from what those say whom we know to have been there
OLD: Final = "old"
NOT_FIRST_HAND: Final = "not_first_hand"
REASONS: Final = (TIED, BURST, PEERS, APART, OLD, NOT_FIRST_HAND)


@dataclass(frozen=True, slots=True)
class Review:
    """What one account says of one organisation. criteria: 1 (worst) to 5, those that she answered.

    day_week: the week in which it was written, whole weeks since 1970. first_hand: it happened to her. verified: a
    person of a desk knows that she was there.
    """

    reviewer: UUID
    organisation: UUID
    criteria: Mapping[str, int]
    day_week: int
    first_hand: bool = True
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """One criterion of one organisation, from 1 to 5: shrunk to what is usual of its kind, with an interval of 95 %.

    n: independent voices that answered it. weight: how many plain voices they weigh together.
    """

    criterion: str
    value: float
    low: float
    high: float
    n: int
    weight: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """For a moderator: how much one review weighs, 0 to 1, and why it is not 1. With whom: accounts that act alike."""

    reviewer: UUID
    organisation: UUID
    weight: float
    reasons: tuple[str, ...]
    alike: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one organisation: independent voices, and how many of them are verified. For the thresholds."""

    independent: int
    verified: int


@dataclass(frozen=True, slots=True)
class Rating:
    """Everything that one reckoning says: scores and counts by organisation, and the weight of every review."""

    scores: Mapping[UUID, tuple[Score, ...]]
    counted: Mapping[UUID, Counted]
    weighed: tuple[Weighed, ...]
