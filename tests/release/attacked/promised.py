"""What is said of a partner by name. Each promise answers somebody's word: a month in which few came due tells when.

How many were kept is meant to be read, in bands; it is the partner's own word.
"""

import numpy as np

from saphan.impact.dashboard.bands import LetOut, let_out
from saphan.release import together
from saphan.release.thresholds import DEFAULT
from tests.release.attacked import WORLDS, Outcome

MONTHS = 18
MOST = DEFAULT.public_rounding - 1  # of fives, what may have been left off
Read = list[LetOut | None]


def attacked(worlds: int = WORLDS) -> Outcome:
    """Every month of a year and a half, for who knows that no promise is ever taken back. Bare: whatever is new."""
    random, outcome = np.random.default_rng(32), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        came = random.poisson(random.uniform(0.2, 14), MONTHS) * (random.random(MONTHS) < 0.8)
        due = np.cumsum(came)
        kept = np.cumsum(random.binomial(came, random.beta(3, 1)))
        read, moved = _month_by_month(kept, due)
        outcome.found += _follows(read, came, waits=True) or any(0 < many < DEFAULT.public_new for many in moved)
        outcome.bare += _follows([let_out(int(k), int(d), None) for k, d in zip(kept, due, strict=True)], came)
        for told, truth in zip(_standing(read), due.tolist(), strict=True):
            outcome.reads(truth, told.promises if told else None)
    return outcome


def _month_by_month(kept: np.ndarray, due: np.ndarray) -> tuple[Read, list[int]]:
    """What is new each month, and how many promises behind it are."""
    read: Read = []
    moved: list[int] = []
    before: int | None = None
    for k, d in zip(kept.tolist(), due.tolist(), strict=True):
        read.append(let_out(k, d, before))
        if read[-1]:
            moved.append(d - (before or 0))
            before = d
    return read, moved


def _follows(read: Read, came: np.ndarray, *, waits: bool = False) -> bool:
    """Whether a month of one to ten promises follows. waits: where nothing new was said, fewer than eleven are new."""
    large = {("month", at): (0.0, np.inf) for at in np.flatnonzero(~((came > 0) & (came < 11))).tolist()}
    ranges: dict[tuple[str, int], tuple[float, float]] = {("due", -1): (0.0, 0.0)}
    sums = []
    last = -1
    for at, told in enumerate(read):
        sums.append([(("month", one), 1.0) for one in range(last + 1, at + 1)] + [(("new", at), -1.0)])
        ranges[("new", at)] = (11.0, np.inf) if told and waits else (0.0, 10.0 if waits else np.inf)
        if told:
            sums.append([(("due", last), 1.0), (("new", at), 1.0), (("due", at), -1.0)])
            ranges[("due", at)] = (max(told.promises, 11), told.promises + MOST)
            last = at
    return bool(together.recovered([together.system({}, sums, large | ranges)]))


def _standing(read: Read) -> Read:
    last: LetOut | None = None
    return [last := told or last for told in read]
