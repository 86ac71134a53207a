"""The eight criteria of UNGP 31 as checks: questions, each answered by a figure and a bar to pass. Pure.

Source: UN Guiding Principles on Business and Human Rights (2011), principle 31 (a) to (h). The questions and the bars
are ours, and are data (`data/criteria.toml`). A check says what is known, with its figure, how many it rests on and how
sure it is; where too few stand behind a figure it says so, never "not met".
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from saphan.casework.suggesting.interval import wilson
from saphan.impact.indicators.catalogue import CRITERIA, BadCatalogue, catalogue
from saphan.impact.indicators.values import Value
from saphan.impact.publishing.reading import Edition, Figure

FILE = Path(__file__).parent / "data" / "criteria.toml"
ORDER = (
    *("legitimate", "accessible", "predictable", "equitable", "transparent", "rights_compatible"),
    *("continuous_learning", "dialogue"),
)
"""As in principle 31, (a) to (h)."""


class Verdict(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Question:
    """What a criterion asks of one figure.

    good: on which side of the bars it is good. met, partly: the bars, in the indicator's unit (a share is 0 to 1).
    least: how many must stand behind the figure before it is judged. Its words are in `criteria_words`, by its id.
    """

    id: str
    criterion: str
    indicator: str
    good: Literal["up", "down"]
    met: float
    partly: float
    least: int = 11
    code: str = ""

    def reaches(self, value: float, bar: float) -> bool:
        return value >= bar if self.good == "up" else value <= bar


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered; `figure` is the evidence: value, n, and the interval from low to high."""

    question: Question
    verdict: Verdict
    figure: Figure


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion, with every question that it asks."""

    criterion: str
    verdict: Verdict
    answers: tuple[Answer, ...]

    @property
    def known(self) -> int:
        """How many of its questions could be answered."""
        return sum(each.verdict != Verdict.NOT_KNOWN for each in self.answers)


Figures = Callable[[Question], Figure]


def judge_edition(edition: Edition, period: str = "") -> tuple[Judged, ...]:
    """From what was let out. period: as in `Figure`; "" for all until now."""
    return judge(lambda asked: edition.figure(asked.indicator, asked.code, period))


def judge_values(values: Mapping[tuple[str, str], Value]) -> tuple[Judged, ...]:
    """From figures inside the house, as `recounting.figures` gives them; nothing of it may leave as it is."""
    return judge(lambda asked: _together(values, asked))


def judge(figures: Figures) -> tuple[Judged, ...]:
    """All eight, in the order of principle 31."""
    answers = [answer(asked, figures(asked)) for asked in questions()]
    by_criterion = {each: tuple(one for one in answers if one.question.criterion == each) for each in ORDER}
    return tuple(Judged(each, verdict(found), found) for each, found in by_criterion.items())


def answer(asked: Question, figure: Figure) -> Answer:
    """Met or partly as the figure says; not known where so few stand behind it that it may be either, or neither."""
    if figure.value is None or (figure.n or 0) < asked.least or _may_be_anything(asked, figure):
        return Answer(asked, Verdict.NOT_KNOWN, figure)
    if asked.reaches(figure.value, asked.met):
        return Answer(asked, Verdict.MET, figure)
    reached = Verdict.PARTLY if asked.reaches(figure.value, asked.partly) else Verdict.NOT_MET
    return Answer(asked, reached, figure)


def _may_be_anything(asked: Question, figure: Figure) -> bool:
    """Its interval reaches from beyond the upper bar to below the lower one."""
    if figure.low is None or figure.high is None:
        return False
    best, worst = (figure.high, figure.low) if asked.good == "up" else (figure.low, figure.high)
    return asked.reaches(best, asked.met) and not asked.reaches(worst, asked.partly)


def verdict(answers: tuple[Answer, ...]) -> Verdict:
    """Not known while fewer than half of the questions are. Met only when all are known and met."""
    told = [each.verdict for each in answers if each.verdict != Verdict.NOT_KNOWN]
    if not told or 2 * len(told) < len(answers):
        return Verdict.NOT_KNOWN
    if set(told) == {Verdict.NOT_MET}:
        return Verdict.NOT_MET
    return Verdict.MET if set(told) == {Verdict.MET} and len(told) == len(answers) else Verdict.PARTLY


def _together(values: Mapping[tuple[str, str], Value], asked: Question) -> Figure:
    """Of an indicator that is kept apart by a code all codes together; a median cannot be put together again."""
    known = [one for key, one in values.items() if key[0] == asked.indicator and asked.code in ("", key[1])]
    if not known:
        return Figure(asked.indicator, asked.code, "", None, None)
    if len(known) == 1:
        one = known[0]
        return Figure(asked.indicator, asked.code, "", one.value, one.n, one.low, one.high)
    top, bottom = sum(one.numerator for one in known), sum(one.denominator for one in known)
    shape = catalogue()[asked.indicator].shape
    if shape == "count":
        return Figure(asked.indicator, asked.code, "", top, top)
    if shape == "days" or not bottom:
        return Figure(asked.indicator, asked.code, "", None, None)
    return Figure(asked.indicator, asked.code, "", top / bottom, bottom, *wilson(top, bottom))


@cache
def questions() -> tuple[Question, ...]:
    return read(FILE.read_bytes())


def read(written: bytes) -> tuple[Question, ...]:
    """Raises BadCatalogue."""
    asked = tuple(Question(**each) for each in tomllib.loads(written.decode())["question"])
    indicators = {each.id for each in catalogue().indicators}
    for each in asked:
        if each.indicator not in indicators:
            raise BadCatalogue(f"{each.id}: no indicator {each.indicator}")
        if each.good not in ("up", "down") or not each.reaches(each.met, each.partly):
            raise BadCatalogue(f"{each.id}: the bars")
    if {each.criterion for each in asked} != CRITERIA or len({each.id for each in asked}) != len(asked):
        raise BadCatalogue("a criterion without a question, or a question twice")
    return asked
