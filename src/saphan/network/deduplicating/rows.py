"""What an organisation is compared by: its names as they sound in Latin letters, its marks, its keys. Pure.

Two rows are compared only when they share a key, so that a million rows do not make half a billion pairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from saphan.languages.romanise import latin, plain
from saphan.network.matching.spelled import Spelled, sound, spell

SHORTEST = 3  # consonants; fewer are the same in too many names
TELLING = 6  # consonants; so many tell names apart, and are a key in whatever country
FRONT = 5  # consonants at the beginning of a name, and at its end, that are keys

Columns = dict[str, list[str | None] | list[list[str] | None] | list[list[int] | None]]


@dataclass(frozen=True, slots=True)
class Known:
    """One organisation as the network knows it. names: its own first, then the others. phones: as E.164."""

    id: str
    names: tuple[str, ...]
    country: str = ""
    place: str = ""
    address: str = ""
    website: str = ""
    phones: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What is not known is None, and tells nothing.

    words: those of the own name, in order of the alphabet. tellings: the longer ones of `sounds`.
    """

    id: str
    words: str | None
    compact: str | None
    sound: str | None
    names: list[str] | None
    sounds: list[str] | None
    tellings: list[str] | None
    phones: list[str] | None
    registrations: list[str] | None
    website: str | None
    address: str | None
    place: str | None
    country: str | None
    keys: list[int] | None


def rows_of(organisations: Iterable[Known], most_in_a_block: int) -> list[Row]:
    """Each with its keys; a key that more than `most_in_a_block` rows share tells nothing, and is left out."""
    rows = [_row(one) for one in organisations]
    shared = Counter(chain.from_iterable(row.keys or () for row in rows))
    for row in rows:
        useful = [key for key in row.keys or () if 1 < shared[key] <= most_in_a_block]
        object.__setattr__(row, "keys", useful or None)
    return rows


def columns(rows: Iterable[Row]) -> Columns:
    """As engines take them."""
    everything = list(rows)
    return {name: [getattr(row, name) for row in everything] for name in Row.__slots__}


def _row(known: Known) -> Row:
    spelled = [spell(name) for name in known.names]
    compact = [each.joined for each in spelled]
    sounds = [heard for each in spelled for heard in _sounds(each) if len(heard) >= SHORTEST]
    own = spelled[0].sound if spelled else ""
    words = " ".join(sorted(spelled[0].words)) if spelled else ""
    row = Row(
        id=known.id,
        words=words or None,
        compact=compact[0] or None if compact else None,
        sound=own if len(own) >= SHORTEST else None,
        names=_each(compact),
        sounds=_each(sounds),
        tellings=_each(heard for heard in sounds if len(heard) >= TELLING),
        phones=_each(_digits(phone) for phone in known.phones),
        registrations=_each(latin(number).replace(" ", "") for number in known.registrations),
        website=_website(known.website),
        address=plain(known.address).replace(" ", "") or None,
        place=plain(known.place).replace(" ", "") or None,
        country=known.country or None,
        keys=None,
    )
    object.__setattr__(row, "keys", sorted({_number(key) for key in _keys(row)}))
    return row


def _sounds(name: Spelled) -> tuple[str, str]:
    """As it is said, and whatever the order of its words."""
    return name.sound, "".join(sorted(sound(word, name.script) for word in name.words))


def _keys(row: Row) -> Iterator[str]:
    """Any name as it is written, any as it sounds, how the own one begins and ends, every mark."""
    yield from (f"name {name}" for name in row.names or () if len(name) >= SHORTEST)
    if row.words:
        yield f"words {row.words}"
    for heard in row.sounds or ():
        yield from _keys_of(heard, row)
    yield from (f"phone {phone}" for phone in row.phones or ())
    yield from (f"number {number}" for number in row.registrations or ())
    if row.website:
        yield f"site {row.website}"
    if row.address and row.sound:
        yield f"address {row.address}"


def _keys_of(heard: str, row: Row) -> Iterator[str]:
    if len(heard) >= TELLING:
        yield f"sound {heard}"
    if row.country:
        yield f"sound {row.country} {heard}"
        yield f"front {row.country} {heard[:FRONT]}"
        yield f"back {row.country} {heard[-FRONT:]}"
    if row.place:
        yield f"front {row.place} {heard[:SHORTEST]}"
        yield f"back {row.place} {heard[-SHORTEST:]}"


def _each(values: Iterable[str]) -> list[str] | None:
    return sorted({value for value in values if value}) or None


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())


def _website(address: str) -> str | None:
    """The name of the machine, without `www.`."""
    bare = address.strip().lower().partition("://")[2] or address.strip().lower()
    return bare.split("/")[0].split(":")[0].removeprefix("www.") or None


def _number(key: str) -> int:
    """Numbers are joined faster than letters. 63 bits: keys of a million rows hardly meet by chance."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1
