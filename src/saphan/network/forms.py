"""Forms of the desk's own pages and of the one-time link."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.network.matching.models import MarkKind
from saphan.network.merging.reading import read_by_own_name
from saphan.network.models import OrganisationKind, RelationKind, Role, RunBy
from saphan.network.naming import country_choices, language_choices
from saphan.standards.sectors import is_sector
from saphan.store import clock
from saphan.web import sector_names

DESK_ROLES = [(role.value, role.label) for role in Role if role is not Role.PARTNER]
WEEKDAYS = [
    *((0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday"))),
    *((4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))),
]
GENDERS = {"women": _("women"), "men": _("men")}
NOBODY_SAID: tuple[str, Any] = ("", _("not said"))


def interface_languages() -> list[tuple[str, str]]:
    return list(settings.DESK_LANGUAGES)


def optional_languages() -> list[tuple[str, str]]:
    return [NOBODY_SAID, *language_choices()]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhoRunsItForm(forms.Form):
    """Of a channel or another system: what comes in through a company's is feedback, not voice."""

    run_by = forms.ChoiceField(
        label=_("Who runs or pays for it"),
        choices=RunBy.choices,
        help_text=_("Where a company does, it is feedback until the worker has spoken with you."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Which organisation"),
        queryset=read_by_own_name().order_by("name"),
        required=False,
        empty_label=_("none"),
        help_text=_("Needed for a company and for another organisation."),
    )

    def given(self) -> dict[str, Any]:
        """As the services take it."""
        chosen = self.cleaned_data["organisation"]
        rest = {name: value for name, value in self.cleaned_data.items() if name != "organisation"}
        return {**rest, "organisation_id": chosen.id if chosen else None}


class StartForm(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 letters. A short sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )
    again = forms.CharField(
        label=_("The same password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", gettext("The two are not the same."))
        return given


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    place = forms.CharField(label=_("Town or province"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=_("Language of its pages"), choices=interface_languages, help_text=_("What its people read here.")
    )


class AliasForm(forms.Form):
    name = forms.CharField(
        label=_("Another name"), max_length=200, help_text=_("As workers write or say it, in any script.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=optional_languages, required=False)


class ProvinceForm(forms.Form):
    province = forms.CharField(
        label=_("Province"), max_length=6, required=False, help_text=_("Its ISO 3166-2 code, for example TH-74.")
    )


class SectorForm(forms.Form):
    sector = forms.ChoiceField(
        label=sector_names.LABEL,
        choices=lambda: [
            NOBODY_SAID,
            *((code, name) for code, name in sector_names.SECTORS.items() if is_sector(code)),
        ],
        required=False,
        help_text=sector_names.HINT,
    )


class MarkForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=MarkKind.choices)
    written = forms.CharField(label=_("As it is written"), max_length=200)


class RelationForm(forms.Form):
    kind = forms.ChoiceField(label=_("It"), choices=RelationKind.choices)
    target = forms.ModelChoiceField(
        label=_("whom"), queryset=read_by_own_name().order_by("name"), help_text=_("This opens nothing to anybody.")
    )
    since = forms.DateField(label=_("Since"), widget=DayInput, initial=clock.today)


class WorkforceForm(forms.Form):
    headcount = forms.IntegerField(label=_("How many people"), min_value=1, max_value=1_000_000)
    source = forms.CharField(
        label=_("Where the number comes from"), max_length=120, help_text=_("For example: poster in the canteen.")
    )
    counted_on = forms.DateField(label=_("Counted on"), widget=DayInput, initial=clock.today)
    site = forms.CharField(label=_("Site"), max_length=80, required=False)
    line = forms.CharField(label=_("Line"), max_length=80, required=False)
    shift = forms.CharField(label=_("Shift"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=optional_languages, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[NOBODY_SAID, *GENDERS.items()],
        required=False,
    )


class DutyForm(forms.Form):
    staff_id = forms.TypedChoiceField(label=_("Who"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(label=_("From"), widget=TimeInput)
    closes = forms.TimeField(label=_("To"), widget=TimeInput, help_text=_("Earlier than “from” means the next day."))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = people  # type: ignore[attr-defined]


class DayOffForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DayInput)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(gettext("This day is over."))
        return day


class WordsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    text = forms.CharField(
        label=_("Emergency words"),
        help_text=_("Numbers and places that help at once: police, ambulance, a shelter, an embassy."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class PosterForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Where it will hang"),
        queryset=read_by_own_name().exclude(kind=OrganisationKind.SERVICE).order_by("name"),
        required=False,
        empty_label=_("anywhere"),
    )
    line = forms.CharField(label=_("Line or dormitory"), max_length=80, required=False)


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"))
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=DESK_ROLES, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=interface_languages)
    languages = forms.MultipleChoiceField(
        label=_("Languages she speaks"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ChangeForm(forms.Form):
    """What may change of somebody of a desk."""

    roles = forms.MultipleChoiceField(label=_("Roles"), choices=DESK_ROLES, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=interface_languages)
    languages = forms.MultipleChoiceField(
        label=_("Languages she speaks"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class CodeForm(forms.Form):
    """A code of one's own second factor."""

    code = forms.CharField(
        label=_("The code that your own phone shows now"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class FormerPasswordForm(forms.Form):
    """For a new phone: the password that she has."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=200,
        strip=False,
    )


class PartnerForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the pages"), choices=interface_languages)
