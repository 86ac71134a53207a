"""The form of a board's draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.boards.desk_words import REMEDIES
from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.polls.desk_forms import ANSWERS, languages
from saphan.network.merging.reading import read_by_own_name


class PlaceForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Workplace"),
        queryset=read_by_own_name().filter(kind__in=("workplace", "supplier")).order_by("name"),
        empty_label="–",
    )


class DraftForm(PlaceForm):
    responder = forms.ModelChoiceField(
        label=_("Company that answers"),
        queryset=read_by_own_name().filter(kind__in=ANSWERS).order_by("name"),
        required=False,
        empty_label="–",
    )
    answer_days = forms.IntegerField(
        label=_("Days within which it answers each question"),
        min_value=1,
        max_value=DEFAULT.answer_within_days,
        required=False,
    )
    remedy = forms.ChoiceField(
        label=_("Who deals with a problem that somebody reports"),
        choices=[("", "–"), *REMEDIES.items()],
        required=False,
    )
    threshold = forms.IntegerField(
        label=_("Answers that a number needs to be shown"),
        min_value=DEFAULT.threshold_least,
        max_value=1000,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=languages, required=False, widget=forms.CheckboxSelectMultiple
    )

    def asked_for(self) -> "DraftForm":
        """As the page shows it: a draft may lack what the gate wants, but nothing of it may be skipped."""
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = True
        return self

    def draft(self) -> Draft:
        given = self.cleaned_data
        return Draft(
            organisation_id=given["organisation"].id,
            languages=tuple(given["languages"]),
            responder_id=given["responder"].id if given["responder"] else None,
            remedy=given["remedy"],
            threshold=given["threshold"],
            answer_days=given["answer_days"],
        )


def initial(draft: Draft) -> dict[str, Any]:
    same = ("languages", "remedy", "threshold", "answer_days")
    named = {"organisation": draft.organisation_id, "responder": draft.responder_id}
    return {name: getattr(draft, name) for name in same} | named
