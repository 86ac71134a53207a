"""What a verifier fills in on an issue's page."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from saphan.verification import words
from saphan.verification.moving import METHODS
from saphan.verification.pages import VoiceRow


class VerifyForm(forms.Form):
    """How she knows, and how sure she is."""

    method = forms.ChoiceField(
        label=_("How do you know?"), choices=[(code, words.FINDINGS[code]) for code in METHODS], widget=forms.Select
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"), choices=list(words.CONFIDENCES.items()), widget=forms.RadioSelect
    )


class FindingForm(forms.Form):
    """What was found, for it or against it, and who was called back."""

    kind = forms.ChoiceField(label=_("What was it?"), choices=list(words.FINDINGS.items()))
    supports = forms.TypedChoiceField(
        label=_("What does it say?"),
        choices=[("yes", _("It is so")), ("no", _("It is not so"))],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    voice_group = forms.TypedChoiceField(
        label=_("Which voice?"),
        help_text=_("For a call-back: who was called. Otherwise only if it came from one of them."),
        required=False,
        coerce=UUID,
        empty_value=None,
    )

    def __init__(self, *args: object, voices: Iterable[VoiceRow], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = [(str(voice.group), _("Voice %(number)s") % {"number": voice.number}) for voice in voices]
        self.fields["voice_group"].choices = [("", "–"), *named]  # type: ignore[attr-defined]
