"""Addresses of round tables: everybody's, the desk's, and a company's."""

from django.urls import URLPattern, path

from saphan.dialogue.round_tables import desk, desk_partner, web

urlpatterns: list[URLPattern] = [
    path("<polled:language>/round-tables/", web.agreed, name="round_tables"),
    path("desk/round-tables/", desk.round_tables, name="desk_round_tables"),
    path("desk/round-tables/<uuid:round_table_id>/", desk.round_table, name="desk_round_table"),
    path("partner/round-tables/", desk_partner.seats, name="seats"),
    path("partner/round-tables/<uuid:seat_id>/", desk_partner.seat, name="seat"),
]
