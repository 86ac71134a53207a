"""A lead's pages of polls: the list, a draft with what is missing, and what became of it. Thin views."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from saphan.dialogue.crowding import reading as crowding
from saphan.dialogue.polls import asking, desk_reading, questionnaire, results, services, sounds, stopping
from saphan.dialogue.polls.desk_forms import DraftForm, NewForm, initial, questions_in, rows_of
from saphan.dialogue.polls.desk_reading import PollSheet
from saphan.dialogue.polls.desk_words import MISSING, STATES, why
from saphan.dialogue.polls.services import Draft
from saphan.dialogue.polls.showing import shown
from saphan.dialogue.promises.desk_forms import asked_for, languages
from saphan.dialogue.promises.desk_pages import Page, addresses, told
from saphan.dialogue.promises.desk_words import REMEDIES
from saphan.network.doors import DeskRequest, desk_page
from saphan.store.ids import random_id
from saphan.store.refusals import Refusal
from saphan.web.once import once_of

TO_RECORD = ("draft", "proposed", "accepted", "running")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def polls(request: DeskRequest) -> HttpResponse:
    """All of this desk; its form begins a draft by its name."""
    form = NewForm(request.POST or None, request.FILES or None)
    status, problems = 200, tuple[str, ...]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("dialogue:desk_poll", _new(request, form))
            except Refusal as refusal:
                status, problems = 409, why(refusal)
    rows = [(card, STATES[card.state]) for card in desk_reading.polls_of(request.caller)]
    context = {"rows": rows, "form": form, "problems": problems}
    return render(request, "dialogue/desk/polls.html", context, status=status)


def _new(request: DeskRequest, form: NewForm) -> UUID:
    """By its name, with the questions of the sheet where there is one."""
    draft, sheet = Draft(name=form.cleaned_data["name"]), form.cleaned_data["sheet"]
    if sheet:
        found = questionnaire.read(sheet.name, sheet.read(), frozenset(code for code, _name in languages()))
        draft = replace(draft, languages=found.languages, questions=found.questions)
    return services.keep_draft(draft=draft, by=request.caller, once=once_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def poll(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    """Its form keeps what the draft says now."""
    sheet = PAGE.find(request, poll_id)
    if request.method != "POST":
        return _show(request, sheet)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _show(request, sheet, form, 422)
    draft = form.draft(questions_in(request.POST))
    return PAGE.act(request, poll_id, lambda: _keep(request, poll_id, draft), form=form)


@require_POST
@desk_page("lead")
def begin(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    return PAGE.act(request, poll_id, lambda: services.begin(poll_id=poll_id, by=request.caller))


@require_POST
@desk_page("lead")
def keep_sound(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    """A question as somebody of the desk reads it aloud."""
    place, _bar, language = request.POST.get("of", "").partition("-")
    sent = request.FILES.get("sound")
    return PAGE.act(
        request,
        poll_id,
        lambda: sounds.keep_recording(
            poll_id=poll_id,
            place=int(place) if place.isdecimal() and len(place) < 3 else 0,
            language=language,
            content=sent.read() if sent else b"",
            by=request.caller,
        ),
    )


@require_POST
@desk_page("lead")
def stop(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    why_so = request.POST.get("why", "")
    return PAGE.act(request, poll_id, lambda: stopping.stop(poll_id=poll_id, why=why_so, by=request.caller))


@require_POST
@desk_page("lead")
def go_on(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    """In spite of a warning of the monitor."""
    text, once = request.POST.get("reason", ""), once_of(request) or random_id()
    return PAGE.act(request, poll_id, lambda: asking.go_on(poll_id=poll_id, text=text, by=request.caller, once=once))


def _keep(request: DeskRequest, poll_id: UUID, draft: Draft) -> None:
    """What stands in the form is kept, also where it cannot be proposed yet."""
    services.keep_draft(draft=draft, by=request.caller, poll_id=poll_id)
    if "propose" in request.POST:
        services.propose(poll_id=poll_id, by=request.caller)


def _show(
    request: DeskRequest,
    sheet: PollSheet,
    form: DraftForm | None = None,
    status: int = 200,
    problems: tuple[str, ...] = (),
) -> HttpResponse:
    ended = results.of_poll(sheet.card.id) if sheet.is_over else None
    typed = questions_in(request.POST) if form else sheet.draft.questions
    codes = [code for code, _name in languages() if code in sheet.draft.languages] or ["en"]
    missing = _missing(request, sheet)
    context = {
        "sheet": sheet,
        "state": STATES[sheet.state],
        "remedy": REMEDIES.get(sheet.draft.remedy, ""),
        "form": asked_for(form or DraftForm(initial=initial(sheet.draft)), but=("organisation", "corridor")),
        "rows": rows_of(typed, codes),
        **told(missing, problems),
        "addresses": addresses(request, "dialogue:poll", sheet.draft.languages, sheet.card.id)
        if sheet.state == "running"
        else (),
        "to_hear": desk_reading.to_hear(request.caller, sheet) if sheet.state in TO_RECORD else (),
        "crowded": str(MISSING["crowded"]) in missing,
        "reason": request.POST.get("reason", "") if problems else "",
        "went_on": crowding.reasons_of(request.caller, sheet.card.id),
        "reasons": stopping.REASONS.items() if sheet.state in ("proposed", "accepted", "running") else (),
        "stopped_why": stopping.REASONS.get(sheet.stopped_why, ""),
        "ended": ended,
        "results": shown(ended, get_language() or "en") if ended else (),
    }
    return render(request, "dialogue/desk/poll.html", context, status=status)


def _missing(request: DeskRequest, sheet: PollSheet) -> list[str]:
    """Before it begins, in the order in which it is mended."""
    if sheet.is_over or sheet.state in ("running", "stopped"):
        return []
    lacks = services.lacks(poll_id=sheet.card.id, by=request.caller)
    return [str(MISSING[code]) for code in lacks]


PAGE: Final = Page("dialogue:desk_poll", desk_reading.poll_of, _show, why)
