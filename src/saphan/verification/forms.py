"""What a verifier fills in on an issue's page."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saphan.casework import codes
from saphan.languages import cldr
from saphan.languages.writing import own_digits
from saphan.verification import words
from saphan.verification.asking import LONGEST, About
from saphan.verification.moving import METHODS
from saphan.verification.pages import Said, VoiceRow
from saphan.verification.words import word


class VerifyForm(forms.Form):
    """How she knows, and how sure she is."""

    method = forms.ChoiceField(
        label=_("How do you know?"), choices=[(code, words.FINDINGS[code]) for code in METHODS], widget=forms.Select
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"), choices=list(words.CONFIDENCES.items()), widget=forms.RadioSelect
    )


class AskForm(forms.Form):
    """Whom she asks, about what, and in a few words."""

    about = forms.ChoiceField(label=_("Whom, about what?"))
    code = forms.ChoiceField(label=_("What do you want to know?"), choices=list(words.QUESTIONS.items()))
    words = forms.CharField(
        label=_("Short words"),
        help_text=_("Name nobody. Needed for a question of your own."),
        required=False,
        max_length=LONGEST,
    )

    def __init__(self, *args: object, offers: Sequence[About], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.offers = list(offers)
        self.fields["about"].choices = [(str(place), _offered(one)) for place, one in enumerate(self.offers)]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What `ask_desk` takes; for a valid form."""
        chosen = self.offers[int(self.cleaned_data["about"])]
        return {
            "desk_id": chosen.desk_id,
            "voice_group": chosen.voice_group,
            "code": self.cleaned_data["code"],
            "words": self.cleaned_data["words"],
        }


def _offered(one: About) -> str:
    if one.number is None:
        return gettext("%(desk)s, about the whole issue") % {"desk": one.desk}
    return gettext("%(desk)s, about voice %(number)s") % {"desk": one.desk, "number": _number(one.number)}


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
        named = [(str(voice.group), _("Voice %(number)s") % {"number": _number(voice.number)}) for voice in voices]
        self.fields["voice_group"].choices = [("", "–"), *named]  # type: ignore[attr-defined]


class RulingForm(forms.Form):
    """Who is one person with whom, or is not, and how she knows. `other` may be everybody counted with `one`."""

    one = forms.ChoiceField(label=_("Who?"))
    other = forms.ChoiceField(label=_("And who?"))
    known = forms.ChoiceField(label=_("What do you know?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, voices: Sequence[VoiceRow], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        accounts = [(str(account.group), _named(voice, place)) for voice in voices for place, account in _placed(voice)]
        together = [(f"one:{code}", _("One: %(how)s") % {"how": how}) for code, how in words.RULINGS_TOGETHER.items()]
        apart = [(f"two:{code}", _("Not one: %(how)s") % {"how": how}) for code, how in words.RULINGS_APART.items()]
        self.fields["one"].choices = accounts  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", _("all who are counted with it")), *accounts]  # type: ignore[attr-defined]
        self.fields["other"].required = False
        self.fields["known"].choices = [*apart, *together]  # type: ignore[attr-defined]

    def ruling(self) -> dict[str, Any]:
        """What `rule_on_voices` takes; for a valid form."""
        says, reason = self.cleaned_data["known"].split(":")
        other = self.cleaned_data["other"]
        return {
            "left": UUID(self.cleaned_data["one"]),
            "right": UUID(other) if other else None,
            "together": says == "one",
            "reason": reason,
        }


def _number(value: int) -> str:
    """In the digits of the rest of the page."""
    return cldr.number(value, get_language() or "en")


def _placed(voice: VoiceRow) -> Iterable[tuple[int, Any]]:
    return enumerate(voice.accounts, start=1)


def _named(voice: VoiceRow, place: int) -> str:
    """`Voice 2`, or `Voice 3, account 7: week of 2 Mar 2026, Telegram`; of another desk its month."""
    if len(voice.accounts) == 1:
        return gettext("Voice %(number)s") % {"number": _number(voice.number)}
    first = voice.accounts[place - 1].said[0]
    return gettext("Voice %(number)s, account %(place)s: %(when)s") % {
        "number": _number(voice.number),
        "place": _number(place),
        "when": _heard(first),
    }


def _heard(said: Said) -> str:
    language = get_language() or "en"
    day = (cldr.month if said.by_month else cldr.short_day_and_year)(said.when, language)
    when = day if said.by_month else gettext("week of %(day)s") % {"day": day}
    return f"{own_digits(when, language)}, {word(codes.CHANNELS, said.channel)}"
