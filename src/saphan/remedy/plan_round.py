"""When a plan counts as asked, and what the workers said of it. Pure. Source: domain model §5."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saphan.release.thresholds import DEFAULT, Thresholds

WAITING = "waiting"
ADVICE_OWED = "advice_first"
SENT_BACK = "sent_back"
AGREED = "agreed"
NOT_REACHED = "workers_not_reached"
PASSES = frozenset({AGREED, NOT_REACHED})


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """One worker's last answer: enough, not_enough, or advice_first with the day on which she had the advice."""

    code: str
    advice_given_on: date | None = None


def judge(
    asked: int, answers: Sequence[PlanAnswer], asked_on: date, today: date, thresholds: Thresholds = DEFAULT
) -> str:
    """`waiting`, `advice_first`, `sent_back`, `agreed` or `workers_not_reached`.

    A plan counts as asked when everybody answered or 14 days have passed. "Advice first" holds it until the advice was
    given and she answered anew; 14 days without a word after the advice count as no answer. A majority of "not enough"
    among those who answered sends the plan back; no answer at all is agreed, and shown, as workers not reached.
    """
    patience = timedelta(days=thresholds.plan_asked_days)
    owed = [answer for answer in answers if _is_owed(answer, today, patience)]
    settled = [answer.code for answer in answers if answer.code != "advice_first"]
    if asked == 0 or (len(settled) + len(owed) < asked and today < asked_on + patience):
        return WAITING
    if owed:
        return ADVICE_OWED
    if not settled:
        return NOT_REACHED
    return SENT_BACK if settled.count("not_enough") * 2 > len(settled) else AGREED


def _is_owed(answer: PlanAnswer, today: date, patience: timedelta) -> bool:
    if answer.code != "advice_first":
        return False
    return answer.advice_given_on is None or today < answer.advice_given_on + patience
