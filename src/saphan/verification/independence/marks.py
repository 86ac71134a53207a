"""Ties by a mark that two voices share: found by an index, never by looking at all pairs. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
Found = Iterator[tuple[Pair, str]]

# A dormitory shares a phone and a browser: those who were met, or are spoken for, are not tied by them.
EXCUSABLE: Final = frozenset({SAME_PHONE, SAME_BROWSER})

_MARKS: Final[Mapping[str, Callable[[Voice], Iterable[bytes]]]] = {
    SAME_HANDLE: lambda voice: voice.handles,
    SAME_BROWSER: lambda voice: voice.browsers,
    SAME_PHONE: lambda voice: voice.phones,
}


def shared_marks(voices: Iterable[Voice], rulings: Rulings, most_phones: int) -> Found:
    """Each two voices that share a mark, the earlier first, with the reason; enough of them to hold all together.

    voices: earliest first. Numbers of whoever names more than most_phones tie nobody.
    """
    everyone = list(voices)
    naming = _who_names_too_many(everyone, most_phones)
    for reason, marks_of in _MARKS.items():
        holders: dict[bytes, list[Voice]] = {}
        for voice in everyone:
            for mark in () if reason == SAME_PHONE and voice.id in naming else marks_of(voice):
                holders.setdefault(mark, []).append(voice)
        for sharing in holders.values():
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


def _who_names_too_many(voices: Iterable[Voice], most: int) -> frozenset[UUID]:
    """Voices of one browser or handle that name more numbers than a person has."""
    named: dict[bytes, set[bytes]] = {}
    by: dict[bytes, set[UUID]] = {}
    for voice in voices:
        for key in (voice.id.bytes, *voice.handles, *voice.browsers):
            named.setdefault(key, set()).update(voice.phones)
            by.setdefault(key, set()).add(voice.id)
    return frozenset(voice for key, phones in named.items() if len(phones) > most for voice in by[key])
