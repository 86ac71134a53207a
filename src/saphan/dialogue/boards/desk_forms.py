"""The form of a board's draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.promises import desk_forms as terms


class PlaceForm(forms.Form):
    organisation = terms.organisation_field(_("Workplace"), terms.WORKS, required=True)


class DraftForm(PlaceForm):
    responder = terms.organisation_field(_("Company that answers"), terms.ANSWERS)
    answer_days = forms.IntegerField(
        label=_("Days within which it answers each question"),
        min_value=1,
        max_value=DEFAULT.answer_within_days,
        required=False,
    )
    remedy = terms.remedy_field()
    threshold = terms.threshold_field(DEFAULT.threshold_least)
    languages = terms.languages_field()

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
