"""The desk's page of reach."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.reach.page import reach_page

READERS = (Role.CASEWORKER.value, Role.VERIFIER.value, Role.LEAD.value, Role.ANALYST.value)


@require_safe
@desk_page(*READERS)
def reach(request: DeskRequest) -> HttpResponse:
    """Where people were met lately, and where nobody ever was."""
    return render(request, "network/reach.html", {"page": reach_page(request.caller)})
