"""The desk's own pages: organisations for everyone of a desk, the desk itself for its lead."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saphan.network import pages, policies, provinces, selectors, services
from saphan.network.deduplicating.selectors import how_many_proposals
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.forms import (
    AliasForm,
    DayOffForm,
    DutyForm,
    InviteForm,
    MarkForm,
    OrganisationForm,
    PartnerForm,
    PosterForm,
    ProvinceForm,
    RelationForm,
    SectorForm,
    WordsForm,
    WorkforceForm,
)
from saphan.network.merging.pages import names_of
from saphan.network.models import Desk, Role
from saphan.network.people import Invited
from saphan.network.sign_in import qr_svg
from saphan.store import clock
from saphan.store.refusals import Refusal

LEAD, VERIFIER, ADMINISTRATOR = Role.LEAD.value, Role.VERIFIER.value, Role.ADMINISTRATOR.value


def says_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For buttons without a form: a refusal becomes a page with a sentence, a thing that is gone a 404."""

    @wraps(view)
    def told(request: DeskRequest, **ids: UUID) -> HttpResponse:
        try:
            return view(request, **ids)
        except Refusal as refusal:
            return render(request, "network/refused.html", {"refusal": refusal}, status=409)
        except ObjectDoesNotExist:
            raise Http404 from None

    return told


@require_safe
@desk_page()
def organisations(request: DeskRequest) -> HttpResponse:
    """Everyone in the supply chains that this installation knows; a typed name is matched, not searched."""
    typed = request.GET.get("q", "").strip()[:200]
    context = {
        "rows": pages.organisation_rows(typed),
        "typed": typed,
        "may_manage": policies.may_manage(request.caller),
        "twice": how_many_proposals() if policies.may_merge(request.caller) else 0,
    }
    return render(request, "network/organisations.html", context)


@desk_page(LEAD)
def new_organisation(request: DeskRequest) -> HttpResponse:
    known = {"name": request.GET.get("q", ""), "country": selectors.desk(_here(request)).country}
    form = OrganisationForm(request.POST or None, initial=known)
    if request.method != "POST" or not form.is_valid():
        return render(request, "network/new_organisation.html", {"form": form}, status=422 if form.errors else 200)
    organisation_id = services.create_organisation(**form.cleaned_data, by=request.caller)
    return redirect("network:organisation", organisation_id)


@require_safe
@desk_page()
def organisation(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    return _organisation(request, organisation_id)


@require_POST
@desk_page(LEAD)
@says_why
def settle_organisation(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    services.settle_organisation(organisation_id=organisation_id, by=request.caller)
    return redirect("network:organisation", organisation_id)


@require_POST
@desk_page(LEAD)
def add_alias(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        services.add_alias(organisation_id=organisation_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "alias_form", AliasForm(request.POST), act)


@require_POST
@desk_page(LEAD)
def set_province(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        provinces.set_province(organisation_id=organisation_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "province_form", ProvinceForm(request.POST), act)


@require_POST
@desk_page(LEAD)
def relate(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        target_id = given.pop("target").id
        services.relate(source_id=organisation_id, target_id=target_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "relation_form", RelationForm(request.POST), act)


@require_POST
@desk_page(LEAD)
@says_why
def end_relation(request: DeskRequest, organisation_id: UUID, relation_id: UUID) -> HttpResponse:
    if relation_id not in selectors.relation_ids(organisation_id):
        raise Http404
    services.end_relation(relation_id=relation_id, until=clock.today(), by=request.caller)
    return redirect("network:organisation", organisation_id)


@require_POST
@desk_page(LEAD, VERIFIER)
def add_workforce_group(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        services.add_workforce_group(organisation_id=organisation_id, **given, by=request.caller)

    return on_organisation(request, organisation_id, "workforce_form", WorkforceForm(request.POST), act)


@require_POST
@desk_page(LEAD)
def invite_partner(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    def act(given: dict[str, Any]) -> Invited:
        partner = [Role.PARTNER.value]
        return services.invite_staff(organisation_id=organisation_id, roles=partner, **given, by=request.caller)

    return on_organisation(request, organisation_id, "partner_form", PartnerForm(request.POST), act)


@require_safe
@desk_page(LEAD, ADMINISTRATOR)
def desk(request: DeskRequest) -> HttpResponse:
    return _desk(request)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def set_duty(request: DeskRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        who, weekdays = UUID(given.pop("staff_id")), given.pop("weekdays")
        services.set_duty_week(desk_id=_here(request), staff_id=who, weekdays=weekdays, **given, by=request.caller)

    form = DutyForm(request.POST, people=pages.people_to_choose(_here(request)))
    return _on_desk(request, "duty_form", form, act)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
@says_why
def remove_duty(request: DeskRequest, duty_id: UUID) -> HttpResponse:
    services.remove_duty(duty_id=duty_id, by=request.caller)
    return redirect("network:desk")


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def add_day_off(request: DeskRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        services.add_day_off(desk_id=_here(request), **given, by=request.caller)

    return _on_desk(request, "day_off_form", DayOffForm(request.POST), act)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
@says_why
def remove_day_off(request: DeskRequest, day_off_id: UUID) -> HttpResponse:
    services.remove_day_off(day_off_id=day_off_id, by=request.caller)
    return redirect("network:desk")


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def set_words(request: DeskRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        services.set_emergency_words(desk_id=_here(request), **given, by=request.caller)

    return _on_desk(request, "words_form", WordsForm(request.POST), act)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def make_poster(request: DeskRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        place = given["organisation"]
        where = place.id if place else None
        services.make_poster(desk_id=_here(request), organisation_id=where, line=given["line"], by=request.caller)

    return _on_desk(request, "poster_form", PosterForm(request.POST), act)


@require_safe
@desk_page(LEAD, ADMINISTRATOR)
def poster(request: DeskRequest, token: str) -> HttpResponse:
    """A page to print: the QR code, the address below it, and a line in each language of the desk."""
    try:
        row = pages.poster_row(_here(request), token)
    except ObjectDoesNotExist:
        raise Http404 from None
    return render(request, "network/poster.html", {"poster": row, "qr": qr_svg(row.address)})


@require_POST
@desk_page(LEAD)
def invite(request: DeskRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> Invited:
        organisation_id = Desk.objects.values_list("organisation_id", flat=True).get(id=_here(request))
        return services.invite_staff(
            organisation_id=organisation_id, desk_id=_here(request), **given, by=request.caller
        )

    return _on_desk(request, "invite_form", InviteForm(request.POST), act)


@require_POST
@desk_page(LEAD)
@says_why
def new_link(request: DeskRequest, staff_id: UUID) -> HttpResponse:
    return _show_link(request, services.new_link(staff_id=staff_id, by=request.caller))


Act = Callable[[dict[str, Any]], Invited | None]


def on_organisation(request: DeskRequest, organisation_id: UUID, name: str, form: forms.Form, act: Act) -> HttpResponse:
    """Do what a form asks; show the page again, with the form and what is wrong, when it cannot be done."""
    if not selectors.organisations([organisation_id]):
        raise Http404
    if not form.is_valid():
        return _organisation(request, organisation_id, status=422, **{name: form})
    try:
        invited = act(form.cleaned_data)
    except Refusal as refusal:
        return _organisation(request, organisation_id, status=409, refusal=refusal, **{name: form})
    return _show_link(request, invited) if invited else redirect("network:organisation", organisation_id)


def _on_desk(request: DeskRequest, name: str, form: forms.Form, act: Act) -> HttpResponse:
    if not form.is_valid():
        return _desk(request, status=422, **{name: form})
    try:
        invited = act(form.cleaned_data)
    except Refusal as refusal:
        return _desk(request, status=409, refusal=refusal, **{name: form})
    return _show_link(request, invited) if invited else redirect("network:desk")


def _organisation(request: DeskRequest, organisation_id: UUID, *, status: int = 200, **extra: Any) -> HttpResponse:
    try:
        page = pages.organisation_page(organisation_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    names = names_of(request.caller, organisation_id)
    context = {
        "page": page,
        "names": names,
        "canonical": selectors.organisation(names.read_as_id),
        "may_merge": policies.may_merge(request.caller),
        "may_manage": policies.may_manage(request.caller),
        "may_count": policies.may_count_workforce(request.caller),
        "alias_form": AliasForm(),
        "province_form": ProvinceForm(initial={"province": page.card.province}),
        "sector_form": SectorForm(initial={"sector": page.card.sector}),
        "mark_form": MarkForm(),
        "relation_form": RelationForm(),
        "workforce_form": WorkforceForm(),
        "partner_form": PartnerForm(initial={"language": page.card.language}),
    }
    return render(request, "network/organisation.html", context | extra, status=status)


def _desk(request: DeskRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    people = pages.people_to_choose(_here(request))
    context = {
        "page": pages.our_desk(_here(request)),
        "may_manage": policies.may_manage(request.caller),
        "duty_form": DutyForm(people=people),
        "day_off_form": DayOffForm(),
        "words_form": WordsForm(),
        "poster_form": PosterForm(),
        "invite_form": InviteForm(initial={"language": request.member.language}),
    }
    return render(request, "network/desk.html", context | extra, status=status)


def _show_link(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Once: only the keyed hash of it is kept."""
    return render(request, "network/link.html", {"invited": invited})


def _here(request: DeskRequest) -> UUID:
    return request.caller.desk_id
