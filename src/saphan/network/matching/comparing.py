"""Field by field, how alike what was asked and an organisation are: a code for each field that both know. Pure."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from saphan.network.matching.asked import Asked
from saphan.network.matching.spelled import Spelled, place_of, spell_known

SHORTEST_OPENING, LONGEST_OPENING = 4, 8  # consonants that tell that one name opens another
STEPS = (95, 90, 85, 80, 75, 70, 60, 50)  # percent alike, of a name that is not the same


@dataclass(frozen=True, slots=True)
class Known:
    """What the network knows of one organisation. marks: kind and normal form."""

    id: UUID
    name: str
    country: str = ""
    place: str = ""
    aliases: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    provisional: bool = False
    is_read_as_another: bool = False

    def marked(self, kind: str) -> tuple[str, ...]:
        return tuple(normal for each, normal in self.marks if each == kind)


@dataclass(frozen=True, slots=True)
class Agreement:
    """field: of FIELDS. why: how it agrees or not. level: the row of the weights. alike: percent. written: the name."""

    field: str
    why: str
    level: str
    alike: float = 0.0
    written: str = dataclasses.field(default="", repr=False)


FIELDS = ("name", "phone", "registration", "website", "address", "place", "country")


def compare(asked: Asked, known: Known) -> tuple[Agreement, ...]:
    """An agreement for each field that both of them have, in the order of FIELDS."""
    return tuple(each for each in _each(asked, known) if each is not None)


def _each(asked: Asked, known: Known) -> Iterator[Agreement | None]:
    yield best_name(asked, known)
    if known.marks:
        yield _any_equal("phone", asked.phones, known)
        yield _numbered(asked, known)
        yield _any_equal("website", asked.websites, known)
        yield _address(asked, known)
    if asked.place:
        yield alike_words("place", asked.place, place_of(known.place))
    yield _country(asked.country, known.country)


# -- the name


def best_name(asked: Asked, known: Known) -> Agreement | None:
    """By the name or alias that is most alike; the own name first among equals."""
    if not asked.spelled.joined:
        return None
    written = ((known.name, False), *((alias, True) for alias in known.aliases))
    found = [_name(asked, each, is_alias=is_alias) for each, is_alias in written]
    return max(found, key=lambda one: one.alike)


def _name(asked: Asked, written: str, *, is_alias: bool) -> Agreement:
    other = spell_known(written)
    alike, why = alike_names(asked.spelled, other)
    if asked.where:
        alike, why = max((alike, why), alike_names(asked.whole, other))
    if why == "same_name":
        return Agreement("name", "same_alias" if is_alias else why, "same", alike, written)
    if why == "sounds_alike" and opens(asked.spelled.sound, other.sound):
        heard = min(len(asked.spelled.sound), len(other.sound), LONGEST_OPENING)
        return Agreement("name", why, f"opens_{heard}", alike, written)
    return Agreement("name", why, f"{_LEVEL[why]}_{step(alike)}", alike, written)


_LEVEL = {"part_of_name": "part", "alike": "alike", "sounds_alike": "sounds"}


def step(alike: float) -> int:
    """The step that a percentage reaches; 0 below the lowest."""
    return next((least for least in STEPS if alike >= least), 0)


def alike_names(asked: Spelled, written: Spelled) -> tuple[float, str]:
    """Percent, and why: same_name, part_of_name, alike (as it is spelled) or sounds_alike (its consonants)."""
    if not asked.joined or not written.joined:
        return 0.0, "alike"
    if asked.joined == written.joined:
        return 100.0, "same_name"
    return max(
        (_part_of(asked, written), "part_of_name"),
        (_spelled_alike(asked, written), "alike"),
        (_sounds_alike(asked.sound, written.sound), "sounds_alike"),
    )


def _spelled_alike(asked: Spelled, written: Spelled) -> float:
    in_order = fuzz.ratio(asked.joined, written.joined)
    return min(max(fuzz.token_sort_ratio(asked.plain, written.plain), in_order), 99.0)


def _part_of(asked: Spelled, written: Spelled) -> float:
    """All words of the shorter stand in the longer: 72 to 98, the more of its letters they are."""
    shorter, longer = sorted((asked, written), key=lambda one: len(one.joined))
    if not set(shorter.words) <= set(longer.words) or len(shorter.joined) < 3:
        return 0.0
    return 72.0 + 26.0 * len(shorter.joined) / len(longer.joined)


def _sounds_alike(left: str, right: str) -> float:
    """At most 94, because many names share their consonants; needs three of them."""
    if min(len(left), len(right)) < 3:
        return 0.0
    if opens(left, right):
        return 94.0 * (0.8 + 0.2 * min(len(left), len(right)) / max(len(left), len(right)))
    return 0.94 * fuzz.ratio(left, right)


def opens(left: str, right: str) -> bool:
    """One is the beginning of the other: people often say only the first words of a long name."""
    shorter, longer = sorted((left, right), key=len)
    return SHORTEST_OPENING <= len(shorter) < len(longer) and longer.startswith(shorter)


# -- everything else


def _any_equal(kind: str, asked: tuple[str, ...], known: Known) -> Agreement | None:
    theirs = known.marked(kind) if asked else ()
    if not theirs:
        return None
    return _same(kind) if set(asked) & set(theirs) else _other(kind)


def _numbered(asked: Asked, known: Known) -> Agreement | None:
    """One sign wrong or two changed over is nearly; a telephone number is no registration number that differs."""
    theirs = known.marked("registration") if asked.registrations else ()
    read = [each for each in asked.registrations if len(each) >= 8 or not asked.phones]
    if not read or not theirs:
        return None
    away = min(DamerauLevenshtein.distance(mine, other) for mine in read for other in theirs)
    if away == 0:
        return _same("registration")
    if away == 1:
        return Agreement("registration", "registration_nearly", "nearly", 90.0)
    return None if asked.phones else _other("registration")


def _address(asked: Asked, known: Known) -> Agreement | None:
    if not asked.address:
        return None
    found = [alike_words("address", asked.address, each) for each in known.marked("address")]
    return max((one for one in found if one is not None), key=lambda one: one.alike, default=None)


def alike_words(kind: str, asked: str, theirs: str) -> Agreement | None:
    """Both in Latin letters; one within the other counts as alike."""
    if not asked or not theirs:
        return None
    if asked == theirs:
        return _same(kind)
    alike = fuzz.token_set_ratio(asked, theirs)
    if alike >= 80:
        return Agreement(kind, f"{kind}_alike", "alike", alike)
    return _other(kind)


def _country(asked: str, theirs: str) -> Agreement | None:
    if not asked or not theirs:
        return None
    return _same("country") if asked == theirs else _other("country")


def _same(kind: str) -> Agreement:
    return Agreement(kind, f"{kind}_same", "same", 100.0)


def _other(kind: str) -> Agreement:
    return Agreement(kind, f"{kind}_other", "other")
