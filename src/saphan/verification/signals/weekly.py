"""More than usual for the time of year, this week or this and the last? Weekly counts of independent voices. Pure.

Farrington Flexible (farrington.py) says how unlikely this week's count is (p1), and that of this week and the last
together (p2): what emerges often takes two weeks to be heard. The score is -log10(p1) - 2 log10(p2). With three years
of weeks it looks three years back, with ten years ten. Limits: data/weekly.toml, by `benchmarks/noufaily.py`.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from saphan.verification.signals.farrington import Flags, Flexible, Numbers, baseline, parts_of_the_year
from saphan.verification.signals.tails import at_least

FILE = Path(__file__).parent / "data" / "weekly.toml"
LEAST_YEARS: Final = 3
MOST_YEARS: Final = 10
LEAST_VOICES: Final = 2  # in the two weeks, and one of them this week
KNOWN_SHARE: Final = 0.5  # of the weeks of the baseline, and of those at the same time of the year


@dataclass(frozen=True, slots=True)
class Rising:
    """One week of S series; each (S,). score: 0 where there are too few voices to speak of; nan where not looked at.

    expected, expected_two: usual in this week, and in this and the last; p_week, p_two: chance of as many or more.
    """

    years: int
    score: Numbers
    expected: Numbers
    expected_two: Numbers
    p_week: Numbers
    p_two: Numbers


@dataclass(frozen=True, slots=True)
class Limits:
    """by_share: for each share of quiet weeks that may be over it, the limit where so many years are looked back."""

    edition: int
    by_share: dict[float, dict[int, float]]

    def at(self, share: float, years: int) -> float:
        """Raises KeyError for a share that was not calibrated. Between calibrated years, that of fewer years."""
        limits = self.by_share[share]
        return limits[max(each for each in limits if each <= years)]


def read(file: Path = FILE) -> Limits:
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    shares = {row["share"]: {int(years): limit for years, limit in row["years"].items()} for row in rows["limit"]}
    return Limits(rows["edition"], shares)


def look(counts: Numbers, week: int, known: Flags | None = None, most_years: int = MOST_YEARS) -> Rising | None:
    """Is `week` unusual? None where fewer than three years of weeks are before it.

    counts: (S, T) whole numbers, a series a row; week: index into T. known: (S, T), False for a week in which we were
    not reachable or somebody went out to ask. Such a week says nothing of what is usual, and neither it nor the week
    after it is looked at; nor is a series of whose past less than half is known.
    """
    shape = Flexible(years=LEAST_YEARS)
    years = min((week - shape.half_window) // shape.season, most_years)
    if years < LEAST_YEARS:
        return None
    shape = Flexible(years=years)
    seen = np.ones(counts.shape, dtype=bool) if known is None else known
    usual = baseline(counts, week, shape, seen)
    this, last = counts[:, week].astype(np.float64), counts[:, week - 1].astype(np.float64)
    two = usual.mean * (1.0 + np.exp(-usual.slope))
    p_week, p_two = usual.p_value(this), at_least(this + last, two, usual.dispersion)
    score = -_log10(p_week) - 2.0 * _log10(p_two)
    enough = (this > 0) & (this + last >= LEAST_VOICES)
    asked = usual.fitted & seen[:, week] & seen[:, week - 1] & _much_is_known(seen, week, shape)
    return Rising(years, np.where(asked, np.where(enough, score, 0.0), np.nan), usual.mean, two, p_week, p_two)


def _much_is_known(seen: Flags, week: int, shape: Flexible) -> Flags:
    part = parts_of_the_year(week, shape)
    past, season = seen[:, : week + 1][:, part >= 0], seen[:, : week + 1][:, part == shape.parts - 1]
    return np.asarray((past.mean(axis=1) >= KNOWN_SHARE) & (season.mean(axis=1) >= KNOWN_SHARE))


def _log10(chance: Numbers) -> Numbers:
    return np.log10(np.maximum(chance, 1e-300))
