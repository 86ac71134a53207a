"""Signs of a ring that no trace gives away: a burst, and accounts that act alike. Pure NumPy.

A sign alone takes no weight from anybody: it only says how likely it was, before reading, that a review is planted.
What it says must also be nearer to "all fives" or "all ones" than to what others saw there (`rating`).
"""

from dataclasses import dataclass

import numpy as np

from saphan.empowerment.reviews.dials import Dials
from saphan.empowerment.reviews.sheet import Numbers, Places, Sheet

MOST_TOGETHER = 400  # rows of one organisation that are compared with each other, the newest


@dataclass(frozen=True, slots=True)
class Peers:
    """Rows by twos that look like one hand: voices of each, and the log-odds of it."""

    one: Places
    other: Places
    odds: Numbers


def bursts(sheet: Sheet, dials: Dials) -> Numbers:
    """(R,) 0..1: how far the weeks around a row stand out of its organisation's other weeks.

    Reviews that nobody has verified are counted; the root of a count has a deviation of about one half whatever its
    mean (Bartlett 1936), so that 2 (sqrt(seen) - sqrt(usual)) is a number of standard deviations.
    """
    span = int(sheet.week.max() - sheet.week.min()) + 1
    stride = span + 2 * dials.burst_weeks + 1
    at = sheet.organisation * stride + (sheet.week - sheet.week.min())
    open_ones = np.sort(at[~sheet.verified])
    seen = np.searchsorted(open_ones, at + dials.burst_weeks, "right")
    seen = seen - np.searchsorted(open_ones, at - dials.burst_weeks, "left")
    of_all = np.bincount(sheet.organisation[~sheet.verified], minlength=len(sheet.organisations))[sheet.organisation]
    window = 2 * dials.burst_weeks + 1
    usual = (of_all - seen + 1) * window / max(span - window, window)
    height = 2 * (np.sqrt(seen) - np.sqrt(usual))
    risen = np.clip((height - dials.burst_from) / (dials.burst_full - dials.burst_from), 0, 1)
    return np.asarray(np.where(sheet.verified, 0.0, risen))


def only_once(sheet: Sheet) -> Numbers:
    """(R,) 1 where the voice never reviewed anything else."""
    return np.asarray(np.bincount(sheet.voice)[sheet.voice] == 1, dtype=np.float64)


def peers(sheet: Sheet, side: Places, dials: Dials) -> Peers:
    """Voices that judged two organisations or more alike. side: (R,) 1 where a row lies far above what others saw, -1
    where far below, 0 otherwise.

    For each organisation that two share: how much likelier this is of one hand than of chance, by how few go there, by
    the side they take, and by how near in time. Two that stand far on the same side of two places, or praise one and
    blame another, in the same weeks, are peers.
    """
    rows = np.flatnonzero((np.bincount(sheet.voice)[sheet.voice] > 1) & ~sheet.verified)
    left, right = _twos(sheet, rows)
    if not len(left):
        return Peers(left, right, np.zeros(0))
    share = np.bincount(sheet.organisation)[sheet.organisation[left]] / len(sheet.voices)
    near = np.abs(sheet.week[left] - sheet.week[right]) <= dials.together_weeks
    weeks = int(sheet.week.max() - sheet.week.min()) + 1
    by_time = np.where(near, np.log(max(weeks / (2 * dials.together_weeks + 1), 1.0)) * 0.7, -0.7)
    same = side[left] == side[right]
    agree = np.where(same & (side[left] != 0), 1.5, np.where(same, -0.5, -2.0))
    each = np.minimum(-np.log(np.maximum(share, 1e-6)), 4.0) * 0.5 + by_time + agree
    one = np.minimum(sheet.voice[left], sheet.voice[right])
    other = np.maximum(sheet.voice[left], sheet.voice[right])
    keys, place, many = np.unique(one * len(sheet.voices) + other, return_inverse=True, return_counts=True)
    odds: Numbers = np.bincount(place, weights=each).astype(np.float64) - dials.peers_prior
    kept = (many > 1) & (odds > dials.peers_from - dials.peers_prior)
    return Peers(keys[kept] // len(sheet.voices), keys[kept] % len(sheet.voices), odds[kept])


def how_many(found: Peers, voices: int, dials: Dials) -> Numbers:
    """(voices,) 0..1: enough peers, each by how sure it is."""
    sure = 1 / (1 + np.exp(-found.odds))
    total = np.bincount(found.one, weights=sure, minlength=voices)
    total += np.bincount(found.other, weights=sure, minlength=voices)
    return np.asarray(np.minimum(total / dials.peers_full, 1.0))


def _twos(sheet: Sheet, rows: Places) -> tuple[Places, Places]:
    """Every two of these rows about one organisation, within the newest of it."""
    ordered = rows[np.lexsort((-sheet.week[rows], sheet.organisation[rows]))]
    left: list[Places] = []
    right: list[Places] = []
    for group in np.split(ordered, np.flatnonzero(np.diff(sheet.organisation[ordered])) + 1):
        first, second = np.triu_indices(min(len(group), MOST_TOGETHER), 1)
        left.append(group[first])
        right.append(group[second])
    return np.concatenate(left).astype(np.intp), np.concatenate(right).astype(np.intp)
