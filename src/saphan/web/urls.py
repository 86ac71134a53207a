"""Addresses of the house itself."""

from django.urls import URLPattern, path

from saphan.web import pages

app_name = "web"
urlpatterns: list[URLPattern] = [
    path("style/", pages.style, name="style"),
]
