"""Pages of what a partner says of its own accord: its own, and the desk's."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.network.doors import DeskRequest, PartnerRequest, desk_page, partner_page
from saphan.remedy import own_pages, own_words
from saphan.remedy.own_said import HOW, STATES, ProblemForm, PromiseForm
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of

hears = desk_page("verifier", "lead")


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: PartnerRequest) -> HttpResponse:
    """Tell of a problem, or promise something; below, what was told before."""
    if request.method != "POST":
        return _own(request)
    if request.POST.get("kind") == own_words.PROMISE:
        return _promise(request)
    return _problem(request)


def _problem(request: PartnerRequest) -> HttpResponse:
    form = ProblemForm(request.POST, auto_id="problem_%s")
    if not form.is_valid():
        return _own(request, 422, problem_form=form)
    try:
        own_words.tell_of_a_problem(by=request.caller, once=once_of(request), **form.cleaned_data)
    except Refusal as refusal:
        return _own(request, 409, problem_form=form, refusal=refusal)
    return redirect("remedy:own_words")


def _promise(request: PartnerRequest) -> HttpResponse:
    form = PromiseForm(request.POST, auto_id="promise_%s")
    if not form.is_valid():
        return _own(request, 422, promise_form=form)
    try:
        own_words.promise(by=request.caller, once=once_of(request), **form.cleaned_data)
    except Refusal as refusal:
        return _own(request, 409, promise_form=form, refusal=refusal)
    return redirect("remedy:own_words")


@partner_page
@require_POST
def kept(request: PartnerRequest, own_word_id: UUID) -> HttpResponse:
    try:
        own_words.say_kept(own_word_id=own_word_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _own(request, 409, refusal=refusal)
    return redirect("remedy:own_words")


@hears
@require_safe
def heard(request: DeskRequest) -> HttpResponse:
    return _heard(request)


@hears
@require_POST
def answer(request: DeskRequest, own_word_id: UUID) -> HttpResponse:
    act, how = request.POST.get("act", ""), request.POST.get("how", "")
    try:
        own_words.answer(own_word_id=own_word_id, act=act, how=how, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _heard(request, 409, refusal=refusal)
    return redirect("remedy:own_words_heard")


def _own(request: PartnerRequest, status: int = 200, **more: Any) -> HttpResponse:
    rows = [(row, STATES[row.state], HOW.get(row.how, "")) for row in own_pages.of_partner(request.caller)]
    forms = {"problem_form": ProblemForm(auto_id="problem_%s"), "promise_form": PromiseForm(auto_id="promise_%s")}
    return render(request, "remedy/own.html", {"rows": rows, **forms, **more}, status=status)


def _heard(request: DeskRequest, status: int = 200, **more: Any) -> HttpResponse:
    rows = [(row, STATES[row.state], HOW.get(row.how, "")) for row in own_pages.of_desk(request.caller)]
    return render(request, "remedy/own_heard.html", {"rows": rows, "how_known": HOW.items(), **more}, status=status)
