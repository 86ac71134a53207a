"""The page of one place: write it down anew, use it no more, or again."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saphan.empowerment.outreach import places
from saphan.empowerment.outreach.desk_forms import PlaceForm
from saphan.empowerment.outreach.desk_reading import place_as_typed, place_card
from saphan.empowerment.outreach.desk_words import REFUSED
from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.visits.visits import PLANS


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*PLANS)
def change_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    form = PlaceForm(request.POST or None, initial=_typed(request, place_id))
    if request.method != "POST":
        return _show(request, place_id, form)
    if not form.is_valid():
        return _show(request, place_id, form, status=422)
    try:
        places.change_place(place_id=place_id, where=form.where(), by=request.caller)
    except Refusal as refusal:
        return _show(request, place_id, form, status=409, problem=str(REFUSED[refusal.code]))
    return redirect("empowerment:outreach")


@require_POST
@desk_page(*PLANS)
def retire_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    act = places.use_place_again if "again" in request.POST else places.retire_place
    try:
        act(place_id=place_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("empowerment:outreach")


def _typed(request: DeskRequest, place_id: UUID) -> dict[str, object]:
    try:
        return place_as_typed(request.caller, place_id)
    except NotAllowed:
        raise Http404 from None


def _show(request: DeskRequest, place_id: UUID, form: PlaceForm, status: int = 200, problem: str = "") -> HttpResponse:
    context = {"place": place_card(request.caller, place_id), "form": form, "problem": problem}
    return render(request, "empowerment/desk/place.html", context, status=status)
