"""Telephone and registration numbers, addresses and websites on an organisation's page: thin views."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from saphan.network import services
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.forms import MarkForm
from saphan.network.matching.models import Mark
from saphan.network.web import LEAD, on_organisation, says_why


@require_POST
@desk_page(LEAD)
def add(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        services.add_mark(organisation_id=organisation_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "mark_form", MarkForm(request.POST), act)


@require_POST
@desk_page(LEAD)
@says_why
def remove(request: DeskRequest, organisation_id: UUID, mark_id: UUID) -> HttpResponse:
    if not Mark.objects.filter(id=mark_id, organisation=organisation_id).exists():
        raise Http404
    services.remove_mark(mark_id=mark_id, by=request.caller)
    return redirect("network:organisation", organisation_id)
