"""The form that lets a tablet go out, and the form of one worker for a browser without script."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saphan.store import clock
from saphan.voice.visits.entries import Entry, read_form
from saphan.voice.visits.models import Place

AHEAD = timedelta(days=60)  # a year that was mistyped would keep a visit's key for ever


class VisitForm(forms.Form):
    """Where, when, and who carries the tablet."""

    holder = forms.ChoiceField(label=_("Who carries the tablet"))
    kind = forms.ChoiceField(label=_("Kind of place"), choices=Place.choices)
    place = forms.CharField(
        label=_("Which place"), max_length=120, help_text=_("Nobody's name: it stands on the tablet for all to read.")
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput({"type": "date"}),
        validators=[MinValueValidator(clock.today), MaxValueValidator(lambda: clock.today() + AHEAD)],
    )
    team = forms.IntegerField(label=_("How many of you go"), min_value=1, max_value=50, initial=1)

    def __init__(self, data: Any, holders: list[tuple[UUID, str]]) -> None:
        super().__init__(data, initial={"day": clock.today().isoformat()})
        self.fields["holder"].choices = [(str(staff_id), name) for staff_id, name in holders]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "holder": UUID(self.cleaned_data["holder"])}


TEXTS = ("language", "asked_in", "words", "said", "icon", "place", "phone")
TICKS = ("typed_herself", "keep", "ring", "danger")


def entry_of(sent: QueryDict) -> Entry:
    """One worker, from the form without script. Raises EntryNotRead."""
    return read_form(
        **{name: sent.get(name, "") for name in TEXTS},
        **{name: name in sent for name in TICKS},
        times=sent.getlist("times"),
        tell=sent.get("tell", "ask_first"),
    )
