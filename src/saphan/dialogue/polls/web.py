"""The pages of a poll as a worker reads them: one question a page, and a way to report a problem on each."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from saphan.dialogue.polls import answering, reading, results
from saphan.dialogue.polls.garbling import SET, WINDOW
from saphan.dialogue.polls.reading import PollPage, QuestionPage
from saphan.dialogue.polls.showing import shown
from saphan.dialogue.polls.stopping import REASONS
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.voice.aloud.web_playing import sent
from saphan.voice.pages.first import once_of
from saphan.voice.pages.visits import WorkerRequest, is_ours, show, worker_page
from saphan.voice.speaking import worker_languages

COOKIE = "poll"
"""A random number, so that she answers a question once. It is kept nowhere else, and goes when she leaves."""
SKIPPED = "skip"


@worker_page
def poll(request: WorkerRequest, poll_id: UUID) -> HttpResponse:
    """Who asks, who promised to answer, and that this is no report."""
    asked = _poll(request, poll_id)
    if not asked.is_open:
        return _to(request, "poll_result", poll_id)
    return _show(request, "poll", asked)


@worker_page
def question(request: WorkerRequest, poll_id: UUID, place: int) -> HttpResponse:
    """One question. Her answer is kept at once; every one may be skipped."""
    asked = _poll(request, poll_id)
    found = reading.question_of(poll_id, place, request.language)
    if found is None:
        raise Http404
    if not asked.is_open:
        return _to(request, "poll_result", poll_id)
    if request.method != "POST":
        return _ask(request, asked, found)
    if not is_ours(request):
        return _ask(request, asked, found, 403)
    if SKIPPED in request.POST:
        return _go_on(request, asked, found)
    return _answer(request, asked, found)


@worker_page
def sound(request: WorkerRequest, poll_id: UUID, place: int) -> HttpResponse:
    """A question, to be heard; it asks for nothing, and is kept by nobody but her browser."""
    found = reading.sound_of(poll_id, place, request.language)
    if found is None:
        raise Http404
    return sent(request, found)


@worker_page
def done(request: WorkerRequest, poll_id: UUID) -> HttpResponse:
    return _show(request, "done", _poll(request, poll_id))


@worker_page
def result(request: WorkerRequest, poll_id: UUID) -> HttpResponse:
    """What all said, and what the company answers, or that it did not."""
    asked = _poll(request, poll_id)
    ended = results.of_poll(poll_id)
    why = REASONS.get(asked.stopped_why, "")
    context = {"ended": ended, "results": shown(ended, request.language) if ended else (), "why": why}
    return _show(request, "result", asked, context)


def _poll(request: WorkerRequest, poll_id: UUID) -> PollPage:
    asked = reading.poll_of(poll_id)
    if asked is None or request.language not in asked.languages:
        raise Http404
    return asked


def _answer(request: WorkerRequest, asked: PollPage, found: QuestionPage) -> HttpResponse:
    token = _token(request)
    try:
        choice = int(request.POST.get("choice", "")[:3])
        answering.answer(question_id=found.id, choice=choice, language=request.language, once=token)
    except (ValueError, DoesNotFit):
        return _ask(request, asked, found, 422)
    except NotNow:
        return _to(request, "poll_result", asked.id)
    response = _go_on(request, asked, found)
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


def _token(request: WorkerRequest) -> str:
    """Of her browser; before it has one, of the form, so that a form that was sent twice counts once."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if 20 <= len(kept) <= 64 else once_of(request)


def _go_on(request: WorkerRequest, asked: PollPage, found: QuestionPage) -> HttpResponseRedirect:
    if found.place < found.number:
        return _to(request, "poll_question", asked.id, found.place + 1)
    return _to(request, "poll_done", asked.id)


def _ask(request: WorkerRequest, asked: PollPage, found: QuestionPage, status: int = 200) -> HttpResponse:
    context = {"question": found, "problem": status != 200, "window": WINDOW, "set": SET}
    return _show(request, "question", asked, context, status)


def _show(
    request: WorkerRequest, template: str, asked: PollPage, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    frame = {"page_name": f"poll_{template}", "poll": asked, "other_languages": _addresses(request, asked)}
    return show(request, f"dialogue/polls/{template}.html", {**frame, **(context or {})}, status)


def _addresses(request: WorkerRequest, asked: PollPage) -> list[tuple[str, str, str]]:
    rest = request.path.removeprefix(f"/{request.language}/")
    return [(code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in asked.languages]


def _to(request: WorkerRequest, page: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"dialogue:{page}", args=[request.language, *args]), status=303)
