"""The lead's page of machines: none, until she sets one up, tries it and switches it on."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saphan.casework.sentences import said
from saphan.casework.understanding import machines, trying
from saphan.casework.understanding.adapters import ADAPTERS
from saphan.casework.understanding.adapters.contract import Adapter
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.machines import forget_them

LEAD = Role.LEAD.value
FORM_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


class EntryForm(forms.Form):
    """A name that workers and colleagues read, and what the adapter needs."""

    name = forms.CharField(label=_("Its name, as workers read it"), max_length=80, help_text=_("Say whose it is."))

    def __init__(self, adapter: Adapter, data: Any = None) -> None:
        super().__init__(data)
        for one in adapter.fields:
            secret = forms.PasswordInput({"autocomplete": "off"})
            self.fields[one.name] = forms.CharField(
                label=str(one.label),
                help_text=str(one.help),
                required=not one.optional,
                widget=secret if one.secret else forms.TextInput(),
                max_length=400,
            )


@desk_page(LEAD)
@require_safe
def machine_list(request: DeskRequest) -> HttpResponse:
    return render(
        request,
        "casework/understanding/machines.html",
        {"rows": machines.machines_of(request.caller), "known": ADAPTERS.values()},
    )


@never_cache
@desk_page(LEAD)
@FORM_OR_SENT
def add_machine(request: DeskRequest, adapter: str) -> HttpResponse:
    kind = ADAPTERS.get(adapter)
    if kind is None:
        raise Http404
    form = EntryForm(kind, request.POST or None)
    if request.method != "POST":
        return _new(request, kind, form)
    if not form.is_valid():
        return _new(request, kind, form, status=422)
    entered = dict(form.cleaned_data)
    try:
        machine_id = machines.add_machine(adapter=adapter, name=entered.pop("name"), entered=entered, by=request.caller)
    except Refusal as refusal:
        return _new(request, kind, form, status=409, refusal=said(refusal))
    return redirect("casework:machine", machine_id)


@never_cache
@desk_page(LEAD)
@FORM_OR_SENT
def machine(request: DeskRequest, machine_id: UUID) -> HttpResponse:
    """Try it, switch it on or off, end it."""
    card = _card(request, machine_id)
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _one(request, card)
    if act == "try":
        return _one(request, card, found=trying.try_it(machine_id=machine_id, by=request.caller))
    if act in ("on", "off"):
        machines.switch(machine_id=machine_id, on=act == "on", by=request.caller)
    elif act == "end":
        machines.end_machine(machine_id=machine_id, by=request.caller)
    else:
        raise Http404
    forget_them()
    return redirect("casework:machines") if act == "end" else redirect("casework:machine", machine_id)


def _card(request: DeskRequest, machine_id: UUID) -> machines.MachineCard:
    try:
        return machines.machine_card(request.caller, machine_id)
    except NotAllowed:
        raise Http404 from None


def _new(request: DeskRequest, kind: Adapter, form: EntryForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(
        request, "casework/understanding/machine_new.html", {"kind": kind, "form": form, **more}, status=status
    )


def _one(request: DeskRequest, card: machines.MachineCard, **more: Any) -> HttpResponse:
    return render(
        request, "casework/understanding/machine.html", {"card": card, "kind": ADAPTERS[card.adapter], **more}
    )
