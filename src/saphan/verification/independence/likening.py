"""Soft ties: texts that are alike, stories begun together, a burst from one door. Pure.

Each alone says little. Two stories are compared when a part of their signatures falls into one bucket, or when they
began near each other; within a bucket each only with the few before it, so that the work grows with the number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from saphan.languages.fingerprint import likeness
from saphan.verification.independence.shapes import ALIKE_TEXT, BEGAN_TOGETHER, BURST, SAME_TEXT, Voice
from saphan.verification.weights import TieWeights

Two = tuple[int, int]  # places of two voices in time, the earlier first
Door = Sequence[int]  # places of the voices that came by it
APART: Final = (1, 2, 3)  # places of a signature that are looked at together


def soft_ties(voices: Sequence[Voice], weights: TieWeights) -> Iterator[tuple[Voice, Voice, dict[str, float]]]:
    """Each two that something soft ties, the earlier first, with the strength of each reason. voices: earliest first.

    SAME_TEXT is among them, at strength 1: it is found in the same way.
    """
    doors = _by_door(voices)
    bursting = _bursts(voices, doors, weights)
    for one, other in set(_candidates(voices, doors, weights)):
        earlier, later = voices[one], voices[other]
        reasons = _of_text(earlier, later, weights)
        if not (earlier.excused or later.excused):
            reasons |= _of_time(earlier, later, other in bursting, weights)
        if reasons:
            yield earlier, later, reasons


def together(strengths: Iterable[float]) -> float:
    """Noisy-or: the chance that at least one of several independent reasons holds."""
    missed = 1.0
    for strength in strengths:
        missed *= 1 - strength
    return 1 - missed


def _candidates(voices: Sequence[Voice], doors: Iterable[Door], weights: TieWeights) -> Iterator[Two]:
    for bucket in _buckets(voices, weights.buckets):
        yield from _each_with_those_before(bucket, weights.beside)
    yield from _within(voices, range(len(voices)), weights.together_hours, weights.beside)
    for door in doors:
        yield from _within(voices, door, weights.burst_hours, weights.beside)


def _buckets(voices: Sequence[Voice], most: int) -> Iterable[Sequence[int]]:
    """Voices whose texts have the same two bytes in the same two places (locality-sensitive hashing)."""
    told = [(number, text) for number, voice in enumerate(voices) for text in voice.texts]
    if len(told) < 2:
        return ()
    twos = [(number, frozenset(islice(_twos(text), most))) for number, text in told]
    once: set[int] = set()
    again: set[int] = set()
    for _, hers in twos:
        again |= once & hers
        once |= hers
    buckets: dict[int, dict[int, None]] = {two: {} for two in again}
    for number, hers in twos if again else ():
        for two in again & hers:
            buckets[two][number] = None
    return [tuple(bucket) for bucket in buckets.values()]


def _twos(text: bytes) -> Iterator[int]:
    """Two filled places beside each other, then one and two apart, each as a number; a short text has few filled."""
    for apart in APART:
        for place, (one, other) in enumerate(zip(text, text[apart:], strict=False)):
            if one and other:
                yield ((apart * len(text) + place) * 256 + one) * 256 + other


def _each_with_those_before(bucket: Sequence[int], beside: int) -> Iterator[Two]:
    for place, later in enumerate(bucket):
        yield from ((earlier, later) for earlier in bucket[max(0, place - beside) : place])


def _within(voices: Sequence[Voice], some: Sequence[int], hours: int, beside: int) -> Iterator[Two]:
    """Each of some with those of them that began not long before it."""
    for place, later in enumerate(some):
        since = voices[later].began - hours
        for earlier in reversed(some[max(0, place - beside) : place]):
            if voices[earlier].began < since:
                break
            yield earlier, later


def _by_door(voices: Iterable[Voice]) -> Collection[Door]:
    """By the door they came in by; who came by none that is known is in no group."""
    doors: dict[bytes, list[int]] = {}
    for number, voice in enumerate(voices):
        if voice.source and not voice.excused:
            doors.setdefault(voice.source, []).append(number)
    return doors.values()


def _bursts(voices: Sequence[Voice], doors: Iterable[Door], weights: TieWeights) -> frozenset[int]:
    """Who came when, with her, at least burst_least had come by the same door within burst_hours."""
    return frozenset(
        number
        for door in doors
        if len(door) >= weights.burst_least
        for began in [[voices[each].began for each in door]]
        for number, hour in zip(door, began, strict=True)
        if bisect_right(began, hour) - bisect_left(began, hour - weights.burst_hours) >= weights.burst_least
    )


def _of_text(earlier: Voice, later: Voice, weights: TieWeights) -> dict[str, float]:
    likest = max((likeness(one, other) for one in earlier.texts for other in later.texts), default=0.0)
    if likest >= weights.same_text:
        return {SAME_TEXT: 1.0}
    if likest < weights.alike_from:
        return {}
    share = (likest - weights.alike_from) / (weights.same_text - weights.alike_from)
    return {ALIKE_TEXT: weights.alike_most * share}


def _of_time(earlier: Voice, later: Voice, in_a_burst: bool, weights: TieWeights) -> dict[str, float]:
    apart = later.began - earlier.began
    reasons: dict[str, float] = {}
    if apart <= weights.together_hours:
        reasons[BEGAN_TOGETHER] = weights.together
    if in_a_burst and earlier.source == later.source and apart <= weights.burst_hours:
        reasons[BURST] = weights.burst
    return reasons
