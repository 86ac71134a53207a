"""Addresses of signing in, of the bell and of the desk's own pages about the network."""

from django.urls import URLPattern, URLResolver

app_name = "network"
urlpatterns: list[URLPattern | URLResolver] = []
