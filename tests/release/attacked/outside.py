"""What is told outside of the desks without being a table: tens of people met, and bands for a partner."""

from dataclasses import replace
from datetime import date

import numpy as np

from saphan.network.reach.selectors import MONTHS_TOLD, in_tens, quarter_of
from saphan.release import together
from saphan.release.bands import all_bands, band
from saphan.release.thresholds import DEFAULT
from tests.release.attacked import WORLDS, Outcome

MONTHS = 9
Range = tuple[float, float]
ENDS = [date(2026, month, 1) for month in range(4, 4 + MONTHS - MONTHS_TOLD + 1)]  # of three months each
OF_A_PARTNER = replace(DEFAULT, public_cell=DEFAULT.bands[0])


def reach(worlds: int = WORLDS) -> Outcome:
    """The sum of three months, every three months. Where it is told every month, whoever subtracts has the new month
    less the one that fell out.
    """
    random, outcome = np.random.default_rng(28), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        met = np.where(random.random(MONTHS) < 0.6, random.geometric(0.05, MONTHS), 0)
        met[:MONTHS_TOLD] = 0  # nobody had gone out yet
        windows = [int(met[at : at + MONTHS_TOLD].sum()) for at in range(MONTHS - MONTHS_TOLD + 1)]
        read = [in_tens(many) for many in windows]
        large = {("month", at): (0.0, np.inf) for at in np.flatnonzero(met >= 11).tolist()}
        over = [at for at, end in enumerate(ENDS) if quarter_of(end) == end]
        tens = {at: (float(read[at]), read[at] + 9.0) if read[at] else (0.0, 10.0) for at in over}
        outcome.found += _follows(tens, large)
        outcome.bare += _follows(_exactly(windows), large)
        for many, ten in zip(windows, read, strict=True):
            outcome.reads(many, float(ten) if ten else None)
    return outcome


def _exactly(windows: list[int]) -> dict[int, Range]:
    return {at: (float(many), float(many)) if many >= 11 else (0.0, 10.0) for at, many in enumerate(windows)}


def _follows(windows: dict[int, Range], large: dict[tuple[str, int], Range]) -> bool:
    sums = [[*((("month", at + one), 1.0) for one in range(MONTHS_TOLD)), (("window", at), -1.0)] for at in windows]
    nobody = {("month", at): 0.0 for at in range(MONTHS_TOLD)}
    known = large | {("window", at): one for at, one in windows.items()}
    return bool(together.recovered([together.system(nobody, sums, known)]))


def bands(worlds: int = WORLDS) -> Outcome:
    """How many were asked, answered and said yes, each as a band: of those between two of them a partner learns few."""
    random, outcome = np.random.default_rng(29), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        asked = int(random.integers(3, 150))
        answered = int(random.binomial(asked, 0.7))
        yes = int(random.binomial(answered, 0.6))
        truth = {"asked": asked, "answered": answered, "yes": yes}
        outcome.found += _between({name: _of_band(band(many)) for name, many in truth.items()})
        outcome.bare += _between({name: (float(many), float(many)) for name, many in truth.items()})
        for many in truth.values():
            low, high = _of_band(band(many))
            outcome.reads(many, many if np.isinf(high) else (low + high) / 2)
    return outcome


def _of_band(label: str) -> tuple[float, float]:
    starts = (0, *DEFAULT.bands, np.inf)
    place = all_bands().index(label)
    return float(starts[place]), float(starts[place + 1]) - 1


def _between(known: dict[str, tuple[float, float]]) -> bool:
    sums = [
        [("answered", 1.0), ("silent", 1.0), ("asked", -1.0)],
        [("yes", 1.0), ("no", 1.0), ("answered", -1.0)],
    ]
    return bool(together.recovered([together.system({}, sums, known)], OF_A_PARTNER))
