"""Hard garbling: of every ten consecutive answers to a delicate question exactly two are set to yes. Pure.

A yes then proves nothing about whoever gave it, and the share of yes can still be estimated without bias, because it is
known exactly how many were set. Which two of each ten is drawn anew for every ten: a pattern that went on and on could
be read off the answers. What she really said is never kept where her answer was set.

Source: Boudreau, Chassang, González-Torres and Heath, Monitoring harassment in organizations (2023); the interval is
Wilson's (1927) with Newcombe's correction for continuity (1998, method 4), on the answers that were not set.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

WINDOW: Final = 10
SET: Final = 2  # of each window
SHARE: Final = SET / WINDOW
Z: Final = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """share: of people who would say yes, 0 to 1, with its interval of 95 %. n: answers, set ones included."""

    share: float
    low: float
    high: float
    n: int


def draw(choose: Callable[[Sequence[int]], int] = secrets.choice) -> tuple[bool, ...]:
    """Which of the next ten answers are set to yes. choose: one of several, each as likely."""
    first = choose(range(WINDOW))
    second = choose([place for place in range(WINDOW) if place != first])
    return tuple(place in (first, second) for place in range(WINDOW))


def kept(said_yes: bool, is_set: bool) -> bool:
    """What is kept of an answer."""
    return said_yes or is_set


def estimate(yes: int, n: int, was_set: int) -> Estimate:
    """p = (y − g) / (1 − g), with g the share that was set, which is known and not a chance.

    yes: answers that are kept as yes. was_set: how many of the n were set. Raises ValueError for what cannot be.
    """
    told = n - was_set
    if told <= 0 or not was_set <= yes <= n:
        raise ValueError("no such answers")
    low, high = _wilson(yes - was_set, told)
    return Estimate((yes - was_set) / told, low, high, n)


def _wilson(yes: int, n: int) -> tuple[float, float]:
    """Also near 0 and 1, and for few, it holds the truth at least as often as it says."""
    share, z2 = yes / n, Z * Z
    middle, wide = 2 * n * share + z2, 2 * (n + z2)
    below = Z * sqrt(max(0.0, z2 - 2 - 1 / n + 4 * share * (n * (1 - share) + 1)))
    above = Z * sqrt(max(0.0, z2 + 2 - 1 / n + 4 * share * (n * (1 - share) - 1)))
    low = 0.0 if yes == 0 else (middle - 1 - below) / wide
    high = 1.0 if yes == n else (middle + 1 + above) / wide
    return max(0.0, low), min(1.0, high)
