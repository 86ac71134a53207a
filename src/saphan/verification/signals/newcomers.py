"""A name nobody knew that is suddenly told of in several districts: a broker, a recruiter, a phone. Pure.

A mark is opaque (a keyed hash); nothing here can be read back into a name or a number. An old name that spreads slowly
is none, nor is one that many speak of in one district.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Appearance:
    """An independent voice named it. kind: broker, recruiter or phone; district: where the voice comes from."""

    week: int
    kind: str
    mark: bytes
    district: str
    cluster: UUID


@dataclass(frozen=True, slots=True)
class Sudden:
    """What counts as sudden; ours, by thought and not by data. districts: new ones, each by a voice of its own, within
    `weeks`. share: of all districts it was ever heard of in, so much must be new. settling: weeks of record before
    anything can be new.
    """

    edition: int = 1
    districts: int = 3
    weeks: int = 6
    share: float = 0.5
    settling: int = 13


DEFAULT: Final = Sudden()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """districts: in which it is new, in their order; known_in: districts in which it was known before.

    voices: independent ones that named it in the new districts; first: the week in which it was first heard of at all.
    """

    kind: str
    mark: bytes
    districts: tuple[str, ...]
    known_in: int
    voices: frozenset[UUID]
    first: int


def newcomers(appearances: Iterable[Appearance], week: int, sudden: Sudden = DEFAULT) -> list[Newcomer]:
    """All that are new in the weeks up to `week`, most districts first. Later appearances are not looked at."""
    heard = sorted((one for one in appearances if one.week <= week), key=lambda one: (one.kind, one.mark))
    if not heard or week - min(one.week for one in heard) < sudden.settling:
        return []
    named = (_newcomer(tuple(each), week, sudden) for _, each in groupby(heard, key=lambda one: (one.kind, one.mark)))
    return sorted((one for one in named if one), key=lambda one: (-len(one.districts), one.kind, one.mark))


def _newcomer(heard: Sequence[Appearance], week: int, sudden: Sudden) -> Newcomer | None:
    since = week + 1 - sudden.weeks
    known = {one.district for one in heard if one.week < since}
    fresh = [one for one in heard if one.district not in known]
    districts = {one.district for one in fresh}
    if _each_by_its_own(fresh) < sudden.districts or len(districts) < sudden.share * len(known | districts):
        return None
    voices = frozenset(one.cluster for one in fresh)
    return Newcomer(
        heard[0].kind, heard[0].mark, tuple(sorted(districts)), len(known), voices, min(one.week for one in heard)
    )


def _each_by_its_own(fresh: Iterable[Appearance]) -> int:
    """For how many districts can a voice be found that stands for no other? A matching by augmenting paths."""
    speakers: dict[str, set[UUID]] = {}
    for one in fresh:
        speakers.setdefault(one.district, set()).add(one.cluster)
    stands_for: dict[UUID, str] = {}

    def place(district: str, asked: set[UUID]) -> bool:
        for cluster in speakers[district] - asked:
            asked.add(cluster)
            if cluster not in stands_for or place(stands_for[cluster], asked):
                stands_for[cluster] = district
                return True
        return False

    return sum(place(district, set()) for district in speakers)
