"""Forms of a round table: laid, seats, its day, and what was written down."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.casework.codes import family_name
from saphan.dialogue.round_tables.agreeing import LONGEST_PROMISE, LONGEST_SUMMARY, MOST_PROMISES, Promise
from saphan.dialogue.round_tables.desk_words import CHOSEN, SAID_YES
from saphan.dialogue.round_tables.reading import PromiseCard, SeatCard
from saphan.dialogue.round_tables.services import ASKED, LONGEST_NAME
from saphan.network.forms import DayInput
from saphan.network.merging.reading import read_by_own_name
from saphan.standards.sectors import is_sector
from saphan.store.callers import Staff
from saphan.verification.selectors import issues
from saphan.web.sector_names import SECTORS


class TableForm(forms.Form):
    name = forms.CharField(label=_("What it is about"), max_length=LONGEST_NAME)
    issue = forms.ChoiceField(label=_("Issue that your desk leads"), required=False)
    sector = forms.ChoiceField(
        label=_("Or sector"),
        choices=[("", _("none")), *((code, name) for code, name in SECTORS.items() if code and is_sector(code))],
        required=False,
    )

    def of(self, by: Staff) -> "TableForm":
        mine = [(str(row.id), f"{row.respondent} · {family_name(row.family)}") for row in issues(by) if row.is_ours]
        self.fields["issue"].choices = [("", _("none")), *mine]  # type: ignore[attr-defined]
        return self

    @property
    def issue_id(self) -> UUID | None:
        return UUID(self.cleaned_data["issue"]) if self.cleaned_data["issue"] else None


class CompanyForm(forms.Form):
    company = forms.ModelChoiceField(
        label=_("Organisation"), queryset=read_by_own_name().filter(kind__in=ASKED).order_by("name")
    )


class WorkersForm(forms.Form):
    name = forms.CharField(label=_("Who sits for workers"), max_length=LONGEST_NAME)
    chosen = forms.ChoiceField(label=_("How workers chose them"), choices=CHOSEN.items())


class DayForm(forms.Form):
    meets_on = forms.DateField(label=_("Day of the meeting"), widget=DayInput)


class YesForm(forms.Form):
    seat = forms.ChoiceField(label=_("Who said yes"))
    how = forms.ChoiceField(label=_("How"), choices=SAID_YES.items())

    def of(self, seats: Sequence[SeatCard]) -> "YesForm":
        waiting = [(str(seat.id), seat.name) for seat in seats if seat.for_workers and not seat.agreed_on]
        self.fields["seat"].choices = waiting  # type: ignore[attr-defined]
        return self


class SummaryForm(forms.Form):
    summary = forms.CharField(
        label=_("What was said and agreed"),
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Everybody will read it. Name no worker, and nothing that only one of them knows."),
    )


class PromiseForm(forms.Form):
    """One row; a row without words is none."""

    seat = forms.ChoiceField(label=_("Who"), required=False)
    words = forms.CharField(
        label=_("What it does"),
        max_length=LONGEST_PROMISE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = forms.DateField(label=_("By which day"), widget=DayInput, required=False)

    def of(self, seats: Sequence[SeatCard]) -> "PromiseForm":
        taken = [(str(seat.id), seat.name) for seat in seats if seat.answer == "taken"]
        self.fields["seat"].choices = taken  # type: ignore[attr-defined]
        return self

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("words"):
            for name in ("seat", "due_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, forms.Field.default_error_messages["required"])
        return given

    @property
    def promise(self) -> Promise | None:
        given = self.cleaned_data
        return Promise(UUID(given["seat"]), given["words"], given["due_on"]) if given["words"] else None


def promise_forms(seats: Sequence[SeatCard], kept: Sequence[PromiseCard], sent: object = None) -> list[PromiseForm]:
    """What was kept, and room for two more."""
    number = min(len(kept) + 2, MOST_PROMISES)
    rows: list[dict[str, str | date]] = [
        {"seat": str(one.seat_id), "words": one.words, "due_on": one.due_on} for one in kept
    ]
    rows += [{}] * (number - len(rows))
    return [PromiseForm(sent, initial=row, prefix=f"p{place}").of(seats) for place, row in enumerate(rows)]  # type: ignore[arg-type]
