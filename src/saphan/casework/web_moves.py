"""The wrong desk, the wrong case, a note in the wrong story: pages that say what will happen before it does."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework import codes, moves
from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.casework.wording import language_name
from saphan.network.doors import DeskRequest
from saphan.network.naming import country_name
from saphan.store.refusals import Refusal


@door
@require_http_methods(["GET", "HEAD", "POST"])
def wrong_desk(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Which desk, and why; what happens then depends on what she was told so far. Opens nothing."""
    if request.method != "POST":
        return _page(request, conversation_id)
    try:
        rule = _act(request, conversation_id)
    except Refusal as refusal:
        return _page(request, conversation_id, refusal=refusal)
    if rule == moves.ASKED:
        return redirect("casework:conversation", conversation_id)
    return redirect(f"{reverse('casework:inbox')}?done=moved")


@door
@require_POST
def stay_here(request: DeskRequest, move_id: UUID) -> HttpResponse:
    """She is not asked any more."""
    or_404(lambda: moves.take_move_back(move_id=move_id, by=request.caller))
    return redirect("casework:inbox")


def _act(request: DeskRequest, conversation_id: UUID) -> str:
    to, why = as_id(request.POST.get("desk", "")), request.POST.get("why", "")
    desk_id = to or UUID(int=0)
    if "at_once" not in request.POST:
        return moves.propose_move(conversation_id=conversation_id, to_desk_id=desk_id, why=why, by=request.caller)
    reason = request.POST.get("reason", "")
    moves.move_at_once(conversation_id=conversation_id, to_desk_id=desk_id, why=why, reason=reason, by=request.caller)
    return moves.DANGER


def _page(request: DeskRequest, conversation_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    page = or_404(lambda: moves.move_page(request.caller, conversation_id))
    desks = [
        (desk, country_name(desk.country), ", ".join(language_name(each) for each in desk.languages))
        for desk in page.desks
    ]
    content = {
        "page": page,
        "desks": desks,
        "reasons": codes.MOVES.items(),
        "typed": request.POST,
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/move.html", content, status=409 if refusal else 200)
