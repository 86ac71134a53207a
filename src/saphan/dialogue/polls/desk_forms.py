"""The form of a draft: its terms, and its questions with their languages side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.polls.gate import DEFAULT
from saphan.dialogue.polls.services import LONGEST_NAME, Draft, Question
from saphan.dialogue.promises import desk_forms as terms
from saphan.dialogue.promises.desk_forms import languages
from saphan.network.forms import DayInput


class NameForm(forms.Form):
    name = forms.CharField(label=_("What it is about"), max_length=LONGEST_NAME)


class NewForm(NameForm):
    sheet = forms.FileField(
        label=_("Questions from a sheet"),
        required=False,
        help_text=_("One row a question: columns “question en”, “choices en” with | between, “delicate”."),
    )


class DraftForm(NameForm):
    organisation = terms.organisation_field(_("Workplace where people are asked"), terms.WORKS, empty=_("none"))
    corridor = forms.RegexField(
        r"[A-Z]{2}-[A-Z]{2}", label=_("Or corridor"), required=False, help_text=_("For example MM-TH.")
    )
    responder = terms.organisation_field(_("Company that answers what workers say"), terms.ANSWERS, empty=_("none"))
    remedy = terms.remedy_field()
    threshold = terms.threshold_field(DEFAULT.threshold_least)
    begins_on = forms.DateField(label=_("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    respond_by = forms.DateField(label=_("Day by which it answers"), widget=DayInput, required=False)
    languages = terms.languages_field()

    def draft(self, questions: tuple[Question, ...]) -> Draft:
        given = self.cleaned_data
        return Draft(
            name=given["name"],
            organisation_id=given["organisation"].id if given["organisation"] else None,
            corridor=given["corridor"],
            languages=tuple(given["languages"]),
            responder_id=given["responder"].id if given["responder"] else None,
            remedy=given["remedy"],
            threshold=given["threshold"],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"],
            respond_by=given["respond_by"],
            questions=questions,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One question in one language. choices: one a line."""

    code: str
    language: str
    words: str
    choices: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    number: int
    cells: tuple[Cell, ...]
    is_delicate: bool


def rows_of(questions: Sequence[Question], codes: Sequence[str]) -> list[QuestionRow]:
    """What was kept, and room for one more."""
    room = [Question({})] if len(questions) < DEFAULT.questions_a_month else []
    return [_row(number, one, codes) for number, one in enumerate([*questions, *room], start=1)]


def questions_in(sent: QueryDict) -> tuple[Question, ...]:
    """As typed; a row without any words is none."""
    numbers = range(1, DEFAULT.questions_a_month + 1)
    return tuple(one for number in numbers if (one := _question(sent, number)).words)


def initial(draft: Draft) -> dict[str, Any]:
    same = ("name", "corridor", "remedy", "threshold", "begins_on", "ends_on", "respond_by", "languages")
    others = {"organisation": draft.organisation_id, "responder": draft.responder_id}
    return {name: getattr(draft, name) for name in same} | others


def _row(number: int, one: Question, codes: Sequence[str]) -> QuestionRow:
    names = dict(languages())
    cells = (
        Cell(code, names.get(code, code), one.words.get(code, ""), "\n".join(one.choices.get(code, ())))
        for code in codes
    )
    return QuestionRow(number, tuple(cells), one.is_delicate)


def _question(sent: QueryDict, number: int) -> Question:
    codes = [code for code, _name in languages()]
    words = {code: text for code in codes if (text := sent.get(f"words_{number}_{code}", "").strip())}
    choices = {code: found for code in codes if (found := list(_lines(sent.get(f"choices_{number}_{code}", ""))))}
    return Question(words, choices, f"delicate_{number}" in sent)


def _lines(text: str) -> Iterator[str]:
    lines: Iterable[str] = (line.strip() for line in text.splitlines())
    yield from (line for line in lines if line)
