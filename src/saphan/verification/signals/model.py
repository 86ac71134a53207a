"""The numbers of the sparse scan, as data with an edition. Pure. They stand in data/scan.toml and nowhere else.

The budget of false alerts is shared out among the kinds of unit that a deployment has, and a kind's part among the
windows. How often a kind is over a limit by chance was simulated (`tools/calibrate_scan.py`): a curve for each kind.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import log10
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent / "data" / "scan.toml"
AT_RATE: Final = 0.1  # false alerts a week at which a curve gives its limit


@dataclass(frozen=True, slots=True)
class Curve:
    """share: of the budget, before kinds that are not there are left out. limit: score over which this kind gives 0.1
    false alerts a week. fall: by how many powers of ten they become fewer for each 1 of score."""

    share: float
    limit: float
    fall: float


@dataclass(frozen=True, slots=True)
class Model:
    """weeks unless the name says otherwise. budget: false alerts a week over the whole house. of_years: its part for
    series of three years of weeks and more (seasons.py), where there are any. windows: weeks and their part of what is
    left. kinds: of unit; others are not scanned."""

    edition: int
    budget: float
    of_years: float
    windows: Mapping[int, float]
    voices: int
    voices_severe: int
    past: int
    past_least: int
    damping_voices: float
    explained_chance: float
    quiet_after: int
    kinds: Mapping[str, Curve]

    def beside_years(self) -> "Model":
        """What is left to the scan where there are series of years."""
        return replace(self, budget=self.budget - self.budget_of_years)

    @property
    def budget_of_years(self) -> float:
        return self.budget * self.of_years

    def limits(self, present: Collection[str]) -> dict[str, float]:
        """The least score of an alert for each kind that is present, so that all together keep the budget."""
        curves = {kind: curve for kind, curve in self.kinds.items() if kind in present}
        whole = sum(curve.share for curve in curves.values())
        return {kind: _limit(curve, self.budget * curve.share / whole) for kind, curve in curves.items()}


def read(file: Path = FILE) -> Model:
    """Raises TypeError when the file names a number that does not exist, or leaves one out."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    windows = {int(weeks): share for weeks, share in rows["windows"].items()}
    kinds = {kind: Curve(**curve) for kind, curve in rows["kinds"].items()}
    return Model(**{**rows, "windows": windows, "kinds": kinds})


def _limit(curve: Curve, rate: float) -> float:
    return curve.limit - log10(rate / AT_RATE) / curve.fall


DEFAULT: Final = read()
