"""What people fill in: a draft at the desk; a promise, a delivery, a dispute and a message at a partner's."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.network.forms import DayInput
from saphan.network.naming import language_name
from saphan.network.selectors import GroupCard, OrganisationCard
from saphan.remedy import words as said
from saphan.remedy.codes import ASKED_ACTIONS, COVERS, DISPUTE_REASONS, MOST_WORDS, RECALL_REASONS
from saphan.verification.words import Words

LANGUAGES = tuple(dict(settings.LANGUAGES))
"""In which workers read our pages; English, the first, is among them."""


def choices(codes: Sequence[str], labels: Words) -> list[tuple[str, Any]]:
    return [(code, labels[code]) for code in codes]


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(forms.Form):
    """One text in each language that is read here; English is always among them."""

    def __init__(self, *args: Any, needs_english: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"words_{language}"] = forms.CharField(
                label=gettext("Words, in %(language)s") % {"language": language_name(language)},
                widget=area(),
                max_length=MOST_WORDS,
                required=needs_english and language == "en",
            )

    def in_languages(self) -> list[forms.BoundField]:
        """The fields of words, English first, for the page."""
        return [self[f"words_{language}"] for language in LANGUAGES]

    def written(self) -> dict[str, str]:
        """language → text, of those that were written."""
        texts: Mapping[str, str] = self.cleaned_data
        found = {language: texts.get(f"words_{language}", "") for language in LANGUAGES}
        return {language: text for language, text in found.items() if text}


class DraftForm(WordsForm):
    recipient_id = forms.ChoiceField(label=_("Who reads it"))
    asked_action = forms.ChoiceField(label=_("What is asked"), choices=choices(ASKED_ACTIONS, said.ASKED))
    crowd = forms.IntegerField(
        label=_("How many people could have said it?"),
        help_text=_("Given workplace, line, shift, language and gender. Empty means that nobody knows."),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )
    crowd_source = forms.CharField(label=_("Where the number comes from"), max_length=120, required=False)
    by_document = forms.BooleanField(label=_("The words tell only what a visit or document shows"), required=False)

    def __init__(
        self,
        *args: Any,
        recipients: Sequence[OrganisationCard] = (),
        groups: Sequence[GroupCard] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        recipient: Any = self.fields["recipient_id"]
        recipient.choices = [(str(card.id), f"{card.name}") for card in recipients]
        self.groups = groups


class PromiseForm(forms.Form):
    words = forms.CharField(label=_("What you will do"), widget=area(3), max_length=MOST_WORDS)
    covers = forms.ChoiceField(label=_("For whom"), choices=choices(COVERS, said.COVERS))
    due_on = forms.DateField(label=_("By which day"), widget=DayInput())


class DeliverForm(forms.Form):
    amount = forms.DecimalField(
        label=_("Money paid back, in all"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    currency = forms.CharField(label=_("Currency"), required=False, min_length=3, max_length=3, initial="THB")
    file = forms.FileField(
        label=_("Proof: PDF, picture or Excel table"),
        help_text=_("Only the desk can open it. It may hold workers' names."),
        required=False,
    )


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label=_("Proof: PDF, picture or Excel table"),
        help_text=_("Only the desk can open it. It may hold workers' names."),
    )


class DisputeForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=choices(DISPUTE_REASONS, said.DISPUTES))
    words = forms.CharField(label=_("Your reasons"), widget=area(3), max_length=MOST_WORDS)


class MessageForm(forms.Form):
    words = forms.CharField(label=_("Message"), widget=area(3), max_length=MOST_WORDS)


class RecallForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"), choices=choices([code for code in RECALL_REASONS if code != "consent_ended"], said.RECALLS)
    )


class DecisionForm(forms.Form):
    words = forms.CharField(label=_("Why it serves the young person"), widget=area(3), max_length=MOST_WORDS)


class ClaimAnswerForm(forms.Form):
    """An answer to an individual claim; with a day it is a promise."""

    words = forms.CharField(label=_("Your answer"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(
        label=_("By when, if you promise something"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
