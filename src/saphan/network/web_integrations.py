"""The lead's page about other systems: who runs each, its key once, revoking it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from saphan.network import integrations
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.forms import WhoRunsItForm
from saphan.network.models import Role
from saphan.network.web import says_why
from saphan.store.refusals import Refusal

LEAD = Role.LEAD.value


class IntegrationForm(WhoRunsItForm):
    field_order = ("name", "run_by", "organisation")

    name = forms.CharField(
        label=_("Name of the system"), max_length=80, help_text=_("For example: hotline of the union.")
    )


@desk_page(LEAD)
def systems(request: DeskRequest) -> HttpResponse:
    form = IntegrationForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = integrations.add_integration(desk_id=request.caller.desk_id, **form.given(), by=request.caller)
    except Refusal as refusal:
        return _page(request, form, status=409, refusal=refusal)
    return render(request, "network/new_key.html", {"made": made})


@require_POST
@desk_page(LEAD)
@says_why
def revoke(request: DeskRequest, integration_id: UUID) -> HttpResponse:
    integrations.revoke_integration(integration_id=integration_id, by=request.caller)
    return redirect("network:systems")


def _page(request: DeskRequest, form: IntegrationForm, *, status: int = 200, **extra: Any) -> HttpResponse:
    rows = integrations.integrations(request.caller.desk_id)
    return render(request, "network/systems.html", {"rows": rows, "form": form, **extra}, status=status)
