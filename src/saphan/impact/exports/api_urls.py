"""The interface for other people's dashboards."""

from django.urls import path

from saphan.impact.exports.api import api

urlpatterns = [path("v1/", api.urls)]
