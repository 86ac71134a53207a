"""The interface for other systems, and the page that explains it."""

from django.urls import path

from saphan.voice.api import api
from saphan.voice.api_page import documentation

urlpatterns = [
    path("", documentation, name="api_documentation"),
    path("v1/", api.urls),
]
