"""Every address of the house, by room."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
handler400 = "saphan.web.failures.bad_request"
handler403 = "saphan.web.failures.not_allowed"
handler404 = "saphan.web.failures.not_found"
handler500 = "saphan.web.failures.broken"
