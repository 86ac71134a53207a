"""Which organisation may be meant by a name that a worker typed: ranked candidates for a person to choose from. Pure.

Names are compared as they sound in Latin letters (anyascii), without what nearly every company name carries ("Co.,
Ltd.", "factory"), so that ဘလူးပရွန်း, "Blue Praun" and "BLUE PRAWN FOODS CO., LTD." can meet. Nothing is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from rapidfuzz import fuzz

from saphan.languages.romanise import plain, skeleton

LEAST = 60.0  # percent; below this a candidate only distracts
ELSEWHERE = 12.0  # percent taken off a name in another country than the one given


@dataclass(frozen=True, slots=True)
class Named:
    """One name of an organisation: its own (`alias` False) or another one, in any script."""

    organisation_id: UUID
    name: str
    written: str
    country: str
    alias: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name in Latin letters, and its consonants."""

    plain: str = field(repr=False)
    sound: str = field(repr=False)

    @classmethod
    def of(cls, written: str) -> "Spelled":
        in_latin = plain(written)
        return cls(in_latin, skeleton(in_latin))


@dataclass(frozen=True, slots=True)
class Candidate:
    """score: 0 to 100. why: same_name, same_alias, part_of_name, alike or sounds_alike. written: which name matched."""

    organisation_id: UUID
    name: str
    score: float
    why: str
    written: str = ""


def rank(typed: str, names: Iterable[Named], *, country: str | None = None, limit: int = 5) -> list[Candidate]:
    """The likeliest organisations first, each once, by the best of its names; nobody below LEAST."""
    asked = Spelled.of(typed)
    if not asked.plain:
        return []
    best: dict[UUID, tuple[float, bool, Candidate]] = {}
    for named in names:
        candidate = _candidate(asked, named, country)
        standing = (candidate.score, not named.provisional, candidate)
        if candidate.score >= LEAST and standing[:2] > best.get(named.organisation_id, (0.0, False))[:2]:
            best[named.organisation_id] = standing
    in_order = sorted(best.values(), key=lambda one: (-one[0], not one[1], one[2].name))
    return [candidate for _, _, candidate in in_order[:limit]]


def _candidate(asked: Spelled, named: Named, country: str | None) -> Candidate:
    score, why = _compare(asked, _known(named.written))
    if why == "same_name" and named.alias:
        why = "same_alias"
    if country and named.country and country != named.country:
        score = max(score - ELSEWHERE, 0.0)
    return Candidate(named.organisation_id, named.name, round(score, 1), why, named.written)


@lru_cache(maxsize=50_000)
def _known(written: str) -> Spelled:
    """Of a name that the network knows; what was typed is not remembered."""
    return Spelled.of(written)


def _compare(asked: Spelled, written: Spelled) -> tuple[float, str]:
    if not written.plain:
        return 0.0, "alike"
    if asked.plain.replace(" ", "") == written.plain.replace(" ", ""):
        return 100.0, "same_name"
    ways = (
        (_part_of(asked.plain, written.plain), "part_of_name"),
        (fuzz.token_sort_ratio(asked.plain, written.plain), "alike"),
        (_sounds_alike(asked.sound, written.sound), "sounds_alike"),
    )
    return max(ways)


def _part_of(asked: str, written: str) -> float:
    """All words of the shorter stand in the longer: 90 and up to 6 more, the more of it they are."""
    shorter, longer = sorted((set(asked.split()), set(written.split())), key=len)
    if not shorter <= longer or len("".join(shorter)) < 3:
        return 0.0
    return 90.0 + 6.0 * len(shorter) / len(longer)


def _sounds_alike(left: str, right: str) -> float:
    """At most 88, because many names share their consonants; needs three of them."""
    if min(len(left), len(right)) < 3:
        return 0.0
    return 88.0 * max(fuzz.ratio(left, right) / 100, _opening(left, right))


def _opening(left: str, right: str) -> float:
    """A worker often says only the first words of a long name."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < 4 or not longer.startswith(shorter):
        return 0.0
    return 0.8 + 0.2 * len(shorter) / len(longer)
