"""Pages about one colleague: her roles, her phone, her leaving; and what waits for a second person."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.network import demo_log_ins, leaving, restoring, selectors, services
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.forms import ChangeForm, CodeForm
from saphan.network.models import Role, Staff
from saphan.network.web import LEAD, says_why
from saphan.store.refusals import NotAllowed, Refusal

ADMINISTRATOR = Role.ADMINISTRATOR.value


@desk_page(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: DeskRequest, staff_id: UUID) -> HttpResponse:
    """Roles and languages, what she holds, her phone. Sent: the roles and languages are changed."""
    if request.method != "POST":
        return _person(request, staff_id)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _person(request, staff_id, status=422, form=form)
    try:
        services.change_staff(staff_id=staff_id, **form.cleaned_data, by=request.caller)
    except (NotAllowed, ObjectDoesNotExist):
        raise Http404 from None
    except Refusal as refusal:
        return _person(request, staff_id, status=409, form=form, refusal=refusal)
    return redirect(f"{reverse('network:person', args=[staff_id])}?done=changed")


@require_POST
@desk_page(LEAD)
@says_why
def let_go(request: DeskRequest, staff_id: UUID) -> HttpResponse:
    services.let_go(staff_id=staff_id, to=_colleague(request), by=request.caller)
    card = selectors.staff_card(staff_id)
    if card.desk_id is None:
        return redirect("network:organisation", card.organisation_id)
    return redirect("network:desk")


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
@says_why
def ask_restoration(request: DeskRequest, staff_id: UUID) -> HttpResponse:
    """One person asks; another is rung for."""
    services.ask_restoration(staff_id=staff_id, lost=request.POST.get("lost", ""), by=request.caller)
    return redirect("network:restorations")


@require_safe
@desk_page(LEAD, ADMINISTRATOR)
def restorations(request: DeskRequest) -> HttpResponse:
    return _restorations(request)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def confirm_restoration(request: DeskRequest, restoration_id: UUID) -> HttpResponse:
    """The second person, with her own code; the link is shown once."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _restorations(request, status=422)
    try:
        invited = services.confirm_restoration(
            restoration_id=restoration_id, code=form.cleaned_data["code"], by=request.caller
        )
    except Refusal as refusal:
        return _restorations(request, status=409, refusal=refusal)
    return render(request, "network/link.html", {"invited": invited})


def _person(request: DeskRequest, staff_id: UUID, *, status: int = 200, **extra: Any) -> HttpResponse:
    try:
        page = leaving.person_page(request.caller, staff_id)
    except NotAllowed:
        raise Http404 from None
    now = {"roles": page.roles, "languages": page.languages, "language": page.language}
    content = {"page": page, "form": ChangeForm(initial=now), "done": request.GET.get("done", ""), **extra}
    return render(request, "network/person.html", content, status=status)


def _restorations(request: DeskRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    content = {
        "rows": [(row, CodeForm(auto_id=f"{row.id}-%s")) for row in restoring.waiting_for(request.caller)],
        "demo_code": demo_log_ins.code_for(Staff.objects.get(id=request.caller.id)),
        **extra,
    }
    return render(request, "network/restorations.html", content, status=status)


def _colleague(request: DeskRequest) -> UUID | None:
    """Whom the form names; nobody in particular for the empty choice. Anything else is refused as a stranger."""
    typed = request.POST.get("to", "")
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)
