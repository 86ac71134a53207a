"""What is written down while somebody is on the telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.casework.talks import SAFE_TIMES
from saphan.network.naming import language_choices, language_name
from saphan.voice.numbers import NotRead, read_number

SHE, WE = "she", "we"


def languages_of(desk: tuple[str, ...]) -> list[tuple[str, str]]:
    """The desk's own first."""
    return [(code, language_name(code)) for code in desk] + [one for one in language_choices() if one[0] not in desk]


class Number(forms.CharField):
    """A telephone number, in digits of any script."""

    def __init__(self, country: str, **more: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}), **more)
        self.country = country

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return read_number(typed, self.country) if typed else ""
        except NotRead:
            raise forms.ValidationError(_("This number cannot be rung.")) from None


class CallForm(forms.Form):
    """One call. With a story that is known already, only what was said."""

    field_order = ("rang", "language", "code", "words", "danger", "number", "safe_times")
    rang = forms.ChoiceField(
        label=_("Who rang"), choices=[(SHE, _("She rang us")), (WE, _("We rang her"))], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What she said"),
        help_text=_("In her words, in any language. She can read it with her number."),
        widget=forms.Textarea({"rows": 7, "dir": "auto", "autocomplete": "off", "data-key": "w"}),
        max_length=20_000,
        required=False,
    )
    danger = forms.BooleanField(label=_("She is in danger now: wake whoever is on duty"), required=False)

    def __init__(
        self,
        *args: Any,
        languages: list[tuple[str, str]],
        country: str,
        is_new: bool,
        has_no_number: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if has_no_number:
            self.fields["give_number"] = forms.BooleanField(
                label=_("We rang her: give her a number, to read her answers with"), required=False
            )
        if not is_new:
            return
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)
        self.fields["number"] = Number(
            country, label=_("Her number"), help_text=_("Only if she wants to be rung."), required=False
        )
        self.fields["safe_times"] = forms.MultipleChoiceField(
            label=_("When she may be rung"),
            choices=list(SAFE_TIMES.items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["code"] = forms.CharField(
            label=_("Her 16 digits"),
            help_text=_("If she has them, the call is added to her story."),
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            max_length=40,
            required=False,
        )
        self.order_fields(self.field_order)


class MissedForm(forms.Form):
    """A call on the desk's own telephone that nobody took."""

    def __init__(self, *args: Any, languages: list[tuple[str, str]], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"] = Number(country, label=_("The number that rang"))
        self.fields["language"] = forms.ChoiceField(label=_("Language, if you can guess it"), choices=languages)
