"""Addresses of the house itself."""

from django.urls import URLPattern, path

from saphan.web import letters, offline_pages, pages

app_name = "web"
urlpatterns: list[URLPattern] = [
    path("letters/<str:language>.css", letters.sheet, name="letters"),
    path("sw.js", offline_pages.worker, name="worker"),
    path("<slug:language>.webmanifest", offline_pages.manifest, name="manifest"),
    path("<slug:language>.pack", offline_pages.pack, name="pack"),
    path("style/", pages.style, name="style"),
]
