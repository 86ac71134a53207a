"""How much stands behind an issue: evidence mass, in units of one plain voice of somebody who saw it. Pure.

Formula, numbers and limits: docs/explanation/corroboration.md. The weights are data with an edition (weights.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID

from saphan.verification.heard import CALL_BACK, FindingFacts, VoiceFacts, as_one, varied_in
from saphan.verification.independence import Cluster
from saphan.verification.weights import DEFAULT, MassWeights, Weights

VARIETY: Final = ("channel", "language", "month", "desk")
FOUND: Final = {
    "payslip": "document",
    "document": "document",
    "payroll": "document",
    "visit": "visit",
    "second_organisation": "second_organisation",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why something weighs what it weighs. amount: what it adds."""

    code: str
    amount: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one independent voice weighs. grounds: of the voice in it that weighs most.

    further: what the other voices in it add; doubt: the share taken off because it leans on others, 0..1;
    weight: what is left of both, at most the cluster's cap.
    """

    cluster: Cluster
    grounds: tuple[Ground, ...]
    further: float
    doubt: float
    weight: float
    anchored: bool


@dataclass(frozen=True, slots=True)
class Mass:
    """total: all parts, what varies and what was found, capped when no person stands behind it. needed: to be
    corroborated. edition: of the weights."""

    total: float
    needed: float
    anchored: bool
    capped: bool
    parts: tuple[Part, ...]
    beside: tuple[Ground, ...]
    edition: int

    @property
    def is_enough(self) -> bool:
        return self.total >= self.needed


def weigh(
    voices: Sequence[VoiceFacts],
    findings: Sequence[FindingFacts] = (),
    clusters: Sequence[Cluster] = (),
    weights: Weights = DEFAULT,
) -> Mass:
    """The evidence mass of an issue. A voice that no cluster names is a cluster by itself.

    Findings without a voice weigh nothing: nobody speaks. What was found against it takes nothing off, it stands
    beside it for the verifier.
    """
    parts = _parts(voices, findings, clusters, weights.mass)
    beside = _beside(as_one(voices, clusters), findings, weights.mass) if parts else ()
    summed = round(sum(part.weight for part in parts) + sum(ground.amount for ground in beside), 6)
    anchored = any(part.anchored for part in parts) or any(ground.code in FOUND.values() for ground in beside)
    total = summed if anchored else min(summed, weights.mass.cap_without_a_person)
    return Mass(total, weights.mass.corroborated, anchored, total < summed, parts, beside, weights.edition)


def _parts(
    voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], clusters: Sequence[Cluster], weights: MassWeights
) -> tuple[Part, ...]:
    said: dict[UUID, list[VoiceFacts]] = {}
    for voice in voices:
        said.setdefault(voice.voice_group, []).append(voice)
    named = {voice for cluster in clusters for voice in cluster.voices}
    alone = [Cluster((voice,)) for voice in sorted(said.keys() - named)]
    called = {f.voice_group for f in findings if f.supports and f.kind == CALL_BACK}
    one = {voice: _one(told, voice in called, weights) for voice, told in said.items()}
    return tuple(
        _part(cluster, heard, weights)
        for cluster in (*clusters, *alone)
        if (heard := [one[voice] for voice in cluster.voices if voice in one])
    )


class _One(NamedTuple):
    """What one voice weighs. anchored: a person stands behind her: who called or met her, saw her document, or checked
    who speaks for her."""

    grounds: tuple[Ground, ...]
    weight: float
    anchored: bool


def _one(told: Sequence[VoiceFacts], called_back: bool, weights: MassWeights) -> _One:
    """Why one voice weighs what it weighs; what she says twice counts once."""
    saw_it, vouched = any(each.first_hand for each in told), any(each.vouched for each in told)
    shown, met = any(each.proof for each in told), any(each.met for each in told)
    spoken_for = min(max(each.at_least for each in told) - 1, weights.spoken_for_most)
    return _weighed(saw_it, shown, called_back, met, spoken_for, vouched, weights)


@cache
def _weighed(
    saw_it: bool, shown: bool, called_back: bool, met: bool, spoken_for: int, vouched: bool, weights: MassWeights
) -> _One:
    """There are few that differ, however many voices."""
    found = (
        ("first_hand", weights.first_hand) if saw_it else ("heard", weights.heard),
        ("shown", weights.shown if shown else 0),
        ("called_back", weights.called_back if called_back else 0),
        ("met", weights.met if met else 0),
        ("spoken_for", weights.spoken_for * spoken_for),
    )
    grounds = tuple(Ground(code, amount) for code, amount in found if amount)
    by_hand = {"shown", "called_back", "met", "spoken_for"}
    anchored = vouched or any(ground.code in by_hand for ground in grounds)
    return _One(grounds, sum(ground.amount for ground in grounds), anchored)


def _part(cluster: Cluster, heard: Sequence[_One], weights: MassWeights) -> Part:
    strongest, *others = sorted(heard, key=lambda one: one.weight, reverse=True)
    further = sum(one.weight * weights.further**place for place, one in enumerate(others, start=1))
    anchored = any(one.anchored for one in heard)
    doubt = 0.0 if anchored else cluster.doubt
    weight = min(strongest.weight + further, weights.cluster_cap) * (1 - doubt)
    return Part(cluster, strongest.grounds, further, doubt, weight, anchored)


def _beside(voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], weights: MassWeights) -> tuple[Ground, ...]:
    varied = varied_in(voices)
    amounts = {"channel": weights.channel, "language": weights.language, "month": weights.month, "desk": weights.desk}
    return (*(Ground(name, amounts[name]) for name in VARIETY if name in varied), *_found(findings, weights))


def _found(findings: Iterable[FindingFacts], weights: MassWeights) -> tuple[Ground, ...]:
    """Each kind of finding once, the heaviest whole, every further one in part."""
    amounts = {
        "document": weights.document,
        "visit": weights.visit,
        "second_organisation": weights.second_organisation,
    }
    kinds = {FOUND[finding.kind] for finding in findings if finding.supports and finding.kind in FOUND}
    heaviest_first = sorted(kinds, key=lambda kind: (-amounts[kind], kind))
    return tuple(
        Ground(kind, amounts[kind] * (weights.further_finding if place else 1))
        for place, kind in enumerate(heaviest_first)
    )
