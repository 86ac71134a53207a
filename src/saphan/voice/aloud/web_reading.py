"""The volunteer's page: one question after another, spoken into a phone. It shows our questions and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saphan.network.naming import language_name
from saphan.store.refusals import Refusal
from saphan.voice.aloud import questions, reading
from saphan.voice.aloud.links import Reader, reader_with
from saphan.voice.aloud.models import SpokenQuestion
from saphan.voice.aloud.reading import Line
from saphan.voice.aloud.refusals import LinkOver
from saphan.voice.aloud.sounds import LARGEST_SENT
from saphan.voice.aloud.web_playing import sent

MAY_HEAR = "camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()"


def with_a_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever holds a link that is good now; a page that says so for everybody else."""

    @wraps(view)
    def opened(request: HttpRequest, volunteer: str, **more: Any) -> HttpResponse:
        try:
            reader = reader_with(volunteer)
        except LinkOver:
            return render(request, "voice/aloud/over.html", status=404)
        return view(request, volunteer, reader, **more)

    return opened


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"media-src": [SELF, "blob:"]})  # type: ignore[untyped-decorator]
@with_a_link
def read(request: HttpRequest, token: str, reader: Reader) -> HttpResponse:
    """The question that is asked for, else the first that nobody read; a recording that is sent leads to the next."""
    if request.method != "POST":
        return _page(request, token, reader, request.GET.get("at", ""))
    given = request.POST
    file = request.FILES.get("recording")
    code = given.get("code", "")
    try:
        reading.read_aloud(
            reader=reader,
            code=code,
            digest=given.get("digest", ""),
            content=file.read(LARGEST_SENT + 1) if file else b"",
            name=given.get("name", ""),
        )
    except Refusal as refusal:
        return _page(request, token, reader, code, refusal)
    return redirect(f"{reverse('voice:read_aloud', args=[token])}?{urlencode({'sent': code})}")


@never_cache
@require_safe
@with_a_link
def own_sound(request: HttpRequest, token: str, reader: Reader, sound_id: UUID) -> HttpResponse:
    """What she sent, to hear it again."""
    try:
        return sent(request, reading.own_sound(reader=reader, sound_id=sound_id))
    except SpokenQuestion.DoesNotExist:
        raise Http404 from None


def _page(request: HttpRequest, token: str, reader: Reader, at: str, refusal: Refusal | None = None) -> HttpResponse:
    every = reading.lines_of(reader)
    shown = _shown(every, at)
    context = {
        "token": token,
        "reader": reader,
        "language_called": language_name(reader.language),
        "words_in": questions.language_of_words(reader.language),
        "words_called": language_name(questions.language_of_words(reader.language)),
        "every": every,
        "line": shown,
        "done": sum(not line.is_open for line in every),
        "number": every.index(shown) + 1,
        "name": request.POST.get("name", "")[:80],
        "was_sent": request.GET.get("sent", "") in questions.CODES,
        "refusal": refusal,
    }
    response = render(request, "voice/aloud/read.html", context, status=409 if refusal else 200)
    response.headers["Permissions-Policy"] = MAY_HEAR
    return response


def _shown(every: tuple[Line, ...], at: str) -> Line:
    named = next((line for line in every if line.code == at), None)
    return named or next((line for line in every if line.is_open), every[0])
