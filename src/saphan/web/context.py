"""What every page may use. Never queries: the same context serves the pages that say that the database is away."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from saphan.store import clock
from saphan.web import letters
from saphan.web.offline import is_for_pack

TALL_SCRIPTS = {"my", "km", "lo", "th"}
RIGHT_TO_LEFT = {"ar", "fa", "ps", "ur"}


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    demo = settings.SAPHAN_DEMO and not is_for_pack(request)  # whose bar has a form of this browser's
    return {
        "demo": demo,
        "today": clock.now().date() if demo else None,
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
