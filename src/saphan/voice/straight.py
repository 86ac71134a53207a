"""Other systems bring no cookie and read no page: sessions, languages, forms and menus are not for them."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from saphan.voice import problems

Answer = Callable[[HttpRequest], HttpResponse]
INTERFACE = re.compile(r"/api/v1/|/api/public/v1/|/in/[a-z]+/[^/]+/")
STANDING = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def let_systems_straight_in(get_response: Answer) -> Answer:
    """First of the middleware: what goes to the interface or to a webhook meets none of the others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not INTERFACE.match(request.path_info):
            return get_response(request)
        response = _answer(request)
        for name, value in STANDING.items():
            response.headers.setdefault(name, value)  # released numbers may be kept
        return response

    return middleware


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return problems.answer(problems.NO_SUCH_ADDRESS)
    request.resolver_match = match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if response.status_code != 405:
        return response
    refused = problems.answer(problems.NOT_THIS_WAY)
    refused.headers["Allow"] = response.headers.get("Allow", "")
    return refused
