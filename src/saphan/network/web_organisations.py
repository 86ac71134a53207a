"""One organisation under several names: what would happen, then it happens; and the way back."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saphan.network import selectors
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.merging import acts, effects, pages
from saphan.network.merging.models import Why
from saphan.network.models import Role
from saphan.network.web import says_why
from saphan.store.refusals import Refusal

LEAD, VERIFIER = Role.LEAD.value, Role.VERIFIER.value


@desk_page(LEAD, VERIFIER)
def same(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """First a name is looked for, then the page says in sentences what would happen, then it happens."""
    if not selectors.organisations([organisation_id]):
        raise Http404
    if request.method == "POST":
        return _merge(request, organisation_id)
    other_id = _as_id(request.GET.get("with", ""))
    if other_id is None:
        return _choose(request, organisation_id)
    away_id, stays_id = pages.likelier_way(organisation_id, other_id) if _is_there(other_id) else _gone()
    if request.GET.get("turned"):
        away_id, stays_id = stays_id, away_id
    return _preview(request, organisation_id, away_id, stays_id)


@desk_page(LEAD, VERIFIER)
@says_why
def undo_merge(request: DeskRequest, organisation_id: UUID, merge_id: UUID) -> HttpResponse:
    """What will be two again, in a sentence; then it is."""
    act = pages.merge_to_undo(organisation_id, merge_id)
    if request.method == "POST":
        acts.split_organisations(merge_id=merge_id, by=request.caller)
        return redirect("network:organisation", act.organisation_id)
    return render(request, "network/merging/undo.html", {"act": act, "organisation_id": organisation_id})


@require_POST
@desk_page(LEAD, VERIFIER)
@says_why
def make_second(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    second = acts.make_second_organisation(
        organisation_id=organisation_id,
        name=request.POST.get("name", ""),
        place=request.POST.get("place", ""),
        by=request.caller,
    )
    for _, address in effects.ways(request.caller, organisation_id):
        return redirect(f"{address}?to={second}")
    return redirect("network:organisation", second)


def _merge(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    away_id, stays_id = (_as_id(request.POST.get(name, "")) for name in ("away", "stays"))
    why = request.POST.get("why", "")
    if away_id is None or stays_id is None or organisation_id not in (away_id, stays_id) or why not in Why.values:
        raise Http404
    read = request.POST.getlist("despite")
    try:
        acts.merge_organisations(organisation_id=away_id, read_as_id=stays_id, why=why, despite=read, by=request.caller)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return _preview(request, organisation_id, away_id, stays_id, refusal=refusal, status=409)
    return redirect("network:organisation", stays_id)


def _choose(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    card = selectors.organisation(organisation_id)
    typed = request.GET.get("q", card.name).strip()[:200]
    content = {"card": card, "typed": typed, "found": pages.alike(organisation_id, typed)}
    return render(request, "network/merging/choose.html", content)


def _preview(
    request: DeskRequest,
    organisation_id: UUID,
    away_id: UUID,
    stays_id: UUID,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pages.preview(request.caller, away_id, stays_id)
    other_id = stays_id if away_id == organisation_id else away_id
    usual = (away_id, stays_id) == pages.likelier_way(organisation_id, other_id)
    content = {
        "page": page,
        "refusal": refusal or page.refusal,
        "organisation_id": organisation_id,
        "other_id": other_id,
        "turn": usual,
        "read": request.POST.getlist("despite"),
        "why": request.POST.get("why", ""),
    }
    return render(request, "network/merging/preview.html", content, status=status)


def _is_there(organisation_id: UUID) -> bool:
    return bool(selectors.organisations([organisation_id]))


def _gone() -> tuple[UUID, UUID]:
    raise Http404


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
