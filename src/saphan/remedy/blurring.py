"""What in a draft's words may point at a person, for the verifier to blur before it goes out. Pure.

It marks, it does not judge: the crowd is the gate's business, and a person decides.
"""

import re
from dataclasses import dataclass

_DIGITS = "0-9၀-၉๐-๙០-៩०-९০-৯"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PATTERNS = (
    ("a_time", rf"[{_DIGITS}]{{1,2}}[:.][{_DIGITS}]{{2}}"),
    ("a_day", rf"[{_DIGITS}]{{1,2}} (?:{_MONTHS})"),
    ("a_day", rf"[{_DIGITS}]{{1,4}}[-/][{_DIGITS}]{{1,2}}[-/][{_DIGITS}]{{1,4}}"),
    ("a_number_of_a_person", rf"[{_DIGITS}]{{6,}}"),
    ("her_own_words", r"[\"“«][^\"”»]{3,}[\"”»]"),
    ("one_person", r"\b(?:she|he|her|his|him|one worker|a worker)\b"),
    ("a_small_number", rf"(?<![{_DIGITS}.,:/-])[{_DIGITS}](?![{_DIGITS}.,:/-]) (?:workers|people|women|men)"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the words and why it may point at someone (a code)."""

    reason: str
    piece: str


def marks(words: str, small_groups: tuple[str, ...] = ()) -> tuple[Mark, ...]:
    """Pieces to blur, in the order of the words. small_groups: names of lines and shifts with few people."""
    found = [
        (match.start(), Mark(reason, match.group(0)))
        for reason, pattern in (*PATTERNS, *(("a_small_group", re.escape(name)) for name in small_groups if name))
        for match in re.finditer(pattern, words, re.IGNORECASE)
    ]
    return tuple(dict.fromkeys(mark for _, mark in sorted(found, key=lambda pair: pair[0])))
