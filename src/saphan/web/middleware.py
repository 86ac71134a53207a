"""Answers that help, also when something broke. No request ever ends in a bare 500."""

from collections.abc import Callable

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse

from saphan.web import failures

Answer = Callable[[HttpRequest], HttpResponse]


def answer_kindly(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DatabaseError):
            return failures.try_again(request)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
