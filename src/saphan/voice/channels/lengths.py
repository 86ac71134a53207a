"""How long a text is for a provider, and how a long one is cut where a reader would pause. Pure."""

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
_STACKING = "\u1039\u17d2\u094d\u09cd\u200d"  # Myanmar, Khmer, Devanagari and Bengali joiners of letters; ZWJ
_PAUSES = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"[.!?။။၊។།ฯ]+\s"), re.compile(r"\s"))


def utf16_units(text: str) -> int:
    """As Java, JavaScript and Telegram count: a sign outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def cut(text: str, limit: int, measure: Measure = len) -> tuple[str, ...]:
    """The text in pieces that each fit, broken at a paragraph, line, sentence or word, else where it must be."""
    pieces: list[str] = []
    rest = text.strip()
    while measure(rest) > limit:
        end = _break(rest, _most(rest, limit, measure))
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _most(text: str, limit: int, measure: Measure) -> int:
    """How many signs from the beginning fit; at least one, so that cutting ends."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    return low


def _break(text: str, most: int) -> int:
    """A pause in the second half of what fits; none there: before a sign that does not belong to the one before it."""
    for pause in _PAUSES:
        found = [match.end() for match in pause.finditer(text, most // 2, most)]
        if found:
            return found[-1]
    return _between_signs(text, most)


def _between_signs(text: str, most: int) -> int:
    """Not before a mark that stands on the sign before it, nor after one that takes the next below."""
    end = most
    while end > 1 and (unicodedata.category(text[end])[0] == "M" or text[end - 1] in _STACKING):
        end -= 1
    return end if end > 1 else most
