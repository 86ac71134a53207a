"""Organisations that may be in the list twice: shown to who may say that two are one, and decided. Thin views."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saphan.network.deduplicating import selectors, services
from saphan.network.deduplicating.models import Decision
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.web import says_why

WHO = (Role.LEAD.value, Role.VERIFIER.value)


@require_safe
@desk_page(*WHO)
def duplicates(request: DeskRequest) -> HttpResponse:
    """Pairs that software found alike; nothing happens to them until somebody decides."""
    context = {"proposals": selectors.proposals(), "number": selectors.how_many_proposals()}
    return render(request, "network/duplicates.html", context)


@require_POST
@desk_page(*WHO)
@says_why
def decide(request: DeskRequest, duplicate_id: UUID) -> HttpResponse:
    """decision: `different`, `later`, or the id of the organisation that stays."""
    decision, stays = _decided(request.POST.get("decision", ""))
    services.decide_duplicate(
        proposal_id=duplicate_id,
        decision=decision,
        read_as_id=stays,
        despite=request.POST.getlist("despite"),
        by=request.caller,
    )
    return redirect("network:duplicates")


def _decided(said: str) -> tuple[str, UUID | None]:
    if said in (Decision.DIFFERENT, Decision.LATER):
        return said, None
    try:
        return Decision.SAME, UUID(said)
    except ValueError:
        raise Http404 from None
