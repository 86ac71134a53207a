"""An answer by a channel: its length while it is written; on its way, two buttons: again, or the approved words."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.network.doors import DeskRequest
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.channels.leaving import counting, staff


@door
@require_POST
def length(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """How many parts of an SMS this is so far; nothing is kept. Empty where she closed the way meanwhile."""
    found = or_404(lambda: counting.counted(request.caller, conversation_id, request.POST.get("reply", "")))
    return render(request, "casework/parts/length.html", {"length": found})


@door
@require_POST
def send_again(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    return _do(request, delivery_id, lambda: staff.send_again(delivery_id=delivery_id, by=request.caller))


@door
@require_POST
def offer_template(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    return _do(request, delivery_id, lambda: staff.offer_template(delivery_id=delivery_id, by=request.caller))


def _do(request: DeskRequest, delivery_id: UUID, act: Callable[[], None]) -> HttpResponse:
    try:
        story_id = staff.story_of(delivery_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    try:
        act()
    except Refusal as refusal:
        return render(request, "casework/not_done.html", {"refusal": said(refusal)}, status=409)
    return redirect("casework:conversation", story_id)
