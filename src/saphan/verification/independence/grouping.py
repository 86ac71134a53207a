"""From ties to independent voices. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from saphan.verification.independence.likening import soft_ties, together
from saphan.verification.independence.marks import shared_accounts, shared_numbers
from saphan.verification.independence.shapes import (
    HARD,
    REASONS,
    RULED_TOGETHER,
    Cluster,
    Ruling,
    Rulings,
    Tie,
    Trace,
    Voice,
    last_word,
    voices_in,
)
from saphan.verification.weights import DEFAULT, Weights

Pair = tuple[UUID, UUID]


def clusters(
    traces: Iterable[Trace], rulings: Iterable[Ruling] = (), weights: Weights = DEFAULT
) -> tuple[Cluster, ...]:
    """The independent voices among these, the earliest first; every voice is in exactly one.

    rulings: oldest first. A hard reason makes two voices one; soft ones only where they reach `one_from` together.
    Two ruled apart are not tied to each other, but may still be one through a third; two ruled together are one.
    """
    voices = voices_in(traces)
    ties = _ties(voices, last_word(rulings), weights) if len(voices) > 1 else []
    if not ties:  # nearly always
        return tuple(Cluster((voice,)) for voice in voices)
    strong = [tie for tie in ties if tie.strength >= weights.ties.one_from]
    weak = [tie for tie in ties if tie.strength < weights.ties.one_from]
    return _described(_connected(voices, strong), strong, weak)


def _ties(voices: Mapping[UUID, Voice], ruled: Rulings, weights: Weights) -> list[Tie]:
    """Every tie between two of these voices, the earlier on the left."""
    found: dict[Pair, dict[str, float]] = {}
    for two in ruled.together:
        if two[0] in voices and two[1] in voices:
            found[_in_time(two, voices)] = {RULED_TOGETHER: 1.0}
    everyone = list(voices.values())
    for two, reason in shared_accounts(everyone, ruled):
        found.setdefault(two, {})[reason] = 1.0
    for earlier, later, reasons in soft_ties(everyone, weights.ties):
        if not ruled.part(earlier.id, later.id):
            found.setdefault((earlier.id, later.id), {}).update(reasons)
    if any(voice.phones for voice in everyone):
        for two, reason in shared_numbers(everyone, _one_by(found, voices, weights), ruled, weights.ties.most_phones):
            found.setdefault(two, {})[reason] = 1.0
    return [_tie(two, reasons) for two, reasons in sorted(found.items())]


def _one_by(
    found: Mapping[Pair, Mapping[str, float]], voices: Iterable[UUID], weights: Weights
) -> Sequence[tuple[UUID, ...]]:
    """Who is one with whom by these reasons."""
    ties = (_tie(two, reasons) for two, reasons in found.items())
    return _connected(voices, [tie for tie in ties if tie.strength >= weights.ties.one_from])


def _in_time(two: Pair, voices: Mapping[UUID, Voice]) -> Pair:
    left, right = sorted(two, key=lambda voice: voices[voice].place)
    return left, right


def _tie(two: Pair, reasons: Mapping[str, float]) -> Tie:
    hard = any(reason in HARD for reason in reasons)
    strength = 1.0 if hard else together(reasons[reason] for reason in REASONS if reason in reasons)
    return Tie(*two, tuple(reason for reason in REASONS if reason in reasons), strength)


def _connected(voices: Iterable[UUID], ties: Iterable[Tie]) -> Sequence[tuple[UUID, ...]]:
    """Whoever is tied to each other, also through others; each group and all of them in the order of the voices."""
    above = {voice: voice for voice in voices}

    def top(voice: UUID) -> UUID:
        while above[voice] != voice:
            above[voice] = above[above[voice]]
            voice = above[voice]
        return voice

    for tie in ties:
        above[top(tie.right)] = top(tie.left)
    groups: dict[UUID, list[UUID]] = {}
    for voice in above:
        groups.setdefault(top(voice), []).append(voice)
    return [tuple(group) for group in groups.values()]


def _described(groups: Sequence[tuple[UUID, ...]], strong: Iterable[Tie], weak: Iterable[Tie]) -> tuple[Cluster, ...]:
    """Strong ties hold a cluster together; of the weak ones the strongest to each cluster before it is kept."""
    place = {voice: number for number, group in enumerate(groups) for voice in group}
    inside: dict[int, list[Tie]] = {}
    for tie in strong:
        inside.setdefault(place[tie.left], []).append(tie)
    leaning: dict[int, dict[int, Tie]] = {}
    for tie in weak:
        before, after = sorted((place[tie.left], place[tie.right]))
        if before != after:
            each = leaning.setdefault(after, {})
            each[before] = max(each.get(before, tie), tie, key=lambda one: one.strength)
    return tuple(
        _cluster(group, inside.get(number, ()), leaning.get(number, {})) for number, group in enumerate(groups)
    )


def _cluster(group: tuple[UUID, ...], ties: Iterable[Tie], leaning: Mapping[int, Tie]) -> Cluster:
    leans = tuple(leaning[number] for number in sorted(leaning))
    return Cluster(group, tuple(ties), leans, together(tie.strength for tie in leans))
