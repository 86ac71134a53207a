"""Ties by a mark that two voices share: found by an index, never by looking at all pairs. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID

from saphan.verification.independence.shapes import (
    SAME_BROWSER,
    SAME_HANDLE,
    SAME_PHONE,
    Rulings,
    Voice,
)

Pair = tuple[UUID, UUID]
Key = bytes | int  # an account, a browser, or a group by its number
Found = Iterator[tuple[Pair, str]]

# A dormitory shares a phone and a browser: those who were met, or are spoken for, are not tied by them.
EXCUSABLE: Final = frozenset({SAME_PHONE, SAME_BROWSER})

_MARKS: Final[Mapping[str, Callable[[Voice], Iterable[bytes]]]] = {
    SAME_HANDLE: lambda voice: voice.handles,
    SAME_BROWSER: lambda voice: voice.browsers,
}


def shared_accounts(voices: Collection[Voice], rulings: Rulings) -> Found:
    """Each two voices that share an account or a browser, the earlier first, with the reason; enough of them to hold
    all together. voices: earliest first.
    """
    for reason, marks_of in _MARKS.items():
        yield from _sharing(voices, reason, marks_of, rulings)


def shared_numbers(voices: Collection[Voice], groups: Iterable[Collection[UUID]], rulings: Rulings, most: int) -> Found:
    """The same of telephone numbers. groups: voices that are one by anything else; numbers of whoever names more than
    `most` tie nobody, for anybody can type them.
    """
    naming = _who_name_too_many(voices, groups, most)
    yield from _sharing(voices, SAME_PHONE, lambda voice: frozenset() if voice.id in naming else voice.phones, rulings)


def _sharing(
    voices: Iterable[Voice], reason: str, marks_of: Callable[[Voice], Iterable[bytes]], rulings: Rulings
) -> Found:
    holders: dict[bytes, list[Voice]] = {}
    for voice in voices:
        for mark in marks_of(voice):
            holders.setdefault(mark, []).append(voice)
    for sharing in (each for each in holders.values() if len(each) > 1):
        yield from ((two, reason) for two in _held_together(_answerable(sharing, reason), rulings))


def _answerable(sharing: list[Voice], reason: str) -> list[UUID]:
    """Those whom this mark makes one: of the excused at most the first, so that nobody gathers them all in."""
    if reason not in EXCUSABLE:
        return [voice.id for voice in sharing]
    excused = [voice.id for voice in sharing if voice.excused]
    first = excused[:1] if len(excused) < len(sharing) else []
    return [voice.id for voice in sharing if not voice.excused or voice.id in first]


def _held_together(sharing: list[UUID], rulings: Rulings) -> Iterator[Pair]:
    """As if every two were tied but those ruled apart: each to the first, and who was ruled apart to all others."""
    ruled = rulings.parted()
    for place, voice in enumerate(sharing):
        others = sharing[:place] if voice in ruled else sharing[: min(place, 1)]
        for other in others:
            if not rulings.part(other, voice):
                yield other, voice
        if voice in ruled:
            yield from ((voice, later) for later in sharing[place + 1 :] if not rulings.part(voice, later))


def _who_name_too_many(voices: Iterable[Voice], groups: Iterable[Collection[UUID]], most: int) -> frozenset[UUID]:
    """Voices of one browser or account, or that are one by what they say, which name more numbers than a person has;
    also by chains, each of which names two of them.
    """
    named: dict[Key, set[bytes]] = {}
    by: dict[Key, set[UUID]] = {}
    group_of = {voice: number for number, group in enumerate(groups) for voice in group}
    for voice in voices:
        keys: tuple[Key, ...] = (group_of[voice.id], *voice.handles, *voice.browsers)
        for key in keys:
            named.setdefault(key, set()).update(voice.phones)
            by.setdefault(key, set()).add(voice.id)
    return frozenset(voice for key in _chaining(named, most) for voice in by[key])


def _chaining(named: Mapping[Key, Collection[bytes]], most: int) -> Iterator[Key]:
    """Those of several numbers that lead, from one to the next, to more than `most`."""
    above: dict[bytes, bytes] = {}

    def top(number: bytes) -> bytes:
        while above.setdefault(number, number) != number:
            above[number] = number = above[above[number]]
        return number

    several = {key: sorted(numbers) for key, numbers in named.items() if len(numbers) > 1}
    for first, *others in several.values():
        for number in others:
            above[top(number)] = top(first)
    reached = Counter(top(number) for number in list(above))
    yield from (key for key, numbers in several.items() if reached[top(numbers[0])] > most)
