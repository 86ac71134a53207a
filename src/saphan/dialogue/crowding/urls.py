from django.urls import URLPattern, path

from saphan.dialogue.crowding import desk

urlpatterns: list[URLPattern] = [path("desk/crowding/", desk.crowding, name="crowding")]
