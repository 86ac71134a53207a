"""The numbers of the rating, as data with an edition. Pure."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "data" / "rating.toml"


@dataclass(frozen=True, slots=True)
class Dials:
    """One edition; each is described in the file. Weeks are weeks, shares 0..1, signs are added to log-odds."""

    edition: int
    not_first_hand: float
    not_verified: float
    half_life_weeks: float
    mood: float
    slip: float
    blunder: float
    planted: tuple[float, ...]
    tempered: float
    near: float
    far: float
    share: float
    share_weight: float
    verified: float
    burst: float
    burst_from: float
    burst_full: float
    burst_weeks: int
    only_once: float
    peers: float
    peers_from: float
    peers_prior: float
    peers_full: float
    beside: float
    together_weeks: int
    least_weight: float
    apart_from: float
    rounds: int
    wider: float


def read(file: Path = FILE) -> Dials:
    """Raises TypeError when the file names a number that does not exist, or leaves one out."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Dials(**{**rows, "planted": tuple(rows["planted"])})


DEFAULT: Final = read()
