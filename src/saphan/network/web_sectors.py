"""The sector on an organisation's page: a thin view."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from saphan.network import sectors
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.forms import SectorForm
from saphan.network.web import LEAD, on_organisation


@require_POST
@desk_page(LEAD)
def set_sector(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        sectors.set_sector(organisation_id=organisation_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "sector_form", SectorForm(request.POST), act)
