"""How alike two texts are, told from keyed signatures that cannot be read back. Pure.

A text is brought to what stays when it is copied: its Unicode reading, its consonants as they sound, every number one
sign. Its shingles (SHINGLE consonants in a row) are hashed under a key, and one permutation is cut into PLACES bins, of
each of which one byte of the least hash is kept (one-permutation MinHash: Li, Owen and Zhang 2012). Bins that no
shingle fell into stay empty, and count for nothing where both are: that estimates better than filling them
(densification) does. docs/explanation/where-a-voice-came-from.md says what it can and cannot tell.
"""

import re
import unicodedata
from hashlib import blake2b
from operator import eq

from saphan.languages.romanise import latin, skeleton
from saphan.languages.writing import ascii_digits
from saphan.languages.zawgyi import read_burmese

PLACES = 128  # bytes of a signature; a standard error of .045 at most
SHINGLE = 6  # consonants: about two words of any language
FEWEST = 30  # shingles that differ; fewer is a sentence or two, which people say in the same words by themselves
LONGEST = 20_000  # code points that are looked at; a longer text is judged by its beginning

_EMPTY = 0
_VALUES = 255  # of a byte; 0 says that the bin is empty
_BY_CHANCE = 1 / _VALUES
_NUMBER = re.compile("[0-9]+")
_BITS = PLACES.bit_length() - 1


def signature(text: str, key: bytes) -> bytes:
    """PLACES bytes that only this key gives (16 to 64 bytes); b"" for a text too short to tell whose words it is."""
    found = shingles(text)
    if len(found) < FEWEST:
        return b""
    least: dict[int, int] = {}
    for shingle in found:
        hashed = int.from_bytes(blake2b(shingle.encode(), digest_size=8, key=key).digest(), "big")
        place, value = hashed & (PLACES - 1), hashed >> _BITS
        least[place] = min(value, least.get(place, value))
    return bytes(least[place] % _VALUES + 1 if place in least else _EMPTY for place in range(PLACES))


def likeness(a: bytes, b: bytes) -> float:
    """The Jaccard index of the shingles of two texts, 0 to 1, estimated; 0 where either was too short.

    Both signatures are of one key. Bins that are empty in both are left out, and what two bytes share by chance is
    taken off: J = (s − c) ÷ (1 − c), with s the part that is equal and c = 1/255.
    """
    if len(a) != PLACES or len(b) != PLACES:
        return 0.0
    empty_in_both = sum(left == right == _EMPTY for left, right in zip(a, b, strict=True)) if _EMPTY in a else 0
    share: float = (sum(map(eq, a, b)) - empty_in_both) / (PLACES - empty_in_both)
    return max(0.0, (share - _BY_CHANCE) / (1 - _BY_CHANCE))


def shingles(text: str) -> frozenset[str]:
    """Every run of SHINGLE consonants in what stays of a text when it is copied."""
    stays = what_stays(text)
    return frozenset(stays[start : start + SHINGLE] for start in range(len(stays) - SHINGLE + 1))


def what_stays(text: str) -> str:
    """The consonants of a text in one row, in Latin letters, with `0` for every number.

    The same for Zawgyi and Unicode, for the digits of every script, for capitals, spaces, signs and emoji; nearly the
    same for many spellings of one word and for a language in its own letters or in Latin ones.
    """
    read = ascii_digits(read_burmese(text[:LONGEST]).text)
    spelled = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in read if not _is_unseen(sign))
    return skeleton(_NUMBER.sub("0", latin(spelled)))


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"
