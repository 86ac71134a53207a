"""The desk's pages of outreach: what is planned, one visit with its counts, and the places."""

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saphan.empowerment.outreach import desk_reading, services
from saphan.empowerment.outreach.desk_forms import PlaceForm, PlanForm
from saphan.empowerment.outreach.desk_words import REFUSED, TOPIC_WORDS
from saphan.empowerment.outreach.group import read_group
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.naming import language_choices
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.refusals import EntryNotRead
from saphan.voice.visits.visits import HOLDS, PLANS, holders_of, may_plan
from saphan.web.once import once_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HOLDS)
def outreach(request: DeskRequest) -> HttpResponse:
    """Visits and places of the desk for those who plan; her own visits for whoever goes out."""
    if request.method != "POST":
        return _list(request)
    if not may_plan(request.caller):
        raise Http404
    form = _plan_form(request, request.POST)
    if not form.is_valid():
        return _list(request, plan_form=form, status=422)
    plan_id = services.plan_visit(**form.given(), by=request.caller)
    return redirect("empowerment:outreach_visit", plan_id)


@require_POST
@desk_page(*PLANS)
def add_place(request: DeskRequest) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _list(request, place_form=form, status=422)
    try:
        services.add_place(where=form.where(), by=request.caller)
    except Refusal as refusal:
        return _list(request, place_form=form, status=409, problem=_why(refusal))
    return redirect("empowerment:outreach")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HOLDS)
def outreach_visit(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """One visit. Its form counts a group at once; the tablet's sheet carries the same one without network."""
    if request.method != "POST":
        return _visit(request, plan_id)
    try:
        _count(request, plan_id)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _visit(request, plan_id, status=409, problem=_why(refusal))
    return redirect("empowerment:outreach_visit", plan_id)


@require_POST
@desk_page(*PLANS)
def cancel_visit(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    try:
        services.cancel_visit(plan_id=plan_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("empowerment:outreach")


@require_POST
@desk_page(*HOLDS)
def strike_group(request: DeskRequest, plan_id: UUID, group_id: UUID) -> HttpResponse:
    try:
        services.strike_group(group_id=group_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("empowerment:outreach_visit", plan_id)


def _count(request: DeskRequest, plan_id: UUID) -> None:
    """Raises a Refusal."""
    group_id, sent = once_of(request), request.POST
    if group_id is None:
        raise EntryNotRead
    given = {
        **{name: sent.get(name, "") for name in ("language", "women", "men", "unsaid")},
        **{name: tuple(sent.getlist(name)) for name in ("asked", "taught")},
    }
    services.count_group(plan_id=plan_id, group_id=group_id, group=read_group(given), by=request.caller)


def _why(refusal: Refusal) -> str:
    return str(REFUSED[refusal.code])


def _plan_form(request: DeskRequest, data: QueryDict | None) -> PlanForm:
    return PlanForm(data, desk_reading.places_of(request.caller), holders_of(request.caller))


def _list(
    request: DeskRequest,
    plan_form: PlanForm | None = None,
    place_form: PlaceForm | None = None,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    plans = may_plan(request.caller)
    context = {
        "plans": desk_reading.plans_of(request.caller),
        "places": desk_reading.places_of(request.caller),
        "plan_form": (plan_form or _plan_form(request, None)) if plans else None,
        "place_form": (place_form or PlaceForm()) if plans else None,
        "problem": problem,
    }
    return render(request, "empowerment/desk/outreach.html", context, status=status)


def _visit(request: DeskRequest, plan_id: UUID, status: int = 200, problem: str = "") -> HttpResponse:
    try:
        page = desk_reading.plan_page(request.caller, plan_id)
    except NotAllowed:
        raise Http404 from None
    context = {
        "page": page,
        "may_plan": may_plan(request.caller),
        "languages_met": language_choices(),
        "topics": TOPIC_WORDS,
        "problem": problem,
    }
    return render(request, "empowerment/desk/outreach_visit.html", context, status=status)
