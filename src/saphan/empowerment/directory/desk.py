"""The directory as staff keep it: who stands in it, and one organisation whole. Thin views."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saphan.casework.forms import as_id
from saphan.empowerment.directory import desk_reading, services
from saphan.empowerment.directory.desk_forms import KindForm, LicenceForm, ListForm, WayForm
from saphan.empowerment.directory.desk_reading import Whole
from saphan.empowerment.directory.desk_words import REFUSED
from saphan.network import policies
from saphan.network import services as network
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import Refusal

WHO = (Role.LEAD.value, Role.EDITOR.value)
LONGEST = 200  # signs of a name
WRITE: dict[str, Callable[..., None]] = {
    "list": services.list_organisation,
    "kind": network.change_kind,
    "way": services.note_way,
    "licence": services.note_licence,
}


@require_safe
@desk_page(*WHO)
def directory(request: DeskRequest) -> HttpResponse:
    """Who everybody finds; or, where a name was typed, who is like it."""
    typed = request.GET.get("q", "")[:LONGEST].strip()
    rows, number = (desk_reading.found(typed), 0) if typed else desk_reading.listed()
    context = {"typed": typed, "rows": rows, "number": number, "may_add": policies.may_manage(request.caller)}
    return render(request, "empowerment/desk/directory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*WHO)
def directory_entry(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation: whether everybody finds it, its kind, ways and licences."""
    card = desk_reading.whole(organisation_id)
    if card is None:
        raise Http404
    forms = _forms(card)
    if request.method != "POST":
        return _entry(request, card, forms)
    act = request.POST.get("act", "")
    try:
        if not _takes_away(request, organisation_id, act):
            form = forms.get(act)
            if form is None:
                raise Http404
            forms[act] = form = type(form)(request.POST)
            if not form.is_valid():
                return _entry(request, card, forms, status=422)
            WRITE[act](**form.cleaned_data, organisation_id=organisation_id, by=request.caller)
    except Refusal as refusal:
        return _entry(request, card, forms, refusal, 409)
    return redirect("empowerment:desk_directory_entry", organisation_id)


def _forms(card: Whole) -> dict[str, Form]:
    return {
        "list": ListForm(spoken=card.spoken),
        "kind": KindForm(initial={"kind": card.code}),
        "way": WayForm(),
        "licence": LicenceForm(),
    }


def _takes_away(request: DeskRequest, organisation_id: UUID, act: str) -> bool:
    """True where it was done. Raises a Refusal."""
    row_id = as_id(request.POST.get("row", ""))
    if act == "unlist":
        services.unlist_organisation(organisation_id=organisation_id, by=request.caller)
    elif act == "drop_way" and row_id:
        services.remove_way(way_id=row_id, by=request.caller)
    elif act == "drop_licence" and row_id:
        services.remove_licence(licence_id=row_id, by=request.caller)
    else:
        return False
    return True


def _entry(
    request: DeskRequest, card: Whole, forms: dict[str, Form], refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    way = next(iter(refusal.ways_out), "") if refusal else ""
    context = {
        "card": card,
        "forms": forms,
        "problem": REFUSED.get(way, REFUSED["licence"]) if refusal else "",
        "may_manage": policies.may_manage(request.caller),
    }
    return render(request, "empowerment/desk/directory_entry.html", context, status=status)
