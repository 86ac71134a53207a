"""The crowd: how many people could have said it. Can a disclosure point at someone? Pure.

Never mixed with evidence (how many did say it, and is it true?): see evidence.py.
"""

from collections.abc import Iterable
from typing import Final

from saphan.release.thresholds import DEFAULT, Thresholds

WAYS_OUT: Final = ("visit", "many_sites", "individual_claim", "wait")


def may_point_at_someone(crowd: int | None, voices: int, thresholds: Thresholds = DEFAULT) -> bool:
    """True when too few people could have said it, or all of them did, or nobody knows how many could.

    crowd: people who could have said it, given workplace, line, shift, language and gender; None: unknown.
    voices: independent people who did. Source: domain model §5 (evidence and crowd are two numbers).
    """
    if crowd is None:
        return True
    return crowd < thresholds.crowd or voices >= crowd


def crowd_of(headcounts: Iterable[int | None]) -> int | None:
    """People in all the workforce groups that the words fit; None when one was never counted, or none is named."""
    counted = list(headcounts)
    known = [headcount for headcount in counted if headcount is not None]
    return sum(known) if counted and len(known) == len(counted) else None
