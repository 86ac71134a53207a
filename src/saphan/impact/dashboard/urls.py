"""Addresses of the dashboard; all are public."""

from django.urls import URLPattern, path

from saphan.impact.dashboard import web

urlpatterns: list[URLPattern] = [
    path("public/", web.public, name="public"),
    path("public/figures/<slug:code>.csv", web.chart_table, name="chart_table"),
]
