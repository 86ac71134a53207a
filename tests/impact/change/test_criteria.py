"""Given figures, each criterion of UNGP 31 is met, partly met, not met, or not known, and shows its evidence."""

from datetime import date

import pytest

from saphan.impact.change import criteria, criteria_words
from saphan.impact.change.criteria import FILE, ORDER, Answer, Question, Verdict, answer, verdict
from saphan.impact.indicators.catalogue import CRITERIA, BadCatalogue, catalogue
from saphan.impact.indicators.values import Value
from saphan.impact.publishing.reading import Edition, Figure

SHARE = Question("answered", "accessible", "voices_answered", "up", met=0.9, partly=0.7)
FEAR = Question("no_fear", "legitimate", "cases_ended_by_fear", "down", met=0.05, partly=0.15)


def figure(value: float | None, n: int | None, low: float | None = None, high: float | None = None) -> Figure:
    return Figure("voices_answered", "", "", value, n, low, high)


@pytest.mark.parametrize(
    ("asked", "told", "given"),
    [
        (SHARE, figure(0.95, 400, 0.92, 0.97), Verdict.MET),
        (SHARE, figure(0.80, 400, 0.76, 0.84), Verdict.PARTLY),
        (SHARE, figure(0.30, 400, 0.26, 0.35), Verdict.NOT_MET),
        (SHARE, figure(0.80, 15, 0.55, 0.93), Verdict.NOT_KNOWN),  # may be met, and may be not met
        (SHARE, figure(1.0, 10, 0.72, 1.0), Verdict.NOT_KNOWN),  # fewer than eleven
        (SHARE, figure(None, None), Verdict.NOT_KNOWN),
        (FEAR, figure(0.02, 400, 0.01, 0.04), Verdict.MET),
        (FEAR, figure(0.10, 400, 0.07, 0.13), Verdict.PARTLY),
        (FEAR, figure(0.30, 400, 0.26, 0.35), Verdict.NOT_MET),
        (FEAR, figure(0.06, 20, 0.01, 0.25), Verdict.NOT_KNOWN),
    ],
)
def test_a_figure_is_judged_by_its_bars_and_its_interval(asked: Question, told: Figure, given: Verdict) -> None:
    found = answer(asked, told)
    assert (found.verdict, found.figure) == (given, told)


MET, PARTLY, NOT_MET, NOT_KNOWN = Verdict


@pytest.mark.parametrize(
    ("answers", "given"),
    [
        ((MET, MET), MET),
        ((MET, MET, NOT_KNOWN), PARTLY),
        ((MET, NOT_MET), PARTLY),
        ((PARTLY, PARTLY), PARTLY),
        ((NOT_MET, NOT_MET, NOT_KNOWN), NOT_MET),
        ((MET, NOT_KNOWN, NOT_KNOWN), NOT_KNOWN),
        ((NOT_KNOWN,), NOT_KNOWN),
        ((), NOT_KNOWN),
    ],
)
def test_a_criterion_is_met_only_when_all_it_asks_is_known_and_met(answers: tuple[Verdict], given: Verdict) -> None:
    assert verdict(tuple(Answer(SHARE, each, figure(None, None)) for each in answers)) == given


def test_of_nothing_that_was_let_out_nothing_is_known() -> None:
    judged = criteria.judge_edition(Edition(date(2026, 3, 1), date(2026, 4, 3), 1, {}))
    assert [each.criterion for each in judged] == list(ORDER)
    assert {each.verdict for each in judged} == {Verdict.NOT_KNOWN}
    assert all(each.answers and each.known == 0 for each in judged)


def test_an_edition_is_judged_by_the_period() -> None:
    figures = {("signals_looked_into", "", "2026-Q1"): Figure("signals_looked_into", "", "2026-Q1", 0.95, 400, 0.9, 1)}
    edition = Edition(date(2026, 3, 1), date(2026, 4, 3), 1, figures)
    answers = [each for one in criteria.judge_edition(edition, "2026-Q1") for each in one.answers if each.figure.n]
    assert [(each.question.id, each.verdict) for each in answers] == [("signals", Verdict.MET)]


def test_what_is_kept_apart_is_taken_together_inside_the_house() -> None:
    values = {
        ("voices_answered", "my"): Value("voices_answered", "my", 90, 100, 100, 0.9),
        ("voices_answered", "km"): Value("voices_answered", "km", 110, 110, 110, 1.0),
    }
    found = next(
        each for one in criteria.judge_values(values) for each in one.answers if each.question.id == "answered"
    )
    assert found.figure.n == 210 and found.figure.value == pytest.approx(200 / 210)
    assert found.figure.low is not None and found.verdict == Verdict.MET


def test_every_question_has_words_and_its_indicator_is_evidence_of_that_criterion() -> None:
    asked = criteria.questions()
    assert {each.id for each in asked} == criteria_words.QUESTIONS.keys()
    assert criteria_words.CRITERIA.keys() == CRITERIA == set(ORDER)
    assert criteria_words.VERDICTS.keys() == {str(each) for each in Verdict}
    for each in asked:
        one = catalogue()[each.indicator]
        assert each.criterion in one.criteria, each.id
        assert one.direction in (each.good, "none"), each.id
        assert one.shape != "days" or not one.by, each.id


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ('indicator = "held_for_180_days"', 'indicator = "gone"', "no indicator"),
        ("met = 0.8", "met = 0.5", "the bars"),
        ('criterion = "equitable"', 'criterion = "dialogue"', "without a question"),
        ('id = "held"', 'id = "no_fear"', "twice"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(said: str, instead: str, fault: str) -> None:
    text = FILE.read_text()
    with pytest.raises(BadCatalogue, match=fault):
        criteria.read(text.replace(said, instead).encode())
