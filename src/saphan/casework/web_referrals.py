"""Referrals: proposed beside a story, received by another desk. Thin views."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework import referral_pages, services
from saphan.casework.forms import as_day, as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404, show
from saphan.network.doors import DeskRequest
from saphan.store import clock
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice import services as voice
from saphan.voice.refusals import StoryGone
from saphan.web.once import once_of


@door
@require_safe
def referrals(request: DeskRequest) -> HttpResponse:
    incoming, outgoing = referral_pages.referrals(request.caller)
    return render(request, "casework/referrals.html", {"incoming": incoming, "outgoing": outgoing})


@door
@require_safe
def referral(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    return _page(request, referral_id)


@door
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Choose parts and a recipient, say why; then she is asked."""
    if request.method != "POST":
        return _form(request, conversation_id)
    recipient_id = as_id(request.POST.get("recipient", "")) or UUID(int=0)
    try:
        services.propose_referral(
            conversation_id=conversation_id,
            recipient_id=recipient_id,
            chosen=_chosen(request),
            until=as_day(request.POST.get("until", "")),
            by=request.caller,
            once=once_of(request),
        )
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _form(request, conversation_id, status=409, refusal=said(refusal))
    return redirect("casework:conversation", conversation_id)


@door
@require_POST
def answered(request: DeskRequest, conversation_id: UUID, ask_id: UUID) -> HttpResponse:
    """What she said, in a talk, about each part."""
    code = request.POST.get("code", "")
    parts = request.POST.getlist("part")
    try:
        voice.answer(ask_id=ask_id, code=code, parts=parts, by=request.caller)
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal))
    return redirect("casework:conversation", conversation_id)


@door
@require_POST
def accept(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    return _do(request, referral_id, lambda: services.accept_referral(referral_id=referral_id, by=request.caller))


@door
@require_POST
def decline(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _do(
        request,
        referral_id,
        lambda: services.decline_referral(referral_id=referral_id, reason=reason, by=request.caller),
    )


@door
@require_POST
def answer(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    text = request.POST.get("answer", "")
    return _do(
        request,
        referral_id,
        lambda: services.answer_referral(referral_id=referral_id, text=text, by=request.caller, once=once_of(request)),
        typed=text,
    )


@door
@require_POST
def withdraw(request: DeskRequest, sent_id: UUID) -> HttpResponse:
    """sent_id: a referral that this desk has sent."""
    return _do(request, sent_id, lambda: services.withdraw_in_talk(referral_id=sent_id, by=request.caller))


@door
@require_POST
def told(request: DeskRequest, sent_id: UUID) -> HttpResponse:
    """sent_id: a referral of this desk to somebody without log-in, whom the desk has told now."""
    return _do(request, sent_id, lambda: services.note_told(referral_id=sent_id, by=request.caller))


@door
@require_POST
def they_did(request: DeskRequest, sent_id: UUID) -> HttpResponse:
    """sent_id: a referral of this desk to somebody without log-in, who was told and has done something."""
    did = request.POST.get("did", "")
    return _do(request, sent_id, lambda: services.note_what_they_did(referral_id=sent_id, did=did, by=request.caller))


def _do(request: DeskRequest, referral_id: UUID, act: Callable[[], object], **typed: str) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, referral_id, status=409, refusal=said(refusal), **typed)
    return redirect("casework:referral", referral_id)


def _page(request: DeskRequest, referral_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    page = or_404(lambda: referral_pages.referral_page(request.caller, referral_id))
    return render(request, "casework/referral.html", {"page": page, "card": page.card, **more}, status=status)


def _form(request: DeskRequest, conversation_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        form = or_404(lambda: referral_pages.referral_form(request.caller, conversation_id))
    except StoryGone:
        raise Http404 from None
    content = {
        "form": form,
        "why": request.POST.get("why", ""),
        "until": request.POST.get("until", ""),
        "picked": request.POST.get("recipient", ""),
        "ticked": request.POST.getlist("part"),
        "lines_ticked": request.POST.getlist("line"),
        "today": clock.today(),
        **more,
    }
    return render(request, "casework/refer.html", content, status=status)


def _chosen(request: DeskRequest) -> services.Chosen:
    lines = frozenset(found for line in request.POST.getlist("line") if (found := as_id(line)))
    return services.Chosen(frozenset(request.POST.getlist("part")), lines, request.POST.get("why", ""))
