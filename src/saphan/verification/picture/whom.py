"""Whom to ask next: the independent voices that an answer would tell most of. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

HOW_MANY: Final = {"call_back_one": 1, "call_back_two": 2, "ask_for_a_document": 1}


@dataclass(frozen=True, slots=True)
class Askable:
    """One independent voice. accounts: how many are counted as this one."""

    number: int
    own_desk: bool
    called_back: bool
    first_hand: bool
    accounts: int = 1


def whom(question: str, voices: Iterable[Askable]) -> tuple[int, ...]:
    """The numbers of those to begin with; none where the question is not for somebody who spoke.

    Nobody twice. Whom our desk can ask comes first, then who saw it herself, then who is one account and not many.
    """
    open_to = sorted((voice for voice in voices if not voice.called_back), key=_place)
    return tuple(voice.number for voice in open_to[: HOW_MANY.get(question, 0)])


def _place(voice: Askable) -> tuple[bool, bool, bool, int]:
    return not voice.own_desk, not voice.first_hand, voice.accounts > 1, voice.number
