"""Every address of the house, by room. Worker pages stand at the root and come last."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from saphan.config.health import healthz

ROOMS = ("web", "network", "casework", "verification", "remedy", "impact", "demo", "voice")

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *(path("", include(f"saphan.{room}.urls")) for room in ROOMS if find_spec(f"saphan.{room}.urls")),
]
handler400 = "saphan.web.failures.bad_request"
handler403 = "saphan.web.failures.not_allowed"
handler404 = "saphan.web.failures.not_found"
handler500 = "saphan.web.failures.broken"
