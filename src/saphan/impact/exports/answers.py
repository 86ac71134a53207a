"""How released numbers travel: dated, kept by whoever likes, asked for again at little cost, open to every page."""

from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response

STANDS = "public, max-age=86400, immutable"
"""A file of a numbered edition."""
CHANGES = "public, max-age=3600, immutable"
"""What a newer edition will change. `immutable`: the same for everybody, whatever the language or the cookie."""
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def released(
    request: HttpRequest, content: bytes, kind: str, *, edition: int, keep: str = CHANGES, name: str = ""
) -> HttpResponse:
    """The answer, or 304 to whoever has it. name: of the file, where it is one to keep."""
    etag = f'"{edition}-{sha256(content).hexdigest()[:24]}"'
    answer = get_conditional_response(request, etag, None, HttpResponse(content, content_type=kind))
    response = cast(HttpResponse, answer)
    told = {**OPEN, "ETag": etag, "Cache-Control": keep, "X-Saphan-Edition": str(edition)}
    if name and response.status_code == 200:
        told["Content-Disposition"] = f'attachment; filename="{name}"'
    for header, value in told.items():
        response.headers[header] = value
    return response


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For what passes by the middleware that packs pages."""
    return cast(HttpResponse, GZipMiddleware(lambda _: response)(request))
