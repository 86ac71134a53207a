"""What every page may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

TALL_SCRIPTS = {"my", "km", "lo", "th"}


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "demo": settings.SAPHAN_DEMO,
        "language": language,
        "tall_script": language in TALL_SCRIPTS,
        "caller": getattr(request, "caller", None),
    }
