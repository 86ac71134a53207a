"""Pages for what went wrong: what happened, what to do, and what she typed still there.

Nothing here asks the database: it may be the thing that is gone.
"""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template import TemplateDoesNotExist, TemplateSyntaxError

KEPT_FIELDS = ("said", "reply", "words", "text", "note")
NEVER_ECHOED = ("csrfmiddlewaretoken", "password", "code", "word", "token", "secret")
LONGEST_BESIDE = 200  # characters of a hidden field; longer ones are not part of any of our forms
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)
LOOKS = (
    ("/desk/", "web/staff.html", "/desk/"),
    ("/partner/", "web/staff.html", "/partner/"),
    ("/account/", "web/staff.html", "/account/login/"),
    ("/in/", "web/staff.html", "/account/login/"),
    ("/public/", "web/public.html", "/public/"),
)
LAST_RESORT = "<!doctype html><meta charset=utf-8><title>Saphan</title><p>Please wait a minute, then try again."


def typed(request: HttpRequest) -> str:
    """What the person had typed into the main field, so that the page can give it back."""
    posted = _posted(request)
    return posted.get(_typed_name(posted), "")


def try_again(request: HttpRequest) -> HttpResponse:
    """The database could not be reached: nothing new was kept."""
    response = _page(request, "try_again", 503)
    response.headers["Retry-After"] = "60"
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "form_expired", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "not_found", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "not_allowed", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "bad_request", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Anything unforeseen. A page is still answered when not even a template can be had."""
    try:
        return try_again(request) if isinstance(sys.exc_info()[1], DatabaseError) else _page(request, "try_again", 500)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        return HttpResponse(LAST_RESORT, status=500)


def _page(request: HttpRequest, what: str, status: int) -> HttpResponse:
    base, home = _look(request.path)
    posted = _posted(request)
    name = _typed_name(posted)
    context: dict[str, Any] = {
        "what": what,
        "base": base,
        "home": home,
        "again": request.get_full_path(),
        "typed": posted.get(name, ""),
        "typed_name": name,
        "beside": list(_beside(posted, name)),
    }
    return render(request, "web/failure.html", context, status=status)


def _look(path: str) -> tuple[str, str]:
    return next(((base, home) for start, base, home in LOOKS if path.startswith(start)), ("web/worker.html", "/"))


def _posted(request: HttpRequest) -> QueryDict:
    """The form as far as it can be read; an unreadable one is empty."""
    if request.method != "POST":
        return QueryDict()
    try:
        return request.POST
    except UNREADABLE:
        return QueryDict()


def _typed_name(posted: QueryDict) -> str:
    return next((name for name in KEPT_FIELDS if posted.get(name)), "")


def _beside(posted: QueryDict, main: str) -> Iterator[tuple[str, str]]:
    """The small fields of the same form (an icon, the key that makes it count once), without anything secret."""
    for name, values in posted.lists():
        if name == main or any(secret in name.lower() for secret in NEVER_ECHOED):
            continue
        yield from ((name, str(value)) for value in values if len(str(value)) <= LONGEST_BESIDE)
