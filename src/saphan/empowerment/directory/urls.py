"""Addresses of the directory."""

from django.urls import URLPattern, path

from saphan.empowerment import speaking as speaking
from saphan.empowerment.directory import desk, desk_importing, web

urlpatterns: list[URLPattern] = [
    path("<taught:language>/who/", web.who, name="who"),
    path("<taught:language>/who/list/<slug:part>/", web.short_list, name="who_list"),
    path("<taught:language>/who/<uuid:organisation_id>/", web.one, name="who_one"),
    path("desk/directory/", desk.directory, name="desk_directory"),
    path("desk/directory/import/", desk_importing.import_directory, name="import_directory"),
    path("desk/directory/<uuid:organisation_id>/", desk.directory_entry, name="desk_directory_entry"),
]
