"""Is it true? Independent voices and findings, counted by the table of domain model §5 and weighed. Pure.

Knows nothing of the crowd (can it point at someone?), which is another number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from saphan.release.thresholds import DEFAULT, Thresholds
from saphan.verification.heard import CALL_BACK, PROOFS, FindingFacts, VoiceFacts, as_one, found_of, varied_in
from saphan.verification.independence import Cluster
from saphan.verification.ladder import Stage
from saphan.verification.mass import Mass, weigh
from saphan.verification.weights import DEFAULT as DEFAULT_WEIGHTS
from saphan.verification.weights import Weights

__all__ = [
    "CALL_BACK",
    "PROOFS",
    "FindingFacts",
    "Judgement",
    "VoiceFacts",
    "at_least",
    "call_backs",
    "has_proof",
    "independent_voices",
    "judge",
    "may_be_verified",
    "varied_in",
]


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung of the ladder, and the rules that it was reached by."""

    rung: Stage
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rung of the ladder and why. reasons, missing and next_question are message ids (words.py has the sentences).

    voices: independent ones. mass: what stands behind it, with every ground.
    """

    rung: Stage
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    next_question: str
    voices: int
    mass: Mass


def judge(
    voices: Sequence[VoiceFacts],
    findings: Sequence[FindingFacts],
    clusters: Sequence[Cluster] = (),
    thresholds: Thresholds = DEFAULT,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Judgement:
    """Received (no voice left), understood, or corroborated; verified is never judged, a named person does that.

    Everything in the house that asks "is it true?" asks here: the tasks that move an issue, and its page.
    clusters: who is one independent voice (`independence.clusters`); whom none names is one by herself.

    Corroborated: at least 3 independent voices with more than one channel, language, desk or month among them; or
    at least 5 of one language on one channel with a call-back to two; or a document and a voice; and in each case
    a mass over its threshold.
    """
    mass = weigh(voices, findings, clusters, weights)
    said, found = as_one(voices, clusters), found_of(findings, clusters)
    reasons = _reasons(said, found, thresholds)
    count = independent_voices(said)
    if not voices:
        return Judgement(Stage.RECEIVED, (), ("a_voice",), "ask_whether_more_happened", count, mass)
    if reasons and mass.is_enough:
        return Judgement(Stage.CORROBORATED, reasons, *_before_verified(found), count, mass)
    missing = _more_weight() if reasons else _before_corroborated(said, found, thresholds)
    return Judgement(Stage.UNDERSTOOD, (), *missing, count, mass)


def reached(
    voices: Sequence[VoiceFacts],
    findings: Sequence[FindingFacts],
    clusters: Sequence[Cluster] = (),
    thresholds: Thresholds = DEFAULT,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Reached:
    """Rung and reasons of `judge`, for whoever does not ask what is missing: nothing is weighed unless a rule holds."""
    if not voices:
        return Reached(Stage.RECEIVED, ())
    reasons = _reasons(as_one(voices, clusters), found_of(findings, clusters), thresholds)
    if reasons and weigh(voices, findings, clusters, weights).is_enough:
        return Reached(Stage.CORROBORATED, reasons)
    return Reached(Stage.UNDERSTOOD, ())


BEGINNINGS: Final = (1, 2, 3, 5, 10, 25, 50, 100)


@cache
def at_least(people: int) -> int:
    """The beginning of the band that a number of people is in: 1, 2, 3–4, 5–9, 10–24, 25–49, 50–99, 100 and more."""
    return max(start for start in BEGINNINGS if start <= max(people, 1))


def independent_voices(voices: Sequence[VoiceFacts], clusters: Sequence[Cluster] = ()) -> int:
    """Clusters, not rows: one who speaks of three kinds is one voice, and so are twenty accounts of one script.

    A representative with a checked mandate counts as the people for whom she speaks, at the least (domain §5).
    """
    people: dict[UUID, int] = {}
    for voice in as_one(voices, clusters) if clusters else voices:
        people[voice.voice_group] = max(people.get(voice.voice_group, 1), voice.at_least)
    return sum(people.values())


def has_proof(findings: Sequence[FindingFacts]) -> bool:
    """True when a document, payroll, visit or second organisation supports it, beside anybody's word."""
    return any(finding.supports and finding.kind in PROOFS for finding in findings)


def call_backs(findings: Sequence[FindingFacts]) -> int:
    """How many different voices were called back and said it again."""
    return len({f.voice_group for f in findings if f.supports and f.kind == CALL_BACK and f.voice_group is not None})


def may_be_verified(findings: Sequence[FindingFacts]) -> bool:
    """True when at least one call-back or document stands behind it."""
    return has_proof(findings) or call_backs(findings) > 0


def _reasons(voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], thresholds: Thresholds) -> tuple[str, ...]:
    return tuple(reason for reason, holds in _RULES.items() if holds(voices, findings, thresholds))


def _several_and_varied(voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], thresholds: Thresholds) -> bool:
    return independent_voices(voices) >= thresholds.corroborated_voices and bool(varied_in(voices))


def _many_alike_and_called_back(
    voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], thresholds: Thresholds
) -> bool:
    if not findings:
        return False
    groups = {voice.voice_group for voice in voices}
    theirs = [finding for finding in findings if finding.voice_group in groups]
    enough_said_again = call_backs(theirs) >= thresholds.corroborated_call_backs
    return enough_said_again and _most_alike(voices) >= thresholds.corroborated_voices_alike


def _proof_and_a_voice(voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], thresholds: Thresholds) -> bool:
    return has_proof(findings) and independent_voices(voices) >= thresholds.corroborated_voices_with_proof


_RULES: Final = {
    "several_and_varied": _several_and_varied,
    "many_alike_and_called_back": _many_alike_and_called_back,
    "proof_and_a_voice": _proof_and_a_voice,
}


def _most_alike(voices: Sequence[VoiceFacts]) -> int:
    """The largest number of independent voices that share one language on one channel."""
    alike: dict[tuple[str, str], list[VoiceFacts]] = {}
    for voice in voices:
        alike.setdefault((voice.language, voice.channel), []).append(voice)
    return max((independent_voices(each) for each in alike.values()), default=0)


def _before_verified(findings: Sequence[FindingFacts]) -> tuple[tuple[str, ...], str]:
    if may_be_verified(findings):
        return ("a_verifier",), "verify"
    return ("a_call_back_or_document", "a_verifier"), "call_back_one"


def _more_weight() -> tuple[tuple[str, ...], str]:
    return ("more_weight", "or_a_document"), "call_back_one"


def _before_corroborated(
    voices: Sequence[VoiceFacts], findings: Sequence[FindingFacts], thresholds: Thresholds
) -> tuple[tuple[str, ...], str]:
    count = independent_voices(voices)
    if count < thresholds.corroborated_voices:
        return ("more_voices", "or_a_document"), "ask_for_a_document" if count == 1 else "look_for_another_voice"
    if _most_alike(voices) >= thresholds.corroborated_voices_alike:
        return ("two_call_backs", "or_a_document"), "call_back_two"
    return ("another_channel_language_desk_or_month", "or_a_document"), "look_in_another_language"
