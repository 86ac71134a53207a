"""What staff fill in about signals."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.network.forms import DayInput
from saphan.network.models import Organisation, OrganisationKind
from saphan.store import clock
from saphan.verification.signals import words
from saphan.verification.signals.services import OUTCOMES, WHY


class OutcomeForm(forms.Form):
    """What a signal turned out to be."""

    outcome = forms.ChoiceField(
        label=_("What was it?"), choices=[(code, words.OUTCOMES[code]) for code in OUTCOMES], widget=forms.RadioSelect
    )


class OutageForm(forms.Form):
    """Days of our own desk on which a rise says nothing."""

    why = forms.ChoiceField(label=_("What happened?"), choices=[(code, words.WHY[code]) for code in WHY])
    first_day = forms.DateField(label=_("First day"), widget=DayInput, initial=clock.today)
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        initial=clock.today,
        help_text=_("Until what had waited was taken in."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Only for one company?"),
        queryset=Organisation.objects.exclude(kind=OrganisationKind.SERVICE).order_by("name"),
        required=False,
        empty_label=_("no, for all"),
    )

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        first = self.cleaned_data.get("first_day")
        if last > clock.today() or (first is not None and last < first):
            raise forms.ValidationError(gettext("Not before the first day, and not after today."))
        return last

    def given(self) -> dict[str, object]:
        """As the service takes it."""
        chosen = self.cleaned_data["organisation"]
        rest = {name: value for name, value in self.cleaned_data.items() if name != "organisation"}
        return {**rest, "organisation_id": chosen.id if chosen else None}
