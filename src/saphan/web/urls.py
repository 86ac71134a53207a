"""Addresses of the house itself."""

from django.urls import URLPattern, path

from saphan.web import letters, pages

app_name = "web"
urlpatterns: list[URLPattern] = [
    path("letters/<str:language>.css", letters.sheet, name="letters"),
    path("style/", pages.style, name="style"),
]
