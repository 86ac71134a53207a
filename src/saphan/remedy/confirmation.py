"""The one rule that makes an issue remedied: what the affected workers answered. Pure.

Source: domain model §5. Asked, answered and yes are three numbers and stay three.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from saphan.release.thresholds import DEFAULT, Thresholds

CONFIRMED = "confirmed"
BY_FEWER_THAN_THREE = "confirmed_by_few"
NOT_CONFIRMED = "not_confirmed"
NOT_ANSWERED = "workers_not_reached"
REMEDIED = frozenset({CONFIRMED, BY_FEWER_THAN_THREE})


@dataclass(frozen=True, slots=True)
class Count:
    """People asked, people who answered, people who said yes."""

    asked: int
    answered: int
    yes: int


def count(asked: int, codes: Sequence[str]) -> Count:
    """codes: the last answer of each person who answered. Partly, told to say yes and retaliation are no yes."""
    return Count(asked, len(codes), sum(code == "yes" for code in codes))


def judge(answers: Count, *, open_retaliation: bool, thresholds: Thresholds = DEFAULT) -> str:
    """What a round says once it is over: `confirmed`, `confirmed_by_few`, `not_confirmed` or `workers_not_reached`.

    At least 2/3 yes of those answering, at least three answers, no open retaliation. Where fewer than three were asked
    all of them must answer.
    """
    if answers.answered == 0:
        return NOT_ANSWERED
    if open_retaliation or answers.answered < min(answers.asked, thresholds.remedied_answers):
        return NOT_CONFIRMED
    if Fraction(answers.yes, answers.answered) < thresholds.remedied_share:
        return NOT_CONFIRMED
    return CONFIRMED if answers.answered >= thresholds.remedied_answers else BY_FEWER_THAN_THREE
