"""Which script a text is written in, and its letters made ready to be counted. Pure.

Script codes are those of ISO 15924. Of a long text only the beginning is looked at: more of it says nothing new.
"""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 240
"""Characters that are looked at."""
LONGEST_RUN = 120
"""Characters of a script without spaces between words that are looked at."""

_RANGES = {
    "Latn": "A-Za-zªºÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿ",
    "Mymr": "\u1000-\u103f\u104c-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Khmr": "\u1780-\u17d3\u17dc\u17dd",
    "Laoo": "\u0e81-\u0ecd\u0edc-\u0edf",
    "Deva": "\u0900-\u0963\u0970-\u097f\ua8e0-\ua8ff",
    "Beng": "\u0980-\u09e3\u09f0\u09f1\u09fc",
    "Taml": "\u0b82-\u0be3",
    "Rohg": "\U00010d00-\U00010d27",
    "Kali": "\ua90a-\ua92d",
    "Lisu": "\ua4d0-\ua4fd",
    "Sylo": "\ua800-\ua827",
    "Arab": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Guru": "\u0a01-\u0a65\u0a70-\u0a75",
    "Gujr": "\u0a81-\u0ae3",
    "Telu": "\u0c00-\u0c63",
    "Knda": "\u0c80-\u0ce3",
    "Mlym": "\u0d00-\u0d63",
    "Sinh": "\u0d81-\u0ddf",
    "Hani": "\u3005-\u3007\u3400-\u9fff",
    "Kana": "\u3041-\u30ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
}
_RUN = re.compile("|".join(f"(?P<{script}>[{signs}]+)" for script, signs in _RANGES.items()))
_ASCII_WORD = re.compile("[A-Za-z]+")
_LATIN_WORD = re.compile(f"[{_RANGES['Latn']}]+")
_NOT_LATIN = re.compile("[" + "".join(signs for script, signs in _RANGES.items() if script != "Latn") + "]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_UNSEEN = dict.fromkeys(
    [
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
        0xFE0F,
    ]
)
_DRAWN_OUT = re.compile(r"(\w)\1\1+")

Runs = dict[str, list[str]]


def runs(text: str) -> Runs:
    """The words of a text by script, in the order of the first of each. Digits, emoji and signs belong to none.

    NFC first, so that composed and decomposed writing give the same; joiners, spaces of no width and marks of direction
    are taken out, so that a word with one inside is one word; addresses of pages and of mail say nothing of a language.
    """
    seen = text[: LONGEST * 4]  # a letter may stand in four code points
    if seen.isascii():
        words = _ASCII_WORD.findall(_without_addresses(seen)[:LONGEST])
        return {"Latn": words} if words else {}
    seen = _without_addresses(unicodedata.normalize("NFC", seen).translate(_UNSEEN)[:LONGEST])
    if _NOT_LATIN.search(seen):
        return _by_script(seen)
    words = _LATIN_WORD.findall(seen)
    return {"Latn": words} if words else {}


def _by_script(text: str) -> Runs:
    found: Runs = {}
    for run in _RUN.finditer(text):
        found.setdefault(str(run.lastgroup), []).append(run.group())
    return found


def without_unseen(text: str) -> str:
    """Without joiners, spaces of no width and marks of direction."""
    return text.translate(_UNSEEN)


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text) if "@" in text or "www." in text or "://" in text else text


def counted(script: str, words: Sequence[str]) -> list[str]:
    """Words as a model counts them: in small letters, a letter drawn out ("heeelp") at most twice.

    Myanmar letters are written with spaces or without, as it comes; their words are counted as one.
    """
    if script == "Mymr":
        return ["".join(words)[:LONGEST_RUN]]
    small = " ".join(words).lower()
    return _DRAWN_OUT.sub(r"\1\1", small).split(" ")
