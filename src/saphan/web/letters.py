"""Letters for phones that have none: fonts out of a wheel, sent only after she says that the letters look wrong.

The first load stays small (a font is ten times as heavy as a page). Without the wheel nothing is offered.
"""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from saphan.languages.catalogue import worker_languages

WHEEL = "manimgx_fonts"
FILES = {
    "Mymr": "NotoSansMyanmar[wght].ttf",
    "Thai": "NotoSansThai[wght].ttf",
    "Khmr": "NotoSansKhmer[wght].ttf",
    "Laoo": "NotoSansLao[wght].ttf",
    "Deva": "NotoSansDevanagari[wght].ttf",
    "Beng": "NotoSansBengali[wght].ttf",
}
"""By script (ISO 15924). Every phone has Latin letters."""
OF_LANGUAGE = {one.code: FILES[one.scripts[0]] for one in worker_languages() if one.scripts[0] in FILES}
COOKIE, WISH = "letters", "1"


def folder() -> Path | None:
    """Where the wheel lies; None when it is not installed."""
    found = find_spec(WHEEL)
    return Path(found.origin).parent if found and found.origin else None


def can_be_sent(language: str) -> bool:
    place = folder()
    return place is not None and language in OF_LANGUAGE and (place / OF_LANGUAGE[language]).exists()


def wished(request: HttpRequest) -> bool:
    """She said so on this page, or on one before it."""
    return WISH in (request.GET.get(COOKIE, ""), request.COOKIES.get(COOKIE, ""))


def address(request: HttpRequest) -> str:
    """The same page with letters; what else its address says, a poster above all, stays."""
    query = request.GET.copy()
    query[COOKIE] = WISH
    return f"?{query.urlencode()}"


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def sheet(request: HttpRequest, language: str) -> HttpResponse:
    """A style sheet of two lines, which names the font of this language."""
    if not can_be_sent(language):
        raise Http404
    context = {"address": static(f"letters/{OF_LANGUAGE[language]}")}
    return render(request, "web/letters.css", context, content_type="text/css; charset=utf-8")


class LettersOfTheWheel(BaseFinder):
    """Lets the fonts be gathered with all other static files, so that they travel compressed and are kept by phones."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        place = folder()
        name = path.removeprefix("letters/")
        if place is None or name == path or name not in FILES.values():
            return []
        found = str(place / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        place = folder()
        if place is None:
            return
        storage = FileSystemStorage(location=str(place))
        storage.prefix = "letters"  # type: ignore[attr-defined]
        for name in sorted(FILES.values()):
            yield name, storage
