"""Pages for what went wrong: what happened, what to do, and what she typed still there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEPT_FIELDS = ("said", "reply", "words")


def typed(request: HttpRequest) -> str:
    """What the person had typed into the main field, so that the page can give it back."""
    if request.method != "POST":
        return ""
    return next((request.POST[name] for name in KEPT_FIELDS if request.POST.get(name)), "")


def _page(request: HttpRequest, what: str, status: int) -> HttpResponse:
    return render(request, "web/failure.html", {"what": what, "typed": typed(request)}, status=status)


def try_again(request: HttpRequest) -> HttpResponse:
    """The database could not be reached: nothing new was kept."""
    return _page(request, "try_again", 503)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "form_expired", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "not_found", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "not_allowed", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "bad_request", 400)


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, "try_again", 500)
