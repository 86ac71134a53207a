"""A company's pages: the board that it is asked to promise answers on, and one question to answer. Thin views."""

from functools import partial
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.dialogue.boards import answering, desk_reading, services
from saphan.dialogue.boards.desk_reading import BoardSheet, Line
from saphan.dialogue.boards.desk_showing import in_bands
from saphan.dialogue.boards.desk_words import SENT_BACK, STATES, why
from saphan.dialogue.promises.desk_pages import Page
from saphan.dialogue.promises.desk_words import REMEDIES
from saphan.network.doors import PartnerRequest, partner_page
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of


@require_safe
@partner_page
def asked_boards(request: PartnerRequest) -> HttpResponse:
    rows = [(card, STATES[card.state]) for card in desk_reading.boards_of(request.caller)]
    return render(request, "dialogue/boards/desk_asked_of_us.html", {"rows": rows})


@require_safe
@partner_page
def asked_board(request: PartnerRequest, asked_board_id: UUID) -> HttpResponse:
    return _show(request, PAGE.find(request, asked_board_id))


@require_POST
@partner_page
def accept(request: PartnerRequest, asked_board_id: UUID) -> HttpResponse:
    return PAGE.act(request, asked_board_id, lambda: services.accept(board_id=asked_board_id, by=request.caller))


@require_POST
@partner_page
def decline(request: PartnerRequest, asked_board_id: UUID) -> HttpResponse:
    """It is a draft of the desk again, which a company does not read."""
    says_no = partial(services.decline, board_id=asked_board_id, by=request.caller)
    return PAGE.act(request, asked_board_id, says_no, then="dialogue:asked_boards")


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def asked_question(request: PartnerRequest, asked_question_id: UUID) -> HttpResponse:
    """One question; its form answers it."""
    line = _line(request, asked_question_id)
    if request.method != "POST":
        return _question(request, line)
    once = once_of(request)
    if once is None:
        return _question(request, line, 422)
    try:
        answering.respond(
            question_id=asked_question_id,
            text=request.POST.get("text", ""),
            language=request.member.language,
            once=once,
            by=request.caller,
        )
    except Refusal as refusal:
        return _question(request, line, 409, why(refusal))
    return redirect(PAGE.name, line.board_id)


def _line(request: PartnerRequest, asked_question_id: UUID) -> Line:
    try:
        return desk_reading.asked_question(request.caller, asked_question_id, request.member.language)
    except NotAllowed:
        raise Http404 from None


def _show(
    request: PartnerRequest, sheet: BoardSheet, status: int = 200, problems: tuple[str, ...] = ()
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "state": STATES[sheet.state],
        "remedy": REMEDIES.get(sheet.draft.remedy, ""),
        "lines": desk_reading.lines_of(sheet.card.id, request.member.language) if sheet.was_opened else (),
        "problems": problems,
    }
    return render(request, "dialogue/boards/desk_asked.html", context, status=status)


PAGE: Final = Page("dialogue:asked_board", desk_reading.board_of, _show, why)


def _question(request: PartnerRequest, line: Line, status: int = 200, problems: tuple[str, ...] = ()) -> HttpResponse:
    context = {
        "line": line,
        "reason": SENT_BACK.get(line.reason, ""),
        "truth": in_bands(line.truth) if line.truth else (),
        "typed": request.POST.get("text", line.text if line.reason else ""),
        "problems": problems,
    }
    return render(request, "dialogue/boards/desk_asked_question.html", context, status=status)
