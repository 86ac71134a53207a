"""The desk's pages about issues."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import NotAllowed, Refusal
from saphan.verification import asking, panels, selectors, services, words
from saphan.verification.forms import AskForm, FindingForm, RulingForm, VerifyForm
from saphan.verification.met_there import met_there
from saphan.verification.pages import IssuePage, VoiceRow
from saphan.verification.picture import dots
from saphan.verification.picture.bundles import bundles, weighed
from saphan.verification.picture.contrary import beside_issue
from saphan.verification.picture.to_ask import to_ask
from saphan.web.once import once_of

READERS = ("caseworker", "verifier", "lead")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the bridge line in words."""

    label: str
    state: str
    on: object


@desk_page(*READERS)
@require_GET
def issue_list(request: DeskRequest) -> HttpResponse:
    finished = request.GET.get("show") == "remedied"
    rows = selectors.issues(request.caller, finished=finished)
    return render(request, "verification/issues.html", {"rows": rows, "finished": finished})


@desk_page(*READERS)
@require_GET
def issue(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    page = _page(request, issue_id)
    return redirect("verification:issue", page.id) if page.id != issue_id else _show(request, page)


@desk_page(*READERS)
@require_POST
def verify(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return _show(request, _page(request, issue_id), status=422, verify_form=form)
    try:
        services.verify(issue_id=issue_id, by=request.caller, **form.cleaned_data)
    except Refusal as refusal:
        return _show(request, _page(request, issue_id), status=409, refusal=refusal, verify_form=form)
    return redirect("verification:issue", issue_id)


@desk_page(*READERS)
@require_POST
def record_finding(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    page = _page(request, issue_id)
    form = FindingForm(request.POST, voices=page.voices)
    if not form.is_valid():
        return _show(request, page, status=422, finding_form=form)
    try:
        services.record_finding(issue_id=issue_id, by=request.caller, **form.cleaned_data)
    except Refusal as refusal:
        return _show(request, page, status=409, refusal=refusal, finding_form=form)
    return redirect("verification:issue", issue_id)


@desk_page(*READERS)
@require_POST
def rule(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    page = _page(request, issue_id)
    form = RulingForm(request.POST, voices=page.voices)
    if not form.is_valid():
        return _show(request, page, status=422, ruling_form=form)
    try:
        services.rule_on_voices(issue_id=issue_id, by=request.caller, **form.ruling())
    except Refusal as refusal:
        return _show(request, page, status=409, refusal=refusal, ruling_form=form)
    return redirect("verification:issue", issue_id)


@desk_page(*READERS)
@require_POST
def ask_desk(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    page = _page(request, issue_id)
    form = AskForm(request.POST, offers=asking.may_be_asked(request.caller, issue_id))
    if not form.is_valid():
        return _show(request, page, status=422, ask_form=form)
    try:
        asking.ask_desk(issue_id=issue_id, by=request.caller, once=once_of(request), **form.asked())
    except Refusal as refusal:
        return _show(request, page, status=409, refusal=refusal, ask_form=form)
    return redirect("verification:issue", issue_id)


@desk_page(*READERS)
@require_POST
def answer_question(request: DeskRequest, issue_id: UUID, question_id: UUID) -> HttpResponse:
    given = {name: request.POST.get(name, "")[: asking.LONGEST] for name in ("answer", "words")}
    page = _page(request, issue_id)
    try:
        asking.answer_question(question_id=question_id, by=request.caller, **given)
    except Refusal as refusal:
        return _show(request, page, status=409, refusal=refusal)
    return redirect("verification:issue", issue_id)


@desk_page(*READERS)
@require_POST
def take_on(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    try:
        services.take_on(issue_id=issue_id, by=request.caller)
    except Refusal as refusal:
        return _show(request, _page(request, issue_id), status=409, refusal=refusal)
    return redirect("verification:issue", issue_id)


def _page(request: DeskRequest, issue_id: UUID) -> IssuePage:
    """Raises Http404 for an issue that is not hers to see, as for one that is not there."""
    try:
        return selectors.issue(request.caller, issue_id)
    except NotAllowed:
        raise Http404 from None


def _show(
    request: DeskRequest,
    page: IssuePage,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    verify_form: VerifyForm | None = None,
    finding_form: FindingForm | None = None,
    ask_form: AskForm | None = None,
    ruling_form: RulingForm | None = None,
) -> HttpResponse:
    content: dict[str, Any] = {
        "page": page,
        "places": _places(page),
        **_picture(page),
        "whom": to_ask(request.caller, page),
        "beside": beside_issue(request.caller, page),
        "met_there": met_there(request.caller, page.respondent_id),
        "refusal": refusal,
        "verify_form": verify_form or VerifyForm(),
        "finding_form": finding_form or FindingForm(voices=page.voices),
        "ruling_form": ruling_form or RulingForm(voices=page.voices),
        "questions": asking.questions_about(request.caller, page.id),
        "answers": words.ANSWERS.items(),
        "ask_form": ask_form or AskForm(offers=asking.may_be_asked(request.caller, page.id)),
        "panels": panels.filled(request.caller, page.id),
    }
    return render(request, "verification/issue.html", content, status=status)


def _places(page: IssuePage) -> list[Place]:
    return [
        Place(f"{label} · {stop.name}" if stop.name else label, stop.state, stop.on)
        for stop in page.way
        for label in [words.word(words.STAGES, stop.stage)]
    ]


def _picture(page: IssuePage) -> dict[str, Any]:
    """The drawing of independent voices, and what each of them weighs."""
    numbers = {account: voice.number for voice in page.voices for account in voice.cluster.voices}
    return {
        "drawing": _drawing(page.voices),
        "bundles": bundles(numbers, page.mass),
        "some_are_one": any(len(voice.cluster.voices) > 1 for voice in page.voices),
        "weighed": weighed(page.mass),
    }


def _drawing(voices: tuple[VoiceRow, ...]) -> dots.Drawing:
    return dots.draw([[dots.Heard(said.when, said.by_month) for said in voice.said] for voice in voices])
