"""Who was there, and how good is it? Both at once, in rounds. Pure NumPy.

An organisation's level is the mean of what honest people say, shrunk to what is usual of its kind (empirical Bayes,
method of moments: Morris 1983, JASA 78:47-55). How likely a review is planted follows from that level (`honest`) and
from signs (`suspecting`); then the level again: expectation and maximisation (Dempster, Laird, Rubin 1977, JRSS B
39:1-38).
"""

from dataclasses import dataclass

import numpy as np

from saphan.empowerment.reviews import honest, suspecting
from saphan.empowerment.reviews.dials import Dials
from saphan.empowerment.reviews.honest import Tables
from saphan.empowerment.reviews.sheet import Numbers, Places, Sheet
from saphan.empowerment.reviews.suspecting import Peers

FAR = 0.75  # of a row's mean answer from the level: on one side
UNKNOWN = 3.0  # the middle, where nobody said anything at all
LEAST_SPREAD, MOST_SPREAD = 0.05, 4.0  # of levels within a kind, a variance


@dataclass(frozen=True, slots=True)
class Levels:
    """Of O organisations and C criteria. mean, variance: of the level after seeing; weight: plain voices in it."""

    mean: Numbers
    variance: Numbers
    weight: Numbers


@dataclass(frozen=True, slots=True)
class Read:
    """planted: (R,) 0..1. burst, peer: (R,) the signs, 0..1. found: who acts alike."""

    levels: Levels
    planted: Numbers
    burst: Numbers
    peer: Numbers
    found: Peers


def read(sheet: Sheet, dials: Dials) -> Read:
    """Rounds without the sign of peers first, for it needs a level to stand far from; then with it."""
    table = honest.tables(dials)
    answers = np.where(sheet.said, np.clip(np.rint(sheet.answers) - 1, 0, 4), 0).astype(np.intp)
    burst = suspecting.bursts(sheet, dials)
    signs = np.where(sheet.verified, dials.verified, 0.0)
    signs = signs + burst * (dials.burst + dials.only_once * suspecting.only_once(sheet))
    planted = np.where(sheet.verified, 0.0, 0.5)
    levels = _levels(sheet, planted)
    for _ in range(dials.rounds // 2):
        planted = _planted(sheet, answers, levels, planted, signs, table, dials)
        levels = _levels(sheet, planted)
    found = suspecting.peers(sheet, _side(sheet, levels), dials)
    peer = suspecting.how_many(found, len(sheet.voices), dials)[sheet.voice]
    for _ in range(dials.rounds - dials.rounds // 2):
        more = signs + dials.peers * peer + dials.beside * _beside(sheet, planted)
        planted = _planted(sheet, answers, levels, planted, more, table, dials)
        levels = _levels(sheet, planted)
    return Read(levels, planted, burst, peer, found)


def _planted(
    sheet: Sheet, answers: Places, levels: Levels, before: Numbers, signs: Numbers, table: Tables, dials: Dials
) -> Numbers:
    """(R,) P(planted), as praise or as blame, given the level and the signs."""
    usual = honest.log_honest(answers, sheet.said, levels.mean[sheet.organisation], table)
    planted = honest.log_planted(answers, sheet.said, table)
    share = _share(sheet, before, dials)[sheet.organisation]
    expected = np.log(share / 2) - np.log1p(-share) + signs
    odds = dials.tempered * (planted - usual[:, None]) + expected[:, None]
    chance = 1 / (1 + np.exp(-np.clip(np.logaddexp.reduce(odds, axis=1), -30, 30)))
    return np.asarray(chance * _astray(sheet, levels, dials))


def _astray(sheet: Sheet, levels: Levels, dials: Dials) -> Numbers:
    """(R,) 0..1: how far a row stands from what others saw. Who says what they say is heard, however many came at once:
    people who walk out together are no ring, and what is near the level cannot move it.
    """
    far = np.abs(np.nanmean(sheet.answers - levels.mean[sheet.organisation], axis=1))
    return np.asarray(np.clip((far - dials.near) / (dials.far - dials.near), 0, 1))


def _share(sheet: Sheet, planted: Numbers, dials: Dials) -> Numbers:
    """(O,) how much of what is said of each is planted, held back by what is expected."""
    open_ones = (~sheet.verified).astype(float)
    many = np.bincount(sheet.organisation, weights=open_ones, minlength=len(sheet.organisations))
    found = np.bincount(sheet.organisation, weights=planted * open_ones, minlength=len(sheet.organisations))
    expected = 2 * dials.share * dials.share_weight
    return np.clip((found + expected) / (many + dials.share_weight), 0.001, 0.9)


def _levels(sheet: Sheet, planted: Numbers) -> Levels:
    weight = (sheet.base * (1 - planted))[:, None] * sheet.said
    total = _by_organisation(sheet, weight)
    seen = _by_organisation(sheet, weight * np.where(sheet.said, sheet.answers, 0.0))
    raw = np.divide(seen, total, out=np.full_like(seen, np.nan), where=total > 0)
    within = _within(sheet, weight, raw)
    usual, spread = _of_kind(sheet, raw, total, within)
    steady = within / spread
    mean = (seen + steady * usual) / (total + steady)
    apart = np.where(sheet.said, sheet.answers, 0.0) - np.where(sheet.said, mean[sheet.organisation], 0.0)
    squares = _by_organisation(sheet, weight**2)
    effective = np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)
    doubt = _by_organisation(sheet, sheet.base[:, None] ** 2 * (planted * (1 - planted))[:, None] * apart**2)
    variance = within / (effective + steady) + doubt / (total + steady) ** 2
    return Levels(mean, variance, total)


def _within(sheet: Sheet, weight: Numbers, raw: Numbers) -> Numbers:
    """(C,) variance of answers about one organisation, over all of them."""
    apart = np.where(sheet.said, sheet.answers - raw[sheet.organisation], 0.0)
    free = np.maximum(weight.sum(axis=0) - len(sheet.organisations), 1.0)
    return np.asarray(np.maximum(np.nansum(weight * apart**2, axis=0) / free, 0.2))


def _of_kind(sheet: Sheet, raw: Numbers, total: Numbers, within: Numbers) -> tuple[Numbers, Numbers]:
    """(O, C) what is usual of each one's kind, and the variance of levels among that kind."""
    usual, spread = np.full_like(raw, UNKNOWN), np.full_like(raw, 1.0)
    for kind in np.unique(sheet.kind):
        those = np.flatnonzero(sheet.kind == kind)
        many = np.where(np.isnan(raw[those]), 0.0, total[those] / (total[those] + 1.0))
        known = many.sum(axis=0)
        here = np.where(np.isnan(raw[those]), 0.0, raw[those])
        mean = (np.sum(many * here, axis=0) + UNKNOWN) / (known + 1.0)
        between = np.sum(many * (here - mean) ** 2, axis=0) / np.maximum(known, 1e-9)
        chance = np.sum(many * within / np.maximum(total[those], 1e-9), axis=0) / np.maximum(known, 1e-9)
        enough = known >= 3
        usual[those] = mean
        spread[those] = np.where(enough, np.clip(between - chance, LEAST_SPREAD, MOST_SPREAD), 1.0)
    return usual, spread


def _side(sheet: Sheet, levels: Levels) -> Places:
    apart = np.nanmean(sheet.answers - levels.mean[sheet.organisation], axis=1)
    return np.where(apart > FAR, 1, np.where(apart < -FAR, -1, 0)).astype(np.intp)


def _beside(sheet: Sheet, planted: Numbers) -> Numbers:
    """(R,) how likely the other reviews of the same voice are planted: the mean of them; 0 where there is none."""
    many = np.bincount(sheet.voice)[sheet.voice]
    total = np.bincount(sheet.voice, weights=planted)[sheet.voice]
    return np.where(sheet.verified, 0.0, np.divide(total - planted, many - 1, out=np.zeros_like(total), where=many > 1))


def _by_organisation(sheet: Sheet, weight: Numbers) -> Numbers:
    """(R, C) summed to (O, C)."""
    total = np.zeros((len(sheet.organisations), weight.shape[1]))
    np.add.at(total, sheet.organisation, weight)
    return total
