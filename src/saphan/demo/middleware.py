"""Every page of a demo shows the demo's day, also one that reads nothing protected. Not loaded elsewhere."""

from collections.abc import Callable
from contextlib import suppress

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse

from saphan.demo import passing

Answer = Callable[[HttpRequest], HttpResponse]


def follow_the_clock(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        with suppress(DatabaseError):  # the page itself says what is wrong
            passing.follow()
        return get_response(request)

    return middleware
