"""A file about a severe case: she is asked, it is written, her yes is taken back. Thin views."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework.forms import as_day, as_id
from saphan.casework.htcds import giving
from saphan.casework.htcds.page import file_page
from saphan.casework.sentences import said
from saphan.casework.web import Read, door, or_404
from saphan.network.doors import DeskRequest
from saphan.standards.htcds import source
from saphan.store import clock
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.refusals import StoryGone

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@door
@require_http_methods(["GET", "HEAD", "POST"])
def htcds(request: DeskRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """What is agreed and what is missing; and to ask her about one more recipient."""
    if request.method != "POST":
        return _page(request, case_id, conversation_id)
    wanted = giving.Wanted(
        parts=frozenset(request.POST.getlist("part")),
        name=request.POST.get("name", ""),
        until=as_day(request.POST.get("until", "")),
    )
    return _do(
        request,
        case_id,
        conversation_id,
        lambda: giving.ask_for_file(
            case_id=case_id,
            conversation_id=conversation_id,
            recipient_id=_recipient(request),
            wanted=wanted,
            by=request.caller,
        ),
    )


@door
@require_POST
def htcds_file(request: DeskRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """The file itself, from memory; it is kept by nobody here."""
    form = request.POST.get("form", "")
    try:
        given = giving.give_file(
            case_id=case_id,
            conversation_id=conversation_id,
            recipient_id=_recipient(request),
            form=form,
            by=request.caller,
        )
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, case_id, conversation_id, status=409, refusal=said(refusal))
    answer = HttpResponse(given.content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="case-htcds.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


@door
@require_POST
def htcds_taken_back(request: DeskRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    return _do(
        request,
        case_id,
        conversation_id,
        lambda: giving.taken_back_in_talk(
            case_id=case_id, conversation_id=conversation_id, recipient_id=_recipient(request), by=request.caller
        ),
    )


def _recipient(request: DeskRequest) -> UUID:
    return as_id(request.POST.get("recipient", "")) or UUID(int=0)


def _do(request: DeskRequest, case_id: UUID, conversation_id: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, case_id, conversation_id, status=409, refusal=said(refusal))
    return redirect("casework:htcds", case_id, conversation_id)


def _page(request: DeskRequest, case_id: UUID, conversation_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    page = _read(lambda: file_page(request.caller, case_id, conversation_id))
    content = {"page": page, "standard": source(), "today": clock.today(), **more}
    return render(request, "casework/htcds.html", content, status=status)


def _read(read: Callable[[], Read]) -> Read:
    try:
        return or_404(read)
    except StoryGone:
        raise Http404 from None
