"""The lead's page about workers who were told to say yes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saphan.network.doors import DeskRequest, desk_page
from saphan.remedy import pressure
from saphan.remedy.words import WHAT_WAS_DONE
from saphan.store.refusals import Refusal

lead = desk_page("lead")


@lead
@require_safe
def pressures(request: DeskRequest) -> HttpResponse:
    return _page(request)


@lead
@require_POST
def done(request: DeskRequest, pressure_id: UUID) -> HttpResponse:
    try:
        pressure.record_what_was_done(pressure_id=pressure_id, done=request.POST.get("done", ""), by=request.caller)
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("remedy:pressures")


def _page(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    rows = [(row, WHAT_WAS_DONE.get(row.done, "")) for row in pressure.pressures(request.caller)]
    content = {"rows": rows, "choices": WHAT_WAS_DONE.items(), "refusal": refusal}
    return render(request, "remedy/pressures.html", content, status=409 if refusal else 200)
