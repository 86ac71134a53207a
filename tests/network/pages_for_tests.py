"""The house's addresses, and two plain pages behind the doors."""

from django.http import HttpResponse
from django.urls import path

from saphan.config import urls as house
from saphan.network.doors import DeskRequest, PartnerRequest, desk_page, partner_page


@desk_page()
def for_desks(request: DeskRequest) -> HttpResponse:
    return HttpResponse(f"{request.caller.desk_id} {sorted(request.caller.roles)} {request.member.name}")


@desk_page("verifier")
def for_verifiers(request: DeskRequest) -> HttpResponse:
    return HttpResponse("verifier")


@partner_page
def for_partners(request: PartnerRequest) -> HttpResponse:
    return HttpResponse(f"{request.caller.organisation_id} {request.member.name}")


def for_workers(request: object) -> HttpResponse:
    return HttpResponse("hers")


urlpatterns = [
    path("desk/for-desks/", for_desks),
    path("desk/for-verifiers/", for_verifiers),
    path("partner/for-partners/", for_partners),
    path("for-workers/", for_workers),
    *house.urlpatterns,
]
handler403 = house.handler403
handler404 = house.handler404
handler429 = house.handler429
