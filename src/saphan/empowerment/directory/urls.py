"""Addresses of the directory."""

from django.urls import URLPattern, path

from saphan.empowerment import speaking as speaking
from saphan.empowerment.directory import web

urlpatterns: list[URLPattern] = [
    path("<taught:language>/who/", web.who, name="who"),
    path("<taught:language>/who/<uuid:organisation_id>/", web.one, name="who_one"),
]
