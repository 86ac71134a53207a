"""The desk's concerns about one organisation: a thin view."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.casework.about import concerns_about
from saphan.casework.forms import as_id
from saphan.casework.web import door
from saphan.network import selectors as network
from saphan.network.doors import DeskRequest


@door
@require_safe
def about(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """to: the second of two that were taken for one; each way to correct a concern proposes it."""
    second_id = as_id(request.GET.get("to", ""))
    known = network.organisations([organisation_id, *([second_id] if second_id else [])])
    if organisation_id not in known:
        raise Http404
    content = {
        "organisation": known[organisation_id],
        "second": known.get(second_id) if second_id else None,
        "rows": concerns_about(request.caller, organisation_id),
    }
    return render(request, "casework/about.html", content)
