"""The pages of a board as a worker reads them: its questions, one with its answer, and a way to ask one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from saphan.dialogue.boards import asking, reading
from saphan.dialogue.boards.reading import BoardPage, QuestionPage
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.voice.pages.first import once_of
from saphan.voice.pages.visits import WorkerRequest, browser_of, is_ours, show, worker_page
from saphan.voice.speaking import worker_languages

COOKIE = "board"
"""A random number, so that she says once whether an answer is true. Kept nowhere else; it goes when she leaves."""
LAST_PAGE = 1_000


@worker_page
def board(request: WorkerRequest, board_id: UUID) -> HttpResponse:
    """Who answers, that this is no report, and what was asked."""
    found = _board(request, board_id)
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    shelf = reading.shelf_of(board_id, request.language, min(max(number, 1), LAST_PAGE))
    return _show(request, "board", found, {"shelf": shelf})


@worker_page
def ask(request: WorkerRequest, board_id: UUID) -> HttpResponse:
    """One question; it waits for a moderator and for others."""
    found = _board(request, board_id)
    if not found.is_open:
        return _to(request, "board", board_id)
    if request.method != "POST":
        return _ask(request, found)
    if not is_ours(request):
        return _ask(request, found, 403)
    try:
        asking.ask(
            board_id=board_id,
            text=request.POST.get("said", ""),
            language=request.language,
            once=once_of(request),
            browser=browser_of(request),
        )
    except DoesNotFit:
        return _ask(request, found, 422)
    except NotNow:
        return _to(request, "board", board_id)
    return _to(request, "board_sent", board_id)


@worker_page
def question(request: WorkerRequest, board_id: UUID, question_id: UUID) -> HttpResponse:
    """One question and its answer; its form says whether the answer is true."""
    found = _board(request, board_id)
    asked = reading.question_of(board_id, question_id, request.language)
    if asked is None:
        raise Http404
    if request.method != "POST":
        return _question(request, found, asked)
    if not is_ours(request):
        return _question(request, found, asked, 403)
    token = _token(request)
    try:
        asking.tell(question_id=question_id, choice=int(request.POST.get("choice", "")[:3]), once=token)
    except (ValueError, DoesNotFit):
        return _question(request, found, asked, 422)
    except NotNow:
        return _to(request, "board_question", board_id, question_id)
    response = _to(request, "board_told", board_id)
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


@worker_page
def sent(request: WorkerRequest, board_id: UUID) -> HttpResponse:
    return _show(request, "sent", _board(request, board_id))


@worker_page
def told(request: WorkerRequest, board_id: UUID) -> HttpResponse:
    return _show(request, "told", _board(request, board_id))


def _board(request: WorkerRequest, board_id: UUID) -> BoardPage:
    found = reading.board_of(board_id)
    if found is None or request.language not in found.languages:
        raise Http404
    return found


def _token(request: WorkerRequest) -> str:
    """Of her browser; before it has one, of the form, so that a form that was sent twice counts once."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if 20 <= len(kept) <= 64 else once_of(request)


def _ask(request: WorkerRequest, found: BoardPage, status: int = 200) -> HttpResponse:
    typed = request.POST.get("said", "")[: 2 * asking.LONGEST]
    context = {"problem": status != 200, "typed": typed, "longest": asking.LONGEST}
    return _show(request, "ask", found, context, status)


def _question(request: WorkerRequest, found: BoardPage, asked: QuestionPage, status: int = 200) -> HttpResponse:
    return _show(request, "question", found, {"asked": asked, "problem": status != 200}, status)


def _show(
    request: WorkerRequest, template: str, found: BoardPage, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    frame = {"page_name": f"board_{template}", "board": found, "other_languages": _addresses(request, found)}
    return show(request, f"dialogue/boards/{template}.html", {**frame, **(context or {})}, status)


def _addresses(request: WorkerRequest, found: BoardPage) -> list[tuple[str, str, str]]:
    rest = request.path.removeprefix(f"/{request.language}/")
    return [(code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in found.languages]


def _to(request: WorkerRequest, page: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"dialogue:{page}", args=[request.language, *args]), status=303)
