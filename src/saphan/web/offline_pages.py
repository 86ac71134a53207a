"""The service worker, the pack it keeps, and the manifest. Nothing asks for them before she switched it on."""

from importlib.resources import files

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from saphan.web.offline import pack_for

LOOK = files("saphan.web") / "static" / "saphan"
WORKER = (LOOK / "kept.js", LOOK / "worker.js")
SIZES = (192, 512)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may answer for every page of hers; it holds nothing of anybody."""
    return HttpResponse(b"\n".join(part.read_bytes() for part in WORKER), content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What the phone calls it: a name and a picture that say nothing."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        name = pgettext("name of the app", "Bridges")
    content = {
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": language,
        "start_url": f"/{language}/offline/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": [
            {"src": static(f"saphan/bridges-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in SIZES
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def pack(request: HttpRequest, language: str) -> HttpResponse:
    """The whole pack of a language; 204 for a phone that says that it has this very one."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    found = pack_for(request, language)
    if request.GET.get("have") == found.version:
        return HttpResponse(status=204)
    response = HttpResponse(found.packed, content_type="application/json")
    response.headers["Content-Encoding"] = "gzip"
    return response
