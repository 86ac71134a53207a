"""What is entered on the set-up page; the fields are those that the channel declares."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from saphan.network.forms import WhoRunsItForm
from saphan.voice.channels.contract import Declaration, Field


def _code_word() -> forms.CharField:
    return forms.CharField(
        label=_("Word with which she asks to be rung"),
        max_length=40,
        required=False,
        help_text=_("An everyday word that means nothing to whoever reads it. Put it on your posters."),
    )


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language of a first answer"),
        choices=lambda: [("", _("the first of the desk")), *settings.LANGUAGES],
        required=False,
        help_text=_("Used until she writes a word herself: to a picture or a sticker."),
    )


class AboutForm(WhoRunsItForm):
    """What every account has."""

    field_order = ("name", "run_by", "organisation", "code_word", "language")

    name = forms.CharField(
        label=_("Your name for it"), max_length=80, help_text=_("For example: the bot on our posters.")
    )
    code_word = _code_word()
    language = _language()


class WordForm(forms.Form):
    """The word and the language alone."""

    code_word = _code_word()
    language = _language()


def entries_of(
    declaration: Declaration, data: object = None, *, anew: bool, filled: Iterable[Field] = ()
) -> forms.Form:
    """A form with the channel's own fields. anew: nothing has been entered yet; else what is left empty stays.

    filled: those that may be emptied, with a tick.
    """
    form = forms.Form(data, prefix="entry")  # type: ignore[arg-type]
    for one in declaration.fields:
        form.fields[one.name] = _field(one, anew=anew)
    choices = [(one.name, one.label) for one in filled]
    if choices:
        form.fields["emptied"] = forms.MultipleChoiceField(
            label=_("Empty from now on"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple()
        )
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
