"""What the cross-check knows: coded facts of voices, and what verifiers found. Pure."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from saphan.verification.independence import SAME_PHONE, Cluster

CALL_BACK: Final = "call_back"
PROOFS: Final = ("payslip", "document", "payroll", "visit", "second_organisation")
PAPERS: Final = frozenset({"payslip", "document"})  # such as a worker shows


class VoiceFacts(NamedTuple):
    """What the cross-check knows of one concern. Concerns of one person share a voice_group.

    week: the Monday of the ISO week in which it was recorded. at_least: people for whom this voice speaks by a checked
    mandate, as the beginning of a band (`BEGINNINGS`), so that the fact names no group; 1 for everyone else.
    met: an outreach worker met her. vouched: somebody with a checked mandate speaks for her.
    named: counted as one with somebody who spoke before her by a telephone number alone, which anybody can name.
    """

    voice_group: UUID
    desk_id: UUID
    channel: str
    language: str
    week: date
    kind: str
    first_hand: bool = True
    proof: str = ""
    number_band: str = ""
    at_least: int = 1
    met: bool = False
    vouched: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What a verifier found, for or against. voice_group: who was called back."""

    kind: str
    supports: bool = True
    voice_group: UUID | None = None


def cluster_of(clusters: Iterable[Cluster]) -> dict[UUID, UUID]:
    """By voice, the voice that stands for its cluster. A voice that no cluster names is one by itself."""
    return {voice: cluster.id for cluster in clusters for voice in cluster.voices}


def as_one(voices: Sequence[VoiceFacts], clusters: Sequence[Cluster]) -> list[VoiceFacts]:
    """The same facts, said by independent voices: those of one cluster have one voice_group."""
    if all(len(cluster.voices) == 1 for cluster in clusters):
        return list(voices)
    stands_for = cluster_of(clusters)
    named = frozenset[UUID]().union(*map(_by_a_number_alone, clusters))
    return [
        _said_by(
            voice,
            stands_for.get(voice.voice_group, voice.voice_group),
            voice.voice_group in named,
        )
        for voice in voices
    ]


def _said_by(voice: VoiceFacts, group: UUID, named: bool) -> VoiceFacts:
    """What is already so is not made again: most voices are alone."""
    if voice.voice_group == group and voice.named == named:
        return voice
    return voice._replace(voice_group=group, named=named)


def _by_a_number_alone(cluster: Cluster) -> frozenset[UUID]:
    """Of a cluster those whom nothing else leads to whoever spoke first."""
    if all(tie.reasons != (SAME_PHONE,) for tie in cluster.ties):
        return frozenset()
    beside: dict[UUID, list[UUID]] = {voice: [] for voice in cluster.voices}
    for tie in cluster.ties:
        if tie.reasons != (SAME_PHONE,):
            beside[tie.left].append(tie.right)
            beside[tie.right].append(tie.left)
    reached, new = {cluster.voices[0]}, [cluster.voices[0]]
    while new:
        fresh = [voice for voice in beside[new.pop()] if voice not in reached]
        reached.update(fresh)
        new += fresh
    return frozenset(cluster.voices) - reached


def found_of(findings: Sequence[FindingFacts], clusters: Sequence[Cluster]) -> list[FindingFacts]:
    """The same findings, of independent voices."""
    stands_for = cluster_of(clusters)
    return [
        replace(finding, voice_group=stands_for.get(finding.voice_group, finding.voice_group))
        if finding.voice_group
        else finding
        for finding in findings
    ]


def varied_in(voices: Sequence[VoiceFacts]) -> frozenset[str]:
    """Of channel, language, desk and month: those in which the voices have no value in common.

    A copy in another language adds no variety; and whoever names a worker's number takes none away.
    """
    said: dict[UUID, list[VoiceFacts]] = {}
    for voice in voices:
        if not voice.named:
            said.setdefault(voice.voice_group, []).append(voice)
    return frozenset(name for name, value_of in _VARIED.items() if _differ(said.values(), value_of))


def _differ(said: Collection[Sequence[VoiceFacts]], value_of: Callable[[VoiceFacts], Hashable]) -> bool:
    """One person on two phones is no variety: each independent voice is the set of its values."""
    shared: set[Hashable] | None = None
    for told in said:
        values = {value_of(each) for each in told}
        shared = values if shared is None else shared & values
        if not shared:
            return True
    return False


_VARIED: Final[dict[str, Callable[[VoiceFacts], Hashable]]] = {
    "channel": lambda voice: voice.channel,
    "language": lambda voice: voice.language,
    "desk": lambda voice: voice.desk_id,
    "month": lambda voice: (voice.week.year, voice.week.month),
}
