"""What an outreach worker reads aloud from the tablet: the questions of a review, in every language of workers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from saphan.empowerment.reviews import steps
from saphan.empowerment.reviews.criteria import GROUPS, WORST, Asked
from saphan.empowerment.reviews.words import FACES, QUESTIONS, period_words
from saphan.voice.speaking import worker_languages
from saphan.voice.visits.to_her import Rows, in_each

AGREE: Final = _("May we count your answers, without your name?")
NEVER_TOLD: Final = _("They never learn that you answered.")
OWN_WORDS: Final = _("In your words, if you like")
NO_NAME: Final = _("Write no name and no number.")
FEE: Final = _("How much did you pay them in all?")
WAY: Final = _("On which way was it?")
_FIRST_HAND: Final = _("Did it happen to you?")
_WHEN: Final = _("When was it?")
_YES_NO: Final = ((steps.YES, _("Yes")), (steps.NO, _("No")))


@dataclass(frozen=True, slots=True)
class Step:
    """One question. of: the group of organisations that is asked, "" for all. severe: answers that are serious."""

    code: str
    of: str
    question: Rows
    choices: tuple[tuple[str, Rows], ...]
    severe: tuple[str, ...] = ()


def questions(today: date) -> tuple[Step, ...]:
    """All that are answered with a tap, of each group of organisations."""
    yes_no = tuple((value, in_each(words)) for value, words in _YES_NO)
    faces = tuple((str(value), in_each(words)) for value, words in FACES)
    first = Step(steps.FIRST_HAND, "", in_each(_FIRST_HAND), yes_no)
    when = Step(steps.WHEN, "", in_each(_WHEN), _periods(today))
    rated = [_step(asked, code, faces, str(WORST)) for asked in GROUPS.values() for code in asked.criteria]
    plain = [_step(asked, code, yes_no, steps.YES) for asked in GROUPS.values() for code in asked.facts]
    return (first, when, *rated, *plain)


def _step(asked: Asked, code: str, choices: tuple[tuple[str, Rows], ...], worst: str) -> Step:
    return Step(code, asked.group, in_each(QUESTIONS[code]), choices, (worst,) if code in asked.severe else ())


def _periods(today: date) -> tuple[tuple[str, Rows], ...]:
    return tuple((f"{year}-{half}", _spoken(period_words, year, half)) for year, half in steps.periods(today))


def _spoken(words: Callable[[int, int], str], year: int, half: int) -> Rows:
    found = []
    for code, _name in worker_languages():
        with translation.override(code):
            found.append((code, words(year, half)))
    return tuple(found)
