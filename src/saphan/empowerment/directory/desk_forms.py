"""Forms of the directory's pages for staff."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.empowerment.directory.kinds import KINDS_IN_WORDS
from saphan.empowerment.directory.models import LicenceStatus, WayKind
from saphan.network.forms import DayInput
from saphan.network.naming import language_choices
from saphan.store import clock


class ListForm(forms.Form):
    """The languages that it speaks already stand first, so that nobody loses one unseen."""

    languages = forms.MultipleChoiceField(label=_("Languages"), required=False)

    def __init__(self, data: Any = None, *, spoken: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"languages": spoken})
        choices = sorted(language_choices(), key=lambda choice: choice[0] not in spoken)
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS_IN_WORDS.items()))


class WayForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=WayKind.choices)
    written = forms.CharField(label=_("As written"), max_length=200)


class LicenceForm(forms.Form):
    list_name = forms.CharField(label=_("Which list"), max_length=160)
    number = forms.CharField(label=_("Licence number"), max_length=60, required=False)
    status = forms.ChoiceField(label=_("What it said"), choices=LicenceStatus.choices)
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who publishes the list, and where."))
    seen_on = forms.DateField(label=_("Seen on"), widget=DayInput, initial=clock.today)
