"""In which language she hears our pages: the one in which she reads them, or one without pages that she chose.

The choice is a cookie of her visit that names a language and nothing else; leaving takes it away.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saphan.voice.aloud.playing import Heard, heard
from saphan.voice.aloud.questions import is_readable

COOKIE = "hear"
TWO_PAGES = {"word", "earlier"}  # where a story is opened; the step `word`, in which she chooses it, says `step`


def language_heard(request: HttpRequest, language: str) -> str:
    """The one that she hears; without a choice that of the page."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if is_readable(chosen) and chosen not in dict(settings.LANGUAGES) else language


def heard_on(request: HttpRequest, language: str, context: Mapping[str, Any]) -> Heard | None:
    """What plays on this page: hers, else that of the page's own language; None for a page without a question."""
    name = str(context.get("page_name", ""))
    code = "own_word" if name in TWO_PAGES and "step" not in context else name
    hers = heard(code, language_heard(request, language))
    if hers is None or hers.sound_id is not None or language_heard(request, language) == language:
        return hers
    return heard(code, language)
