from django.urls import URLPattern, path

from saphan.dialogue.crowding import desk

urlpatterns: list[URLPattern] = [path("desk/polls/crowding/", desk.crowding, name="crowding")]
