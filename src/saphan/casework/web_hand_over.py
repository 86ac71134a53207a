"""The page at the end of a shift, and at the beginning of the next one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework import hand_over as handing
from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404, zone_of
from saphan.network.doors import DeskRequest
from saphan.store.refusals import Refusal
from saphan.web.once import once_of


@door
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: DeskRequest) -> HttpResponse:
    """What waits, what was promised, the notes. Sent: a note for whoever comes next."""
    if request.method != "POST":
        return _page(request)
    about = as_id(request.POST.get("about", ""))
    text = request.POST.get("text", "")
    try:
        handing.leave_note(text=text, conversation_id=about, by=request.caller, once=once_of(request))
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("casework:hand_over")


@door
@require_POST
def take(request: DeskRequest, hand_over_id: UUID) -> HttpResponse:
    or_404(lambda: handing.take_note(note_id=hand_over_id, by=request.caller))
    return redirect("casework:hand_over")


def _page(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    content = {
        "page": handing.hand_over_page(request.caller),
        "typed": request.POST,
        "refusal": said(refusal) if refusal else None,
    }
    with timezone.override(zone_of(request)):
        return render(request, "casework/hand_over.html", content, status=409 if refusal else 200)
