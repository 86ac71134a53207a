"""The desk's pages about signals."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import NotAllowed, Refusal
from saphan.verification.signals import pages, services
from saphan.verification.signals.forms import OutageForm, OutcomeForm
from saphan.verification.web import READERS


@desk_page(*READERS)
@require_GET
def signals(request: DeskRequest) -> HttpResponse:
    return _list(request, OutageForm())


@desk_page(*READERS)
@require_GET
def signal(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    return _show(request, signal_id)


@desk_page(*READERS)
@require_POST
def say_what_it_was(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show(request, signal_id, status=422, form=form)
    try:
        services.say_what_it_was(signal_id=signal_id, outcome=form.cleaned_data["outcome"], by=request.caller)
    except Refusal as refusal:
        return _show(request, signal_id, status=409, refusal=refusal)
    return redirect("verification:signal", signal_id)


@desk_page(*READERS)
@require_POST
def record_outage(request: DeskRequest) -> HttpResponse:
    form = OutageForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    services.record_outage(**form.given(), by=request.caller)  # type: ignore[arg-type]
    return redirect("verification:signals")


@desk_page(*READERS)
@require_POST
def take_back_outage(request: DeskRequest, outage_id: UUID) -> HttpResponse:
    try:
        services.take_back_outage(outage_id=outage_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("verification:signals")


def _list(request: DeskRequest, form: OutageForm, status: int = 200) -> HttpResponse:
    content = {"page": pages.signals(request.caller), "form": form}
    return render(request, "verification/signals.html", content, status=status)


def _show(request: DeskRequest, signal_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """A signal that is not hers to see is not there."""
    try:
        page = pages.signal(request.caller, signal_id)
    except NotAllowed:
        raise Http404 from None
    return render(request, "verification/signal.html", {"page": page, "form": OutcomeForm(), **more}, status=status)
