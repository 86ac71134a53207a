"""The words of what people are asked and of what is published, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews.selectors import FactSaid, Scored
from saphan.web.templatetags.house import digits, number

QUESTIONS: Final = {
    "fees_as_told": gettext_lazy("How true was what they said of the fees?"),
    "contract_as_promised": gettext_lazy("How true was what they promised in the contract?"),
    "orientation": gettext_lazy("How well did they prepare you to leave?"),
    "treatment": gettext_lazy("How did they treat you?"),
    "help_after_arrival": gettext_lazy("How did they help after you arrived?"),
    "documents": gettext_lazy("How did they treat your papers?"),
    "pay": gettext_lazy("How was your pay: on time, and right?"),
    "hours": gettext_lazy("How were the hours and the rest?"),
    "safety": gettext_lazy("How safe was the work?"),
    "housing": gettext_lazy("How was the housing?"),
    "respect": gettext_lazy("How well did they respect you?"),
    "freedom": gettext_lazy("How free were you to leave?"),
    "reachable": gettext_lazy("How easy was it to reach them?"),
    "understood_me": gettext_lazy("How well did they understand you?"),
    "respectful": gettext_lazy("How respectful were they?"),
    "useful": gettext_lazy("How useful was it?"),
    "safe": gettext_lazy("How safe did you feel with them?"),
    "followed_up": gettext_lazy("How well did they ask again later?"),
    "paid_more": gettext_lazy("Did you pay more than they told you?"),
    "other_work": gettext_lazy("Was the work other than they promised?"),
    "pay_owed": gettext_lazy("Do they still owe you pay?"),
    "papers_kept": gettext_lazy("Did they keep your passport or your papers?"),
    "not_answered": gettext_lazy("Did you ask and get no answer?"),
}
NAMES: Final = {
    "fees_as_told": gettext_lazy("Fees as told"),
    "contract_as_promised": gettext_lazy("Contract as promised"),
    "orientation": gettext_lazy("Teaching before leaving"),
    "treatment": gettext_lazy("How people are treated"),
    "help_after_arrival": gettext_lazy("Help after arrival"),
    "documents": gettext_lazy("Own papers kept"),
    "pay": gettext_lazy("Pay on time and right"),
    "hours": gettext_lazy("Hours and rest"),
    "safety": gettext_lazy("Safety"),
    "housing": gettext_lazy("Housing"),
    "respect": gettext_lazy("Respect"),
    "freedom": gettext_lazy("Free to leave"),
    "reachable": gettext_lazy("Easy to reach"),
    "understood_me": gettext_lazy("They understood"),
    "respectful": gettext_lazy("Respectful"),
    "useful": gettext_lazy("Useful"),
    "safe": gettext_lazy("Felt safe"),
    "followed_up": gettext_lazy("Asked again later"),
}
FACES: Final = (
    (1, gettext_lazy("Very bad")),
    (2, gettext_lazy("Bad")),
    (3, pgettext_lazy("an answer between good and bad", "In between")),
    (4, gettext_lazy("Good")),
    (5, gettext_lazy("Very good")),
)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """percent: where it stands between 1 and 5, for the picture."""

    name: str
    value: str
    low: str
    high: str
    n: int
    percent: int


def fact_lines(facts: Iterable[FactSaid]) -> tuple[str, ...]:
    """ "40 of 50 paid more than they were told", or "0–10 of 30" where fewer than eleven did."""
    return tuple(_fact_sentence(fact.code) % {"yes": _yes(fact), "of": number(fact.of)} for fact in facts)


def _yes(fact: FactSaid) -> str:
    return number(fact.yes) if fact.least == fact.yes else f"{number(fact.least)}–{number(fact.yes)}"


def _fact_sentence(code: str) -> str:
    sentences = {
        "paid_more": _("%(yes)s of %(of)s paid more than they were told."),
        "other_work": _("%(yes)s of %(of)s got other work than promised."),
        "pay_owed": _("%(yes)s of %(of)s are still owed pay."),
        "papers_kept": _("Of %(yes)s of %(of)s the passport or papers were kept."),
        "not_answered": _("%(yes)s of %(of)s asked and got no answer."),
    }
    return sentences[code]


def score_lines(scores: Iterable[Scored]) -> tuple[ScoreLine, ...]:
    return tuple(_line(score) for score in scores if score.criterion in NAMES)


def _line(score: Scored) -> ScoreLine:
    percent = round((score.value - 1) * 25)
    value, low, high = (number(Decimal(str(round(each, 1)))) for each in (score.value, score.low, score.high))
    return ScoreLine(str(NAMES[score.criterion]), value, low, high, score.n, percent)


def period_words(year: int, half: int) -> str:
    """Of half a year; of a whole one its number."""
    if half == 0:
        return str(year)
    words = _("%(year)s, January to June") if half == 1 else _("%(year)s, July to December")
    return words % {"year": digits(str(year))}


def why_not(refusal: DoesNotFit) -> str:
    """To her, in a sentence."""
    sentences = {
        "says_nothing": _("You have said nothing yet. One answer is enough."),
        "when": _("Please choose when it was."),
        "too_long": _("That is too long. Please write less."),
        "agreed": _("Ask for a clear yes first."),
    }
    return sentences.get(next(iter(refusal.ways_out), ""), _("This does not fit. Please look again."))
