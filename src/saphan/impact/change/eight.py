"""The eight criteria of UNGP 31 as a page shows them: each question with its answer, its bars and its number."""

from dataclasses import dataclass

from saphan.impact.change import words
from saphan.impact.change.criteria import Answer, judge_edition
from saphan.impact.change.criteria_words import CRITERIA, QUESTIONS, VERDICTS
from saphan.impact.change.showing import Shown, of_figure
from saphan.impact.publishing.reading import Edition


@dataclass(frozen=True, slots=True)
class Asked:
    """met, partly: the bars in words, in the unit of the number."""

    question: str
    verdict: str
    verdict_name: str
    shown: Shown
    good: str
    met: str
    partly: str


@dataclass(frozen=True, slots=True)
class Criterion:
    code: str
    name: str
    verdict: str
    verdict_name: str
    known: int
    asked: tuple[Asked, ...]


def criteria_page(edition: Edition) -> tuple[Criterion, ...]:
    """In the order of principle 31."""
    return tuple(
        Criterion(
            each.criterion,
            str(CRITERIA[each.criterion]),
            each.verdict.value,
            str(VERDICTS[each.verdict.value]),
            each.known,
            tuple(_asked(one) for one in each.answers),
        )
        for each in judge_edition(edition)
    )


def _asked(one: Answer) -> Asked:
    found = of_figure(one.figure)
    met, partly = (words.measure(bar, found.indicator) for bar in (one.question.met, one.question.partly))
    told = str(QUESTIONS[one.question.id]), one.verdict.value, str(VERDICTS[one.verdict.value])
    return Asked(*told, found, one.question.good, met, partly)
