"""A lead's pages of boards: the list, a draft with what is missing, and what stands on one. Thin views."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from saphan.dialogue.boards import desk_reading, services
from saphan.dialogue.boards.desk_forms import DraftForm, PlaceForm, initial
from saphan.dialogue.boards.desk_reading import BoardSheet
from saphan.dialogue.boards.desk_words import MISSING, STATES, why
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.promises.desk_forms import asked_for
from saphan.dialogue.promises.desk_pages import Page, addresses, told
from saphan.dialogue.promises.desk_words import REMEDIES
from saphan.network.doors import DeskRequest, desk_page
from saphan.web.once import once_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def boards(request: DeskRequest) -> HttpResponse:
    """All of this desk; its form begins a draft by its workplace."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = Draft(organisation_id=form.cleaned_data["organisation"].id)
        board_id = services.keep_draft(draft=draft, by=request.caller, once=once_of(request))
        return redirect("dialogue:desk_board", board_id)
    rows = [(card, STATES[card.state]) for card in desk_reading.boards_of(request.caller)]
    status = 422 if request.method == "POST" else 200
    return render(request, "dialogue/boards/desk_list.html", {"rows": rows, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def board(request: DeskRequest, board_id: UUID) -> HttpResponse:
    """Its form keeps what the draft says now."""
    sheet = PAGE.find(request, board_id)
    if request.method != "POST":
        return _show(request, sheet)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _show(request, sheet, form, 422)
    return PAGE.act(request, board_id, lambda: _keep(request, board_id, form.draft()), form=form)


@require_POST
@desk_page("lead")
def begin(request: DeskRequest, board_id: UUID) -> HttpResponse:
    return PAGE.act(request, board_id, lambda: services.open_board(board_id=board_id, by=request.caller))


@require_POST
@desk_page("lead")
def end(request: DeskRequest, board_id: UUID) -> HttpResponse:
    return PAGE.act(request, board_id, lambda: services.close(board_id=board_id, by=request.caller))


def _keep(request: DeskRequest, board_id: UUID, draft: Draft) -> None:
    """What stands in the form is kept, also where it cannot be proposed yet."""
    services.keep_draft(draft=draft, by=request.caller, board_id=board_id)
    if "propose" in request.POST:
        services.propose(board_id=board_id, by=request.caller)


def _show(
    request: DeskRequest,
    sheet: BoardSheet,
    form: DraftForm | None = None,
    status: int = 200,
    problems: tuple[str, ...] = (),
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "state": STATES[sheet.state],
        "remedy": REMEDIES.get(sheet.draft.remedy, ""),
        "form": asked_for(form or DraftForm(initial=initial(sheet.draft))),
        **told(_missing(request, sheet), problems),
        "addresses": addresses(request, "dialogue:board", sheet.draft.languages, sheet.card.id)
        if sheet.state in ("open", "owed")
        else (),
        "lines": desk_reading.lines_of(sheet.card.id, get_language() or "en") if sheet.was_opened else (),
    }
    return render(request, "dialogue/boards/desk_one.html", context, status=status)


def _missing(request: DeskRequest, sheet: BoardSheet) -> list[str]:
    if sheet.was_opened:
        return []
    return [str(MISSING[code]) for code in services.lacks(board_id=sheet.card.id, by=request.caller)]


PAGE: Final = Page("dialogue:desk_board", desk_reading.board_of, _show, why)
