"""Words of the pages about what a partner says of its own accord."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.network.forms import DayInput
from saphan.network.menus import add_entry
from saphan.network.notice_words import say
from saphan.remedy.codes import MOST_WORDS
from saphan.remedy.words import FAMILIES
from saphan.verification.words import Words

STATES: Final[Words] = {
    "told": _("We have it, and look at it"),
    "taken_up": _("We work on it with you"),
    "promised": _("Promised"),
    "late": _("Its day has passed"),
    "kept": _("Done, as the company says"),
    "confirmed": _("It was kept"),
    "not_kept": _("Not kept"),
}
HOW: Final[Words] = {
    "workers": _("workers say so"),
    "visit": _("somebody went there"),
    "document": _("a paper shows it"),
}


class ProblemForm(forms.Form):
    family = forms.ChoiceField(label=_("What it is about"), choices=tuple(FAMILIES.items()))
    words = forms.CharField(
        label=_("What did you find, and where?"),
        help_text=_("Name no worker. Say what you have done already."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_WORDS,
    )


class PromiseForm(forms.Form):
    words = forms.CharField(
        label=_("What will you do?"),
        help_text=_("For everybody in that situation. Something that can be seen to be done."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_WORDS,
    )
    due_on = forms.DateField(label=_("By when"), widget=DayInput())


def register() -> None:
    add_entry("partner", 20, _("Of your own accord"), "remedy:own_words")
    add_entry("desk", 54, _("Partners' own words"), "remedy:own_words_heard", roles=("verifier", "lead"))
    say("remedy.own_word", _("A partner told of something itself."), "remedy:own_words_heard", takes_id=False)
    say("remedy.own_word_answered", _("The desk answered what you told."), "remedy:own_words", takes_id=False)
