"""The weights of the cross-check, as data with an edition. Pure.

The numbers stand in data/weights.toml and nowhere else; docs/explanation/ says what each is for.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent / "data" / "weights.toml"


@dataclass(frozen=True, slots=True)
class TieWeights:
    """How strongly what two voices share ties them: likenesses and strengths are 0..1, hours whole hours."""

    same_text: float
    alike_from: float
    alike_most: float
    together_hours: int
    together: float
    burst_hours: int
    burst_least: int
    burst: float
    one_from: float
    most_phones: int
    beside: int
    buckets: int


@dataclass(frozen=True, slots=True, eq=False)  # an edition is itself: what follows from it is looked up by it
class MassWeights:
    """What a voice, its variety and a finding weigh; 1 is one plain voice of somebody who saw it herself."""

    first_hand: float
    heard: float
    shown: float
    called_back: float
    met: float
    spoken_for: float
    spoken_for_most: int
    further: float
    cluster_cap: float
    channel: float
    language: float
    month: float
    desk: float
    document: float
    visit: float
    second_organisation: float
    further_finding: float
    cap_without_a_person: float
    corroborated: float


@dataclass(frozen=True, slots=True)
class Weights:
    """One edition of both."""

    edition: int
    ties: TieWeights
    mass: MassWeights


def read(file: Path = FILE) -> Weights:
    """Raises TypeError when the file names a weight that does not exist, or leaves one out."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Weights(rows["edition"], TieWeights(**rows["ties"]), MassWeights(**rows["mass"]))


DEFAULT: Final = read()
