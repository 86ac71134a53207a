"""The terms that every kind of promise to answer has, as fields of its draft's form."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.promises.desk_words import REMEDIES
from saphan.dialogue.speaking import polled_languages
from saphan.network.merging.reading import read_by_own_name
from saphan.network.models import Organisation
from saphan.voice.speaking import worker_languages

WORKS = ("workplace", "supplier")
ANSWERS = ("supplier", "workplace", "recruiter", "brand", "retailer")
"""Kinds of organisation whose people sign in and can promise."""
Form = TypeVar("Form", bound=forms.Form)


def languages() -> list[tuple[str, str]]:
    """Those in which workers read these pages: code and name."""
    return [(code, name) for code, name in worker_languages() if code in polled_languages()]


def organisation_field(
    label: Any, kinds: tuple[str, ...], *, empty: Any = "–", required: bool = False
) -> "forms.ModelChoiceField[Organisation]":
    """label, empty: words, said in the reader's language when they are shown."""
    rows = read_by_own_name().filter(kind__in=kinds).order_by("name")
    return forms.ModelChoiceField(label=label, queryset=rows, empty_label=empty, required=required)


def remedy_field() -> forms.ChoiceField:
    words = _("Who deals with a problem that somebody reports")
    return forms.ChoiceField(label=words, choices=[("", "–"), *REMEDIES.items()], required=False)


def threshold_field(least: int) -> forms.IntegerField:
    words = _("Answers that a number needs to be shown")
    return forms.IntegerField(label=words, min_value=least, max_value=1000, required=False)


def languages_field() -> forms.MultipleChoiceField:
    ticks = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=_("Languages"), choices=languages, required=False, widget=ticks)


def asked_for(form: Form, *, but: tuple[str, ...] = ()) -> Form:
    """As the page shows it: a draft may lack what the gate wants, but nothing of it may be skipped."""
    form.use_required_attribute = False
    for name, field in form.fields.items():
        field.required = name not in but
    return form
