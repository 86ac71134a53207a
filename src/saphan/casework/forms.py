"""The forms of casework. They only read what was typed; services decide."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework import codes, months
from saphan.casework.statement import Changes, month_before
from saphan.network.models import OrganisationKind
from saphan.standards.concern_kinds import UnknownKind
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store import clock

NEW = "new"
NEW_CASE = "new"
NAMEABLE = ("supplier", "recruiter", "sub_agent", "workplace", "brand", "retailer", "government")


def month_words(day: date) -> str:
    return f"{MONTHS[day.month]} {day.year}"


class ConcernForm(forms.Form):
    """One concern; its respondent is picked beside it."""

    kind = forms.CharField(error_messages={"required": _("Choose what it is about.")})
    line = forms.CharField(required=False, max_length=80, label=_("Line or part of the place"))
    stage = forms.ChoiceField(
        required=False,
        label=_("When in her journey?"),
        choices=[("", _("As usual for this kind")), *codes.STAGES.items()],
    )
    since = forms.ChoiceField(label=_("Since"))
    until = forms.ChoiceField(required=False, label=_("Until"))
    first_hand = forms.ChoiceField(
        label=_("How does she know?"), choices=[("yes", _("It happened to her")), ("no", _("She heard of it"))]
    )
    number_affected = forms.IntegerField(min_value=1, max_value=1_000_000, label=_("How many people?"))
    proof = forms.ChoiceField(
        required=False, label=_("What can she show?"), choices=[("", _("Nothing yet")), *codes.PROOFS.items()]
    )
    case_id = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        chosen = [day for day in (self.initial.get("since"), self.initial.get("until")) if day]
        offered = sorted({*months.to_choose(today), *chosen}, reverse=True)
        self.fields["since"].choices = [(day.isoformat(), month_words(day)) for day in offered]  # type: ignore[attr-defined]
        self.fields["until"].choices = [  # type: ignore[attr-defined]
            ("", _("It still goes on")),
            *((day.isoformat(), month_words(day)) for day in offered),
        ]

    @staticmethod
    def proposed(line: str) -> dict[str, Any]:
        """What most concerns are: her own, one person, since last month, still going on."""
        return {
            "since": month_before(clock.today()),
            "first_hand": "yes",
            "number_affected": 1,
            "line": line,
        }

    def said(self) -> Changes:
        """The statement without its respondent; only after `is_valid()`."""
        data = self.cleaned_data
        until = date.fromisoformat(data["until"]) if data["until"] else None
        return Changes(
            kind=data["kind"],
            stage=data["stage"] or _usual_stage(data["kind"]),
            period_from=date.fromisoformat(data["since"]),
            period_to=months.last_day_of(until, clock.today()) if until else None,
            first_hand=data["first_hand"] == "yes",
            number_affected=data["number_affected"],
            line=data["line"],
            proof=data["proof"],
        )


def _usual_stage(kind: str) -> str:
    try:
        return kind_of(kind).stage
    except UnknownKind:
        return ""


def nameable() -> list[tuple[str, str | Promise]]:
    """What a respondent with a new name may be."""
    return [(code, label) for code, label in OrganisationKind.choices if code in NAMEABLE]


def as_id(typed: str) -> UUID | None:
    """An id from a form or an address, or None for anything else."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def as_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
