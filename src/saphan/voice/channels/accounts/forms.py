"""What is entered on the set-up page; the fields are those that the channel declares."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.network.models import Organisation, RunBy
from saphan.voice.channels.contract import Declaration, Field


class AboutForm(forms.Form):
    """What every account has."""

    name = forms.CharField(
        label=_("Your name for it"), max_length=80, help_text=_("For example: the bot on our posters.")
    )
    run_by = forms.ChoiceField(
        label=_("Who runs or pays for it"),
        choices=RunBy.choices,
        help_text=_("Where a company does, it is feedback until the worker has spoken with you."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Which organisation"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=_("none"),
        help_text=_("Needed for a company and for another organisation."),
    )
    code_word = forms.CharField(
        label=_("Word with which she asks to be rung"),
        max_length=40,
        required=False,
        help_text=_("An everyday word that means nothing to whoever reads it. Put it on your posters."),
    )


class WordForm(forms.Form):
    """The word alone."""

    code_word = forms.CharField(label=_("Word with which she asks to be rung"), max_length=40, required=False)


def entries_of(declaration: Declaration, data: object = None, *, anew: bool) -> forms.Form:
    """A form with the channel's own fields. anew: nothing has been entered yet; else what is left empty stays."""
    form = forms.Form(data, prefix="entry")  # type: ignore[arg-type]
    for one in declaration.fields:
        form.fields[one.name] = _field(one, anew=anew)
    return form


def _field(one: Field, *, anew: bool) -> forms.CharField:
    """A secret is never put back into the page."""
    secret = forms.PasswordInput({"autocomplete": "off"})
    return forms.CharField(
        label=str(one.label),
        help_text=str(one.help),
        required=anew and not one.optional and one.made is None,
        widget=secret if one.secret else forms.TextInput(),
        max_length=4000,
    )
