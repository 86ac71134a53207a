"""Individual claims: the desk's pages and the company's. Thin views."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework import selectors as casework
from saphan.casework.forms import as_id
from saphan.network.doors import DeskRequest, PartnerRequest, desk_page, partner_page
from saphan.network.models import Role
from saphan.remedy import (
    claim_answers,
    claim_codes,
    claim_endings,
    claim_pages,
    claim_quarrels,
    claim_retaliation,
    claims,
)
from saphan.remedy.forms import ClaimAnswerForm
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of

door = desk_page(Role.CASEWORKER.value, Role.LEAD.value)
NOBODY = UUID(int=0)


@door
@require_safe
def all_claims(request: DeskRequest) -> HttpResponse:
    return render(request, "remedy/claims.html", {"rows": claim_pages.claims(request.caller)})


@door
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """She asks in a talk. First what it means, in a sentence; then it begins."""
    try:
        if request.method != "POST":
            casework.place_of(request.caller, conversation_id)
            return render(request, "remedy/new_claim.html", {"conversation_id": conversation_id})
        claim_id = claims.wish_in_talk(conversation_id=conversation_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("remedy:claim", claim_id)


@door
@require_safe
def claim(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    return _page(request, claim_id)


@door
@require_POST
def check(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    answers = {code: request.POST.get(code, "") for code in claim_codes.SAFETY}
    safe = request.POST.get("safe") == "yes"
    return _do(
        request,
        claim_id,
        lambda: claims.check_safety(claim_id=claim_id, answers=answers, safe=safe, by=request.caller),
    )


@door
@require_POST
def decide(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    words = request.POST.get("words", "")
    return _do(request, claim_id, lambda: claims.decide_for_under_18(claim_id=claim_id, words=words, by=request.caller))


@door
@require_POST
def waive_quarrel(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    words, she_agreed = request.POST.get("words", ""), request.POST.get("she_agreed") == "yes"
    return _do(
        request,
        claim_id,
        lambda: claim_quarrels.waive_quarrel(claim_id=claim_id, words=words, she_agreed=she_agreed, by=request.caller),
    )


@door
@require_POST
def propose(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    fields = {code: request.POST.get(code, "") for code in claim_codes.FIELDS}
    return _do(
        request,
        claim_id,
        lambda: claims.propose_claim(
            claim_id=claim_id,
            recipient_id=as_id(request.POST.get("recipient", "")) or NOBODY,
            words=request.POST.get("words", ""),
            fields=fields,
            by=request.caller,
        ),
    )


class Act(Protocol):
    """What a button without fields does."""

    def __call__(self, *, claim_id: UUID, by: Staff) -> None: ...


def button(act: Act) -> Callable[..., HttpResponseBase]:
    """The view of a button without fields."""

    @door
    @require_POST
    def press(request: DeskRequest, claim_id: UUID) -> HttpResponse:
        return _do(request, claim_id, lambda: act(claim_id=claim_id, by=request.caller))

    return press


show = button(claims.show_claim)
ask_outcome = button(claims.ask_outcome)
settle = button(claim_endings.settle_claim)
spoke = button(claim_retaliation.speak_about_claim)
stopped = button(claim_retaliation.end_claim_retaliation)
withdraw = button(claim_endings.withdraw_claim)


@partner_page
@require_safe
def shown(request: PartnerRequest, claim_id: UUID) -> HttpResponse:
    return _shown(request, claim_id)


@partner_page
@require_POST
def answer(request: PartnerRequest, claim_id: UUID) -> HttpResponse:
    form = ClaimAnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, claim_id, status=422, form=form)
    try:
        claim_answers.answer_claim(claim_id=claim_id, by=request.caller, once=once_of(request), **form.cleaned_data)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _shown(request, claim_id, status=409, refusal=refusal, form=form)
    return redirect("remedy:claim_shown", claim_id)


def _shown(request: PartnerRequest, claim_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        page = claim_pages.shown_page(request.caller, claim_id)
    except NotAllowed:
        raise Http404 from None
    return render(request, "remedy/claim_shown.html", {"page": page, "form": ClaimAnswerForm(), **more}, status=status)


def _do(request: DeskRequest, claim_id: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, claim_id, status=409, refusal=refusal)
    return redirect("remedy:claim", claim_id)


def _page(request: DeskRequest, claim_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        page = claim_pages.claim_page(request.caller, claim_id)
    except NotAllowed:
        raise Http404 from None
    content = {
        "page": page,
        "safety": claim_codes.SAFETY.items(),
        "safety_answers": claim_codes.SAFETY_ANSWERS.items(),
        "fields": [(code, label, request.POST.get(code, "")) for code, label in claim_codes.FIELDS.items()],
        "words": request.POST.get("words", ""),
        "picked": request.POST.get("recipient", ""),
        **more,
    }
    return render(request, "remedy/claim.html", content, status=status)
