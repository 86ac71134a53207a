"""Forms of outreach: a place, and a visit to it."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from saphan.empowerment.outreach.desk_reading import PlaceCard
from saphan.empowerment.outreach.desk_words import TOPIC_WORDS
from saphan.empowerment.outreach.services import Where
from saphan.empowerment.outreach.topics import TOPICS
from saphan.network.forms import DayInput
from saphan.network.merging.reading import read_by_own_name
from saphan.network.naming import country_choices, language_choices
from saphan.store import clock
from saphan.voice.visits.models import Place as PlaceKind

AHEAD = timedelta(days=60)
POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of place"), choices=PlaceKind.choices)
    name = forms.CharField(label=_("Which place"), max_length=80, help_text=_("Nobody's name."))
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    province = forms.CharField(
        label=_("Province"), max_length=6, required=False, help_text=_("Its ISO 3166-2 code, for example TH-74.")
    )
    corridor = forms.CharField(
        label=_("Corridor"), max_length=5, required=False, help_text=_("From where people come, for example MM-TH.")
    )
    near = forms.ModelMultipleChoiceField(
        label=_("Whose people come there"), queryset=read_by_own_name().order_by("name"), required=False
    )
    agreed_with = forms.ModelChoiceField(
        label=_("Which company agreed"),
        queryset=read_by_own_name().order_by("name"),
        required=False,
        empty_label=_("none"),
        help_text=_("Needed for an orientation."),
    )
    point = forms.RegexField(
        POINT, label=_("Point"), max_length=40, required=False, help_text=_("Latitude, longitude. Only if you need it.")
    )

    def where(self) -> Where:
        given = self.cleaned_data
        point = POINT.fullmatch(given["point"]) if given["point"] else None
        return Where(
            kind=given["kind"],
            name=given["name"],
            country=given["country"],
            province=given["province"].strip().upper(),
            corridor=given["corridor"].strip().upper(),
            near=[one.id for one in given["near"]],
            agreed_with=given["agreed_with"].id if given["agreed_with"] else None,
            point=(float(point[1]), float(point[2])) if point else None,
        )


class PlanForm(forms.Form):
    place = forms.ChoiceField(label=_("Which place"))
    day = forms.DateField(
        label=_("Day"),
        widget=DayInput,
        initial=clock.today,
        validators=[MinValueValidator(clock.today), MaxValueValidator(lambda: clock.today() + AHEAD)],
    )
    holder = forms.ChoiceField(label=_("Who leads it and carries the tablet"))
    team = forms.MultipleChoiceField(label=_("Who comes along"), required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=language_choices, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=[(code, TOPIC_WORDS[code]) for code in TOPICS], required=False
    )
    tablet = forms.BooleanField(label=_("A tablet goes along"), required=False, initial=True)

    def __init__(self, data: Any, places: tuple[PlaceCard, ...], people: list[tuple[UUID, str]]) -> None:
        super().__init__(data)
        named = [(str(staff_id), name) for staff_id, name in people]
        used = [one for one in places if not one.retired]
        self.fields["place"].choices = [(str(one.id), f"{one.kind}: {one.name}") for one in used]  # type: ignore[attr-defined]
        for field in ("holder", "team"):
            self.fields[field].choices = named  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        chosen = dict(self.cleaned_data)
        place, holder, team = chosen.pop("place"), chosen.pop("holder"), chosen.pop("team")
        return {**chosen, "place_id": UUID(place), "holder": UUID(holder), "team": [UUID(one) for one in team]}
