"""Addresses of outreach: the desk's."""

from django.urls import URLPattern, path

from saphan.empowerment.outreach import desk_cards, desk_places, desk_web

urlpatterns: list[URLPattern] = [
    path("desk/outreach/", desk_web.outreach, name="outreach"),
    path("desk/outreach/places/", desk_web.add_place, name="add_place"),
    path("desk/outreach/places/<uuid:place_id>/", desk_places.change_place, name="change_place"),
    path("desk/outreach/places/<uuid:place_id>/retire/", desk_places.retire_place, name="retire_place"),
    path("desk/outreach/places/<uuid:place_id>/cards/", desk_cards.place_cards, name="place_cards"),
    path("desk/outreach/<uuid:plan_id>/", desk_web.outreach_visit, name="outreach_visit"),
    path("desk/outreach/<uuid:plan_id>/cancel/", desk_web.cancel_visit, name="cancel_visit"),
    path("desk/outreach/<uuid:plan_id>/<uuid:group_id>/strike/", desk_web.strike_group, name="strike_group"),
]
