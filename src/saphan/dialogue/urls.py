"""Each sub-room's addresses, and the page that says what worker voice is."""

from django.urls import URLPattern, path

from saphan.dialogue import speaking as speaking
from saphan.dialogue import what_voice_is
from saphan.dialogue.polls import urls as polls
from saphan.dialogue.round_tables import urls as round_tables

app_name = "dialogue"
urlpatterns: list[URLPattern] = [
    path("<polled:language>/voice/", what_voice_is.what_voice_is, name="what_voice_is"),
    *polls.urlpatterns,
    *round_tables.urlpatterns,
]
