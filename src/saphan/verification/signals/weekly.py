"""More than usual for the time of year, in this week and those before it? Weekly counts of independent voices. Pure.

The score is log10 of how much likelier the last three weeks are if something is emerging than if all is as usual
(emerging.py; usual: waves.py). With three years of weeks it looks three years back, with ten years ten. Limits that a
share of quiet weeks is over come from simulation: data/weekly.toml, by `benchmarks/noufaily.py`.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from saphan.verification.signals.emerging import likelier
from saphan.verification.signals.farrington import Flags, Flexible, Numbers, parts_of_the_year
from saphan.verification.signals.waves import BACK, usual_now

FILE = Path(__file__).parent / "data" / "weekly.toml"
LEAST_YEARS: Final = 3
MOST_YEARS: Final = 10
LEAST_VOICES: Final = 2  # in the two weeks, and one of them this week
NO_RISE: Final = -9.0
RARER: Final = 1.5
KNOWN_SHARE: Final = 0.5  # of the weeks of the baseline, and of those at the same time of the year


@dataclass(frozen=True, slots=True)
class Rising:
    """One week of S series; each (S,). score: NO_RISE where there are too few voices to speak of; nan where not looked
    at. expected, expected_two: usual in this week, and in this and the last.
    """

    years: int
    score: Numbers
    expected: Numbers
    expected_two: Numbers


@dataclass(frozen=True, slots=True)
class Limits:
    """by_years: where so many years are looked back, for each share of quiet weeks the limit that it is over."""

    edition: int
    by_years: dict[int, dict[float, float]]

    def at(self, share: float, years: int) -> float:
        """Between calibrated shares on a line over their logarithms; between calibrated years, that of fewer years.

        Of shares rarer than were simulated each tenth asks for RARER more: the simulated ones asked for 1 to 1.4.
        """
        limits = sorted(self.by_years[max(each for each in self.by_years if each <= years)].items())
        shares, scores = np.log10([one for one, _ in limits]), [limit for _, limit in limits]
        rarer = max(0.0, float(shares[0] - np.log10(share)))
        return float(np.interp(np.log10(share), shares, scores)) + RARER * rarer


def read(file: Path = FILE) -> Limits:
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    years = {int(years): {float(share): limit for share, limit in of.items()} for years, of in rows["years"].items()}
    return Limits(rows["edition"], years)


def years_back(week: int, most: int = MOST_YEARS) -> int:
    """With how many years before it the week of this index can be compared; 0 for fewer than three."""
    shape = Flexible()
    years = min((week - shape.half_window) // shape.season, most)
    return years if years >= LEAST_YEARS else 0


def look(counts: Numbers, week: int, known: Flags | None = None, most_years: int = MOST_YEARS) -> Rising | None:
    """Is `week` unusual? None where fewer than three years of weeks are before it.

    counts: (S, T) whole numbers, a series a row; week: index into T. known: (S, T), False for a week in which we were
    not reachable or somebody went out to ask. Such a week says nothing of what is usual, and neither it nor the week
    after it is looked at; nor is a series of whose past less than half is known.
    """
    years = years_back(week, most_years)
    if years == 0:
        return None
    shape = Flexible(years=years)
    seen = np.ones(counts.shape, dtype=bool) if known is None else known
    usual = usual_now(counts, week, shape, seen)
    now = counts[:, week - np.arange(BACK)].astype(np.float64)
    score = likelier(now, usual.means, usual.dispersion)
    enough = (now[:, 0] > 0) & (now[:, 0] + now[:, 1] >= LEAST_VOICES)
    asked = seen[:, week] & seen[:, week - 1] & _much_is_known(seen, week, shape)
    expected, last = usual.means[:, 0], usual.means[:, 1]
    return Rising(years, np.where(asked, np.where(enough, score, NO_RISE), np.nan), expected, expected + last)


def _much_is_known(seen: Flags, week: int, shape: Flexible) -> Flags:
    part = parts_of_the_year(week, shape)
    past, season = seen[:, : week + 1][:, part >= 0], seen[:, : week + 1][:, part == shape.parts - 1]
    return np.asarray((past.mean(axis=1) >= KNOWN_SHARE) & (season.mean(axis=1) >= KNOWN_SHARE))
