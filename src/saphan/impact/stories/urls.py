"""Addresses of stories for everybody: everybody's, and the desk's."""

from django.urls import URLPattern, path

from saphan.impact.stories import desk, web

urlpatterns: list[URLPattern] = [
    path("public/stories/", web.stories, name="stories"),
    path("desk/story/<uuid:conversation_id>/for-everybody/", desk.story, name="story"),
]
