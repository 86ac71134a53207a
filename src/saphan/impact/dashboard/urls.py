"""Addresses of the dashboard, which is public, and of who may be named on it."""

from django.urls import URLPattern, path

from saphan.impact.dashboard import naming_web, web

urlpatterns: list[URLPattern] = [
    path("public/", web.public, name="public"),
    path("partner/named/", naming_web.may_we_name_you, name="naming"),
    path("desk/named/", naming_web.who_may_be_named, name="who_may_be_named"),
    path("public/figures/<slug:code>.csv", web.chart_table, name="chart_table"),
]
