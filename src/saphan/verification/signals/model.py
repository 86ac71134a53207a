"""The numbers of the sparse scan, as data with an edition. Pure. They stand in data/scan.toml and nowhere else.

The limits are set by `tools/calibrate_scan.py`, by simulation, so that the budget of false alerts holds.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent / "data" / "scan.toml"


@dataclass(frozen=True, slots=True)
class Model:
    """weeks unless the name says otherwise. budget: false alerts a week over the whole house.

    limits: the least score of an alert, for each kind of unit; kinds without a limit are not scanned.
    """

    edition: int
    budget: float
    windows: tuple[int, ...]
    voices: int
    voices_severe: int
    past: int
    past_least: int
    damping_voices: float
    explained_chance: float
    quiet_after: int
    limits: Mapping[str, float]


def read(file: Path = FILE) -> Model:
    """Raises TypeError when the file names a number that does not exist, or leaves one out."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Model(**{**rows, "windows": tuple(rows["windows"])})


DEFAULT: Final = read()
