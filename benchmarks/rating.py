"""How far is a score from the truth, when three reviews in ten are planted?

Usage: python -m benchmarks.rating [worlds of each attack]. Worlds: `benchmarks/rating_worlds.py`. Scored on seeds from
1; the numbers of the rating were set on seeds from 100,000. Of each world: the mean distance from the truth of every
score that may be published (11 independent voices, 5 of them verified), of the rating and of the plain mean.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.rating_worlds import ATTACKS, CROWDED, PATIENT, Numbers, World, world
from benchmarks.record import record
from saphan.empowerment.reviews.dials import DEFAULT
from saphan.empowerment.reviews.reading import Levels, read
from saphan.release.thresholds import DEFAULT as THRESHOLDS

FIRST_SEED, TUNED_FROM, RESAMPLED = 1, 100_000, 1000


@dataclass(frozen=True)
class Scored:
    """Mean distances from the truth in one world; covered: share of scores whose interval holds it."""

    plain: float
    ours: float
    covered: float
    silenced: float  # of honest reviews, share that lost more than half of their weight


def scored(one: World) -> Scored:
    sheet = replace(one.sheet, base=np.where(one.sheet.verified, 1.0, DEFAULT.not_verified))
    found = read(sheet, DEFAULT)
    many = np.bincount(sheet.organisation, minlength=len(sheet.organisations))
    known = np.bincount(sheet.organisation, weights=sheet.verified, minlength=len(sheet.organisations))
    shown = (many >= THRESHOLDS.score_reviewers) & (known >= THRESHOLDS.score_reviewers_verified)
    plain = np.zeros_like(one.truth)
    np.add.at(plain, sheet.organisation, sheet.answers)
    plain /= np.maximum(many, 1)[:, None]
    return Scored(
        plain=float(np.abs(plain - one.truth)[shown].mean()),
        ours=float(np.abs(found.levels.mean - one.truth)[shown].mean()),
        covered=float(_holds(found.levels, one.truth)[shown].mean()),
        silenced=float((found.planted[~one.planted] > 0.5).mean()),
    )


def _holds(levels: Levels, truth: Numbers) -> Numbers:
    half = DEFAULT.wider * 1.96 * np.sqrt(levels.variance)
    return np.asarray(np.abs(levels.mean - truth) <= half, dtype=float)


def ratio(some: Sequence[Scored]) -> float:
    return sum(each.ours for each in some) / sum(each.plain for each in some)


def interval(some: Sequence[Scored]) -> tuple[float, float]:
    """Of the ratio, 95 %, by drawing worlds anew."""
    ours, plain = np.array([each.ours for each in some]), np.array([each.plain for each in some])
    drawn = np.random.default_rng(FIRST_SEED).integers(0, len(some), (RESAMPLED, len(some)))
    low, high = np.quantile(ours[drawn].sum(axis=1) / plain[drawn].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)


def worlds(attack: str, many: int) -> list[Scored]:
    return [scored(world(attack, FIRST_SEED + number)) for number in range(many)]


def _keep(name: str, some: Sequence[Scored], what: str, target: float | None) -> None:
    low, high = interval(some)
    half = np.mean([each.ours <= each.plain / 2 for each in some])
    how = (
        f"{what} Error of the score over that of the plain mean, scores that may be published, 30 % of reviews planted "
        f"by rings of 2 to 20; no trace ties them. Distances {np.mean([each.ours for each in some]):.3f} and "
        f"{np.mean([each.plain for each in some]):.3f} of a step of 1 to 5; half or less in {half:.0%} of worlds; "
        f"interval holds the truth in {np.mean([each.covered for each in some]):.0%}; honest reviews that lose half of "
        f"their weight {np.mean([each.silenced for each in some]):.1%}. Bootstrap 95 % {low:.3f} to {high:.3f}, seeds "
        f"from {FIRST_SEED}; set on seeds from {TUNED_FROM:,}."
    )
    record(f"rating_{name}", round(ratio(some), 3), "", target, "lower", len(some), how)
    print("   ", how)


def main(many: int) -> None:
    every: list[Scored] = []
    for attack in ATTACKS:
        found = worlds(attack, many)
        _keep(attack, found, f"Attack: {attack}.", 0.5)
        every += found
    _keep("all_attacks", every, "All six attacks together.", 0.5)
    _keep(CROWDED, worlds(CROWDED, many // 2), "All rings at one organisation in six, where they are the most.", None)
    _keep(PATIENT, worlds(PATIENT, many // 2), "What it cannot catch: liars who write like honest people.", None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
