"""What she paid, as the caseworker types it."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saphan.casework import codes, months
from saphan.casework.fees.seen import AMOUNTS
from saphan.casework.fees.words import LINES, PAYERS
from saphan.casework.forms import month_words
from saphan.languages.writing import ascii_digits
from saphan.network.naming import country_choices
from saphan.standards.rates import CURRENCIES, MONEY_OF
from saphan.store import clock


class Amount(forms.CharField):
    """A number in the digits of any script, with or without marks between thousands; None when empty."""

    def clean(self, value: Any) -> Any:
        typed = ascii_digits(str(super().clean(value))).replace(",", "").replace(" ", "")
        if not typed:
            return None
        try:
            return Decimal(typed)
        except InvalidOperation:
            raise ValidationError(_("Write a number, such as 450000.")) from None


class FeeForm(forms.Form):
    """Four amounts that are never mixed, of one line."""

    worker = Amount(required=False, max_length=20, label=_("She says she paid"))
    receipt = Amount(required=False, max_length=20, label=_("The receipt says"))
    cap = Amount(required=False, max_length=20, label=_("The law allows at most"))
    employer = Amount(required=False, max_length=20, label=_("The employer says it paid"))
    currency = forms.ChoiceField(label=_("Money"), choices=[(code, code) for code in CURRENCIES])
    line = forms.ChoiceField(label=_("What for?"), choices=list(LINES.items()))
    payer = forms.ChoiceField(label=_("Out of whose pocket?"), choices=list(PAYERS.items()))
    paid_on = forms.ChoiceField(label=_("Paid in"))
    origin = forms.ChoiceField(label=pgettext_lazy("country", "From"))
    destination = forms.ChoiceField(label=pgettext_lazy("country", "To"))
    proof = forms.ChoiceField(
        required=False, label=_("What can she show?"), choices=[("", _("Nothing yet")), *codes.PROOFS.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("origin", "destination"):
            self.fields[name].choices = [("", ""), *_countries()]  # type: ignore[attr-defined]
        offered = [(day.isoformat(), month_words(day)) for day in months.to_choose(clock.today())]
        self.fields["paid_on"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and all(data.get(amount) is None for amount in AMOUNTS):
            self.add_error("worker", _("Write at least one amount; 0 is one."))
        return data

    def said(self) -> dict[str, Any]:
        """Fields of `FeeSeen`; only after `is_valid()`."""
        return {**self.cleaned_data, "paid_on": date.fromisoformat(self.cleaned_data["paid_on"])}


def _countries() -> list[tuple[str, str]]:
    """Those whose money is known first."""
    return sorted(country_choices(), key=lambda one: one[0] not in MONEY_OF)
