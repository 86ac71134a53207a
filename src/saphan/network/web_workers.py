"""Where workers speak together at a workplace: noted and ended by a lead. Thin views."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from saphan.network import workers_bodies
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.web import says_why


@require_POST
@desk_page(Role.LEAD.value)
@says_why
def note(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    workers_bodies.note_workers_body(
        organisation_id=organisation_id,
        kind=request.POST.get("kind", ""),
        name=request.POST.get("name", ""),
        how_to_reach=request.POST.get("how_to_reach", ""),
        languages=request.POST.get("languages", "").replace(",", " ").split()[:10],
        by=request.caller,
    )
    return redirect("network:organisation", organisation_id)


@require_POST
@desk_page(Role.LEAD.value)
@says_why
def end(request: DeskRequest, organisation_id: UUID, body_id: UUID) -> HttpResponse:
    workers_bodies.end_workers_body(organisation_id=organisation_id, body_id=body_id, by=request.caller)
    return redirect("network:organisation", organisation_id)
