"""What every page may use. Never queries: the same context serves the pages that say that the database is away."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from saphan.store import clock
from saphan.web import letters

TALL_SCRIPTS = {"my", "km", "lo", "th"}
RIGHT_TO_LEFT = {"ar", "fa", "ps", "ur"}


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "demo": settings.SAPHAN_DEMO,
        "today": clock.now().date() if settings.SAPHAN_DEMO else None,
        "language": language,
        "language_name": dict(settings.LANGUAGES).get(language, language),
        "languages": settings.LANGUAGES,
        "desk_languages": settings.DESK_LANGUAGES,
        "tall_script": language in TALL_SCRIPTS,
        "text_direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "letters": letters.wished(request) and letters.can_be_sent(language),
        "may_want_letters": letters.can_be_sent(language) and not letters.wished(request),
        "letters_address": letters.address(request),
        "caller": getattr(request, "caller", None),
    }
