"""Stories that everybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saphan.impact.stories import reading
from saphan.impact.stories.described import in_words


@never_cache
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Never kept anywhere: what she takes back is gone with the next look."""
    hers = get_language() or "en"
    rows = []
    for one in reading.shown():
        language = next(each for each in (hers, "en", one.described.language) if each in one.words)
        rows.append((in_words(one.described), language, one.words[language], one.since))
    return render(request, "impact/stories/stories.html", {"rows": rows})
