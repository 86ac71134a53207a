"""Each sub-room's addresses."""

from django.urls import URLPattern

from saphan.dialogue import speaking as speaking
from saphan.dialogue.boards import urls as boards
from saphan.dialogue.crowding import urls as crowding
from saphan.dialogue.polls import urls as polls
from saphan.dialogue.round_tables import urls as round_tables

app_name = "dialogue"
urlpatterns: list[URLPattern] = [
    *crowding.urlpatterns,
    *polls.urlpatterns,
    *round_tables.urlpatterns,
    *boards.urlpatterns,
]
