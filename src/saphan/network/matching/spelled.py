"""Names, addresses, telephone and registration numbers and websites, in the one form in which they are compared. Pure.

A name is compared as it stands in Latin letters, without what nearly every company carries ("Co., Ltd.", "บริษัท",
"ကုမ္ပဏီ"), and as it sounds: its consonants, those made one that scripts and transliterations mix up.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii

from saphan.languages.romanise import latin, plain
from saphan.languages.telephones import read_telephone
from saphan.languages.writing import ascii_digits

COMPANY_SIGNS = re.compile(
    "บริษัท|ห้างหุ้นส่วน|จำกัด|มหาชน|โรงงาน|ကုမ္ပဏီ|လီမိတက်|စက်ရုံ|ក្រុមហ៊ុន|រោងចក្រ|លីមីតធីត|কোম্পানি|লিমিটেড|কারখানা|कम्पनी|कंपनी|लिमिटेड|कारखाना"
)
"""As `COMPANY_WORDS`, in scripts that may put no space around them."""

_SIBILANTS = re.compile(r"tch|tsh|ts|ch|sh|c(?=[eiy])")
_BURMESE_SIBILANTS = re.compile(r"rh|kh?y|gy")
_SOUNDS = str.maketrans({**dict(zip("bfdgcqzjrv", "pptkkksslw", strict=True)), "x": "ks"})
_NOT_HEARD = re.compile(r"[aeiou]|(?<=[^ aeiou])[hwyv]|[hwyv](?![aeiou])|(?<=[aeiou])r(?![aeiou])")
_WRITTEN_BEFORE = re.compile("([เแโใไເແໂໃໄ])([ก-ฮກ-ຮ])")  # Thai and Lao vowels that are said after their consonant
_DOUBLED = re.compile(r"(.)\1+")
_BURMESE, _BEYOND_LATIN = re.compile("[\u1000-\u109f]"), re.compile("[^\\W\u0000-\u024f]")
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(?:[/?#:].*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spelled:
    """plain: Latin words, one space between. joined: without spaces. sound: consonants of all words. script: as it
    was written: latin, burmese or other."""

    plain: str = field(repr=False)
    joined: str = field(repr=False)
    sound: str = field(repr=False)
    script: str = "latin"

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.plain.split())


def spell(written: str) -> Spelled:
    """A name in the forms in which it is compared; empty ones where nothing can be read."""
    telling, script = written, _script(written)
    if script != "latin":
        telling = COMPANY_SIGNS.sub(" ", unicodedata.normalize("NFC", written))
        telling = _WRITTEN_BEFORE.sub(r"\2\1", telling)
    words = plain(telling) or plain(written)
    return Spelled(words, words.replace(" ", ""), sound(words, script), script)


def _script(written: str) -> str:
    """latin; burmese, whose letters for j and ch are two in Latin; else another."""
    if written.isascii() or not _BEYOND_LATIN.search(written):
        return "latin"
    return "burmese" if _BURMESE.search(written) else "other"


@lru_cache(maxsize=50_000)
def spell_known(written: str) -> Spelled:
    """Of a name that the network knows; what somebody typed is not remembered."""
    return spell(written)


def sound(words: str, script: str = "latin") -> str:
    """The consonants of Latin words in classes (k l m n p s t h w y) and digits; a doubled one is one.

    h, v, w and y only where a vowel follows and no consonant stands before; r not where it only lengthens a vowel.
    A `c` is a k before a dark vowel; where it was transliterated, it is the s of စ and च.
    """
    heard = _BURMESE_SIBILANTS.sub("s", words) if script == "burmese" else words
    heard = _SIBILANTS.sub("s", heard if script == "latin" else heard.replace("c", "s")).replace("ng", "n")
    consonants = _NOT_HEARD.sub(" ", heard).translate(_SOUNDS)
    return _DOUBLED.sub(r"\1", consonants).replace(" ", "")


def address_of(written: str) -> str:
    """Words and house numbers in Latin letters."""
    return latin(ascii_digits(written))


def place_of(written: str) -> str:
    return latin(written)


def telephone_of(written: str, country: str) -> str:
    """`+` and digits; "" for what cannot be a number there."""
    found = read_telephone(written, country)
    return found.e164 if found else ""


def registration_of(written: str) -> str:
    """Letters and digits only, in one case: a register's number is written with and without its marks."""
    return re.sub(r"[^a-z0-9]", "", anyascii(ascii_digits(written)).lower())


def website_of(written: str) -> str:
    """The name of its host, without www; "" for what is no address."""
    found = _SITE.match(written.strip())
    return found.group(1).lower().rstrip(".") if found else ""
