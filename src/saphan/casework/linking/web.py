"""Asking her whether two stories are to be put together, and parting them. Thin views."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from saphan.casework import selectors
from saphan.casework.forms import as_id
from saphan.casework.linking import selectors as linking
from saphan.casework.web import do_and_go_on, door, or_404
from saphan.network.doors import DeskRequest
from saphan.voice.linking import joining


@door
@require_GET
def others(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Which other story it may be; read only when somebody opens that part of the page."""
    or_404(lambda: selectors.place_of(request.caller, conversation_id))
    content = {
        "others": linking.may_be_hers(request.caller, conversation_id),
        "lost": linking.lost_her_code(request.caller, conversation_id),
        "open_id": conversation_id,
    }
    return render(request, "casework/linking/others.html", content)


@door
@require_POST
def propose(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """She said that she also wrote in another way: she is asked on both, but where she cannot be asked any more."""
    other_id = as_id(request.POST.get("other", ""))
    if other_id is None:
        raise Http404
    or_404(lambda: selectors.place_of(request.caller, conversation_id))
    if "lost" in request.POST and linking.lost_her_code(request.caller, conversation_id):
        return do_and_go_on(
            request,
            conversation_id,
            lambda: joining.link_lost(conversation_id=conversation_id, earlier_id=other_id, by=request.caller),
        )
    return do_and_go_on(
        request,
        conversation_id,
        lambda: joining.propose(conversation_id=conversation_id, other_id=other_id, by=request.caller),
    )


@door
@require_POST
def undo(request: DeskRequest, conversation_id: UUID, link_id: UUID) -> HttpResponse:
    or_404(lambda: selectors.place_of(request.caller, conversation_id))
    return do_and_go_on(request, conversation_id, lambda: joining.undo(link_id=link_id, by=request.caller))


@door
@require_POST
def rung(request: DeskRequest, conversation_id: UUID, link_id: UUID) -> HttpResponse:
    """A colleague has spoken with whoever says that an old account is hers."""
    or_404(lambda: selectors.place_of(request.caller, conversation_id))
    return do_and_go_on(request, conversation_id, lambda: joining.owner_was_rung(link_id=link_id, by=request.caller))
