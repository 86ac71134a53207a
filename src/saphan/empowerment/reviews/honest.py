"""How likely is what somebody wrote, if she was there, and if it was planted? Pure NumPy.

Honest: each answer is a level of the organisation, a mood of the writer that colours all her answers, and a slip, put
to the nearest of five. Planted: nearly all fives, or nearly all ones, whatever the organisation is.
"""

from dataclasses import dataclass

import numpy as np

from saphan.empowerment.reviews.dials import Dials
from saphan.empowerment.reviews.sheet import Flags, Numbers, Places

LOW, HIGH, STEP = -1.5, 7.5, 0.05
NODES = np.array([-2.857, -1.356, 0.0, 1.356, 2.857])  # Gauss-Hermite, five points of a standard normal
SHARES = np.array([0.01126, 0.22208, 0.53333, 0.22208, 0.01126])


@dataclass(frozen=True, slots=True)
class Tables:
    """log_of: (levels, 5), log P(answer | level, with the mood in it); mean_of: (levels,), mean over all moods.

    log_planted: (2, 5), of praise and of blame.
    """

    levels: Numbers
    log_of: Numbers
    mean_of: Numbers
    mood: float
    log_planted: Numbers


def tables(dials: Dials) -> Tables:
    levels = np.arange(LOW, HIGH + STEP / 2, STEP)
    slips = _shares(levels, dials.slip)
    wide = _shares(levels, float(np.hypot(dials.slip, dials.mood)))
    log_of = np.log((1 - dials.blunder) * slips + dials.blunder / 5)
    planted = np.array(dials.planted)
    return Tables(levels, log_of, wide @ np.arange(1.0, 6.0), dials.mood, np.log(np.stack([planted, planted[::-1]])))


def log_honest(answers: Places, said: Flags, means: Numbers, table: Tables) -> Numbers:
    """(R,) log P(what she wrote | she was there). answers: (R, C) from 0 to 4; means: (R, C) usual answers there."""
    level = np.interp(means, table.mean_of, table.levels)
    at_moods = []
    for node, share in zip(NODES, SHARES, strict=True):
        place = np.clip(np.rint((level + node * table.mood - LOW) / STEP), 0, len(table.levels) - 1).astype(np.intp)
        at_moods.append(np.log(share) + np.where(said, table.log_of[place, answers], 0.0).sum(axis=1))
    return np.asarray(np.logaddexp.reduce(at_moods))


def log_planted(answers: Places, said: Flags, table: Tables) -> Numbers:
    """(R, 2) log P(what she wrote | it was planted as praise, as blame)."""
    return np.stack([np.where(said, each[answers], 0.0).sum(axis=1) for each in table.log_planted], axis=1)


def _shares(levels: Numbers, spread: float) -> Numbers:
    """(levels, 5): a normal around each level, cut at 1.5, 2.5, 3.5 and 4.5."""
    below = _normal((np.array([1.5, 2.5, 3.5, 4.5])[None, :] - levels[:, None]) / spread)
    edges = np.concatenate([np.zeros((len(levels), 1)), below, np.ones((len(levels), 1))], axis=1)
    return np.diff(edges, axis=1)


def _normal(z: Numbers) -> Numbers:
    """The normal distribution function, by the tangent of Page (1977), Applied Statistics 26:75; error below 2e-4."""
    return np.asarray(0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))))
