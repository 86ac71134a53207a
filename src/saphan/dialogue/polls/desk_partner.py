"""A company's pages: what it is asked to promise, its yes or no, and its answer to what workers said. Thin views."""

from functools import partial
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.dialogue.polls import answering, desk_reading, results, services
from saphan.dialogue.polls.desk_reading import PollSheet
from saphan.dialogue.polls.desk_words import STATES, why
from saphan.dialogue.polls.showing import shown
from saphan.dialogue.promises.desk_pages import Page
from saphan.dialogue.promises.desk_words import REMEDIES
from saphan.dialogue.speaking import in_language
from saphan.network.doors import PartnerRequest, partner_page
from saphan.web.once import once_of


@require_safe
@partner_page
def asked_of_us(request: PartnerRequest) -> HttpResponse:
    rows = [(card, STATES[card.state]) for card in desk_reading.polls_of(request.caller)]
    return render(request, "dialogue/desk/asked_of_us.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def asked(request: PartnerRequest, asked_poll_id: UUID) -> HttpResponse:
    """The terms; its form answers what workers said, once it is over."""
    sheet = PAGE.find(request, asked_poll_id)
    if request.method != "POST":
        return _show(request, sheet)
    once = once_of(request)
    if once is None:
        return _show(request, sheet, 422)
    return PAGE.act(
        request,
        asked_poll_id,
        lambda: answering.respond(
            poll_id=asked_poll_id,
            text=request.POST.get("text", ""),
            language=request.member.language,
            once=once,
            by=request.caller,
        ),
    )


@require_POST
@partner_page
def accept(request: PartnerRequest, asked_poll_id: UUID) -> HttpResponse:
    return PAGE.act(request, asked_poll_id, lambda: services.accept(poll_id=asked_poll_id, by=request.caller))


@require_POST
@partner_page
def decline(request: PartnerRequest, asked_poll_id: UUID) -> HttpResponse:
    """It is a draft of the desk again, which a company does not read."""
    says_no = partial(services.decline, poll_id=asked_poll_id, by=request.caller)
    return PAGE.act(request, asked_poll_id, says_no, then="dialogue:asked_of_us")


def _show(request: PartnerRequest, sheet: PollSheet, status: int = 200, problems: tuple[str, ...] = ()) -> HttpResponse:
    ended = results.of_poll(sheet.card.id) if sheet.is_over else None
    hers = request.member.language
    context = {
        "sheet": sheet,
        "state": STATES[sheet.state],
        "remedy": REMEDIES.get(sheet.draft.remedy, ""),
        "questions": [(in_language(one.words, hers), one.is_delicate) for one in sheet.draft.questions],
        "ended": ended,
        "results": shown(ended, hers) if ended else (),
        "typed": request.POST.get("text", "") if problems else "",
        "problems": problems,
    }
    return render(request, "dialogue/desk/asked.html", context, status=status)


PAGE: Final = Page("dialogue:asked", desk_reading.poll_of, _show, why)
