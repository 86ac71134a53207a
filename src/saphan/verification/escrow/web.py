"""One act: somebody has spoken with her herself."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import NotAllowed
from saphan.verification.escrow.asking import record_spoken


@desk_page("caseworker", "lead")
@require_POST
def spoken_with(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    try:
        record_spoken(conversation_id=conversation_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("casework:conversation", conversation_id)
