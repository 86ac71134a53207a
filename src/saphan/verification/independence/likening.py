"""Soft ties: texts that are alike, stories begun together, a burst from one door. Pure.

Each alone says little. Two stories are compared when a part of their signatures falls into one bucket, or when they
began near each other; within a bucket each only with the few before it, so that the work grows with the number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

from saphan.languages.fingerprint import likeness
from saphan.verification.independence.shapes import ALIKE_TEXT, BEGAN_TOGETHER, BURST, SAME_TEXT, Voice
from saphan.verification.weights import TieWeights

APART: Final = (1, 2, 3)  # places of a signature that are looked at together


def soft_ties(voices: Sequence[Voice], weights: TieWeights) -> Iterator[tuple[Voice, Voice, dict[str, float]]]:
    """Each two that something soft ties, the earlier first, with the strength of each reason. voices: earliest first.

    SAME_TEXT is among them, at strength 1: it is found in the same way.
    """
    bursting = _bursts(voices, weights)
    near = {(earlier.id, later.id): (earlier, later) for earlier, later in _candidates(voices, weights)}
    for earlier, later in near.values():
        reasons = _of_text(earlier, later, weights)
        if not (earlier.excused or later.excused):
            reasons |= _of_time(earlier, later, bursting, weights)
        if reasons:
            yield earlier, later, reasons


def together(strengths: Iterable[float]) -> float:
    """Noisy-or: the chance that at least one of several independent reasons holds."""
    missed = 1.0
    for strength in strengths:
        missed *= 1 - strength
    return 1 - missed


def _candidates(voices: Sequence[Voice], weights: TieWeights) -> Iterator[tuple[Voice, Voice]]:
    for bucket in _buckets(voices, weights.buckets):
        yield from _each_with_those_before(bucket, weights.beside)
    yield from _within(voices, weights.together_hours, weights.beside)
    for door in _by_door(voices):
        yield from _within(door, weights.burst_hours, weights.beside)


def _buckets(voices: Iterable[Voice], most: int) -> Iterable[Sequence[Voice]]:
    """Voices whose texts have the same two bytes in the same two places (locality-sensitive hashing)."""
    buckets: dict[int, dict[UUID, Voice]] = {}
    for voice in voices:
        for text in voice.texts:
            for two in islice(_twos(text), most):
                buckets.setdefault(two, {})[voice.id] = voice
    return [list(bucket.values()) for bucket in buckets.values() if len(bucket) > 1]


def _twos(text: bytes) -> Iterator[int]:
    """Two filled places beside each other, then one and two apart, each as a number; a short text has few filled."""
    for apart in APART:
        for place, (one, other) in enumerate(zip(text, text[apart:], strict=False)):
            if one and other:
                yield ((apart * len(text) + place) * 256 + one) * 256 + other


def _each_with_those_before(voices: Sequence[Voice], beside: int) -> Iterator[tuple[Voice, Voice]]:
    for place, later in enumerate(voices):
        yield from ((earlier, later) for earlier in voices[max(0, place - beside) : place])


def _within(voices: Sequence[Voice], hours: int, beside: int) -> Iterator[tuple[Voice, Voice]]:
    for earlier, later in _each_with_those_before(voices, beside):
        if later.began - earlier.began <= hours:
            yield earlier, later


def _by_door(voices: Iterable[Voice]) -> Iterable[Sequence[Voice]]:
    """By the door they came in by; who came by none that is known is in no group."""
    doors: dict[bytes, list[Voice]] = {}
    for voice in voices:
        if voice.source and not voice.excused:
            doors.setdefault(voice.source, []).append(voice)
    return doors.values()


def _bursts(voices: Iterable[Voice], weights: TieWeights) -> frozenset[UUID]:
    """Who came when, with her, at least burst_least had come by the same door within burst_hours."""
    return frozenset(
        voice.id
        for door in _by_door(voices)
        for began in [[each.began for each in door]]
        for voice in door
        if bisect_right(began, voice.began) - bisect_left(began, voice.began - weights.burst_hours)
        >= weights.burst_least
    )


def _of_text(earlier: Voice, later: Voice, weights: TieWeights) -> dict[str, float]:
    likest = max((likeness(one, other) for one in earlier.texts for other in later.texts), default=0.0)
    if likest >= weights.same_text:
        return {SAME_TEXT: 1.0}
    if likest < weights.alike_from:
        return {}
    share = (likest - weights.alike_from) / (weights.same_text - weights.alike_from)
    return {ALIKE_TEXT: weights.alike_most * share}


def _of_time(earlier: Voice, later: Voice, bursting: frozenset[UUID], weights: TieWeights) -> dict[str, float]:
    apart = later.began - earlier.began
    reasons: dict[str, float] = {}
    if apart <= weights.together_hours:
        reasons[BEGAN_TOGETHER] = weights.together
    if later.id in bursting and earlier.source == later.source and apart <= weights.burst_hours:
        reasons[BURST] = weights.burst
    return reasons
