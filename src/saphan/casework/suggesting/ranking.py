"""Three kinds of concern in the order in which they are likely, each with its reason. Pure.

First what she answered by tapping and what this desk recorded after the same tap; then what others said of the same
place; last, where there is a model, how near her words are to the words of a kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

VERSION = 1  # stands beside every count; a change of the numbers below begins new counts
AT_MOST = 3

TAPPED, PLACE, WORDS = "tapped", "place", "words"
OTHER_FAMILY = log(0.08)  # one story in about ten is not what the picture says
NEAR = 1.2  # weight of one standard deviation of nearness


@dataclass(frozen=True, slots=True)
class Evidence:
    """family: of the picture she tapped, or "". usual: how often this desk recorded each kind after that tap.
    at_place: how many voices named each kind at her place. near: nearness of her words to each kind, any scale;
    None without a model."""

    family: str
    usual: Mapping[str, int]
    at_place: Mapping[str, int]
    near: Mapping[str, float] | None = None

    @property
    def is_nothing(self) -> bool:
        return not self.family and not self.at_place and self.near is None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """why: tapped, place or words: what speaks most for this kind."""

    kind: str
    why: str


def suggest(evidence: Evidence, families: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """The likeliest kinds first; none at all without evidence. families: kind → the letter of its family."""
    if evidence.is_nothing:
        return ()
    near = _in_deviations(evidence.near, families)
    parts = {kind: _parts(kind, letter, evidence, near) for kind, letter in families.items()}
    best = sorted(parts, key=lambda kind: (-sum(parts[kind].values()), list(families).index(kind)))
    return tuple(Suggestion(kind, max(parts[kind], key=lambda why: parts[kind][why])) for kind in best[:AT_MOST])


def _parts(kind: str, letter: str, evidence: Evidence, near: Mapping[str, float]) -> dict[str, float]:
    """What each reason adds: logarithms of odds, added up."""
    same = not evidence.family or letter == evidence.family
    known = log(1 + evidence.usual.get(kind, 0))
    return {
        TAPPED: known + (0.0 if same else OTHER_FAMILY),
        PLACE: log(1 + evidence.at_place.get(kind, 0)),
        WORDS: NEAR * near.get(kind, 0.0),
    }


def _in_deviations(near: Mapping[str, float] | None, families: Mapping[str, str]) -> dict[str, float]:
    """Nearness as standard deviations from the mean over all kinds, so that no language is nearer than another."""
    if not near:
        return {}
    mean = sum(near.values()) / len(near)
    spread = (sum((value - mean) ** 2 for value in near.values()) / len(near)) ** 0.5
    return {kind: (near[kind] - mean) / spread for kind in families if kind in near} if spread else {}
