"""Every address of the house, by room. Worker pages stand at the root and come last."""

from django.urls import URLPattern, URLResolver, include, path

from saphan.config.health import healthz
from saphan.config.landing import landing

ROOMS = ("web", "network", "casework", "verification", "remedy", "empowerment", "dialogue", "impact", "demo", "voice")

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/", include("saphan.voice.api_urls")),
    path("api/public/", include("saphan.impact.exports.api_urls")),
    path("in/", landing, name="in"),
    path("account/", include("saphan.network.account_urls")),
    *(path("", include(f"saphan.{room}.urls")) for room in ROOMS),
]
handler400 = "saphan.web.failures.bad_request"
handler403 = "saphan.web.failures.not_allowed"
handler404 = "saphan.web.failures.not_found"
handler429 = "saphan.network.account.too_many_tries"  # looked for by allauth
handler500 = "saphan.web.failures.broken"
