"""Answers that help, also when something broke, and in her language. No request ever ends in a bare 500."""

from collections.abc import Callable, Collection
from typing import cast

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from saphan.web import failures, letters

Answer = Callable[[HttpRequest], HttpResponse]

COOKIE = "language"
OLD_CODES = {"fil": "tl", "in": "id"}  # what phones call Tagalog and, the older ones, Indonesian
NEVER_PACKED = ("/desk/", "/partner/", "/account/", "/in/", "/aloud/")
STANDING = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


def answer_kindly(get_response: Answer) -> Answer:
    """Standing headers on every answer; a lost database becomes a page that gives back what was typed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in STANDING.items():
            response.headers.setdefault(name, value)
        return response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return failures.try_again(request) if isinstance(error, DatabaseError) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def pack_worker_pages(get_response: Answer) -> Answer:
    """Worker and public pages travel compressed, for thin lines.

    Desk and partner pages do not: they hold secrets beside what others typed, and the length of a compressed page
    can tell one from the other. Static files were packed when they were collected, those that become smaller by it.
    """
    as_they_are = (*NEVER_PACKED, settings.STATIC_URL)
    packed = cast(Answer, GZipMiddleware(get_response))

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.path.startswith(as_they_are) else packed(request)

    return middleware


def speak_the_language(get_response: Answer) -> Answer:
    """The language of the address (`?language=my`, then `/my/…`), else the cookie, else what her phone prefers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen, offered = request.GET.get("language", ""), offered_at(request.path)
        asked_for = (chosen, request.path.split("/")[1])
        language = next(filter(offered.__contains__, asked_for), None) or _remembered(request, offered)
        with translation.override(language):
            response = get_response(request)
        if chosen in offered:
            _keep(response, COOKIE, chosen)
        if request.GET.get(letters.COOKIE) == letters.WISH:
            _keep(response, letters.COOKIE, letters.WISH)
        if "immutable" not in response.get("Cache-Control", ""):  # a sound is the same for everybody
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def offered_at(path: str) -> Collection[str]:
    """The languages of a page: desk and partner pages are written in fewer than a worker's."""
    return dict(settings.DESK_LANGUAGES if path.startswith(NEVER_PACKED) else settings.LANGUAGES)


def _remembered(request: HttpRequest, offered: Collection[str]) -> str:
    wished = (request.COOKIES.get(COOKIE, ""), *_preferred(request), "en")
    return next(filter(offered.__contains__, (OLD_CODES.get(code, code) for code in wished)))


def _preferred(request: HttpRequest) -> list[str]:
    """What the browser asks for, without regions, the most wished for first."""
    asked = parse_accept_lang_header(request.headers.get("accept-language", "").lower())
    return [code.split("-")[0] for code, _weight in asked]
