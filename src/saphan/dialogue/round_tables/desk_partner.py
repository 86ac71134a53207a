"""A company's pages of round tables: its seat, the words it says yes to, and what it promised. Thin views."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from saphan.dialogue.promises.desk_pages import Page
from saphan.dialogue.round_tables import keeping, reading
from saphan.dialogue.round_tables.desk_words import ANSWERS, PROMISE_STATES, STATES, why
from saphan.dialogue.round_tables.reading import SeatSheet
from saphan.network.doors import PartnerRequest, partner_page


@require_safe
@partner_page
def seats(request: PartnerRequest) -> HttpResponse:
    rows = [(seat, card, ANSWERS[seat.answer], STATES[card.state]) for seat, card in reading.seats_of(request.caller)]
    return render(request, "dialogue/desk/seats.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def seat(request: PartnerRequest, seat_id: UUID) -> HttpResponse:
    """Each of its forms is one act, named by its button."""
    sheet = PAGE.find(request, seat_id)
    if request.method != "POST":
        return _show(request, sheet)
    return PAGE.act(request, seat_id, lambda: _act(request, sheet, request.POST.get("act", "")))


def _act(request: PartnerRequest, sheet: SeatSheet, act: str) -> None:
    by, seat_id = request.caller, sheet.seat.id
    acts: Mapping[str, Callable[[], None]] = {
        "take": lambda: keeping.answer_the_offer(seat_id=seat_id, takes_it=True, by=by),
        "decline": lambda: keeping.answer_the_offer(seat_id=seat_id, takes_it=False, by=by),
        "agree": lambda: keeping.agree(seat_id=seat_id, terms=request.POST.get("terms", ""), by=by),
        "done": lambda: keeping.say_it_is_done(promise_id=_promise(request, sheet), by=by),
    }
    if act not in acts:
        raise Http404
    acts[act]()


def _promise(request: PartnerRequest, sheet: SeatSheet) -> UUID:
    mine = {str(one.id): one.id for one in sheet.promises if one.seat_id == sheet.seat.id}
    found = mine.get(request.POST.get("promise", ""))
    if found is None:
        raise Http404
    return found


def _show(request: PartnerRequest, sheet: SeatSheet, status: int = 200, problems: tuple[str, ...] = ()) -> HttpResponse:
    context = {
        "sheet": sheet,
        "answer": ANSWERS[sheet.seat.answer],
        "promises": [(one, PROMISE_STATES[one.state]) for one in sheet.promises],
        "problems": problems,
    }
    return render(request, "dialogue/desk/seat.html", context, status=status)


PAGE: Final = Page("dialogue:seat", reading.seat_of, _show, why)
