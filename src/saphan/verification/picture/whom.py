"""Whom to ask next: the independent voices that an answer would tell most of, and whom of each. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

HOW_MANY: Final = {"call_back_one": 1, "call_back_two": 2, "ask_for_a_document": 1}
REACHED: Final = ("ring", "write")  # beside code: she reads it when she comes back


@dataclass(frozen=True, slots=True)
class One:
    """One of those that are counted as one voice. place: hers among them, from 1.

    how: ring, write or code; "" of another desk, where nothing is known. careful: she may be in danger.
    """

    place: int
    own_desk: bool
    first_hand: bool
    how: str = ""
    careful: bool = False
    tells_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Askable:
    """One independent voice, and everybody who is counted as it."""

    number: int
    called_back: bool
    ones: tuple[One, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom to ask, by voice and by her place in it, and why her: codes of `sentences.WHY_HER`."""

    number: int
    place: int
    of: int
    reasons: tuple[str, ...]


def whom(question: str, voices: Iterable[Askable]) -> tuple[Chosen, ...]:
    """Those to begin with; none where the question is not for somebody who spoke. Nobody twice.

    Whom our desk can ask comes first, then who is in no danger that we know of, who can be reached, who lets others be
    told, who saw it herself, and who is one account and not many.
    """
    best = [(voice, min(voice.ones, key=_place)) for voice in voices if voice.ones and not voice.called_back]
    best.sort(key=lambda each: (*_merit(each[1]), len(each[0].ones) > 1, each[0].number))
    return tuple(_chosen(voice, one) for voice, one in best[: HOW_MANY.get(question, 0)])


def _place(one: One) -> tuple[bool | int, ...]:
    return *_merit(one), one.place


def _merit(one: One) -> tuple[bool, ...]:
    """The best is the smallest."""
    return not one.own_desk, one.careful, one.how not in REACHED, one.tells_nobody, not one.first_hand


def _chosen(voice: Askable, one: One) -> Chosen:
    saw_it = "first_hand" if one.first_hand else "heard"
    if not one.own_desk:
        return Chosen(voice.number, one.place, len(voice.ones), ("another_desk", saw_it))
    care = "careful" if one.careful else "no_danger"
    silence = ("tells_nobody",) if one.tells_nobody else ()
    how = (one.how,) if one.how else ()
    return Chosen(voice.number, one.place, len(voice.ones), (*how, saw_it, care, *silence))
