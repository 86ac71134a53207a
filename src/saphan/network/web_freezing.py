"""Freezing a desk, the one page that its people then have, and the two leads who open it again."""

from typing import Any
from uuid import UUID

from allauth.mfa.base.forms import BaseAuthenticateForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saphan.network import demo_log_ins, services
from saphan.network.doors import DeskRequest, desk_page, frozen_page
from saphan.network.frozen import Frozen, frozen_desk
from saphan.network.models import Role, Staff
from saphan.network.selectors import StaffCard
from saphan.store.refusals import NotAllowed

LEAD = Role.LEAD.value


@require_POST
@desk_page(LEAD)
def freeze(request: DeskRequest) -> HttpResponse:
    """One act. Her own session ends with it."""
    services.freeze_desk(by=request.caller)
    request.session.flush()
    return redirect("network:frozen_now")


@require_safe
def frozen_now(request: HttpRequest) -> HttpResponse:
    """What she reads who has just frozen her desk; says nothing that a stranger may not read."""
    return render(request, "network/frozen_now.html")


@never_cache
@frozen_page
def frozen(request: HttpRequest) -> HttpResponse:
    """Her desk is frozen; a lead may say that it can be opened again."""
    member: StaffCard = request.member  # type: ignore[attr-defined]
    desk = frozen_desk(member.desk_id) if member.desk_id else None
    return redirect("/in/") if desk is None else _agree(request, desk, member.id)


@never_cache
@desk_page(LEAD)
def reopen(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """A lead of another desk of the pool, where the frozen one has not two of its own."""
    desk = frozen_desk(desk_id)
    if desk is None or request.caller.id not in desk.may_agree:
        raise Http404
    return _agree(request, desk, request.caller.id)


def _agree(request: HttpRequest, desk: Frozen, staff_id: UUID) -> HttpResponse:
    """The page; and her word, once the code on her phone was right."""
    staff = Staff.objects.get(id=staff_id)
    form = BaseAuthenticateForm(request.POST or None, user=staff)
    if request.method != "POST" or not form.is_valid():
        return _show(request, desk, staff, form, status=422 if form.errors else 200)
    try:
        is_open = services.agree_to_reopen(desk_id=desk.desk_id, staff_id=staff_id)
    except NotAllowed:
        raise Http404 from None
    return redirect("/in/") if is_open else redirect(request.path)


def _show(request: HttpRequest, desk: Frozen, staff: Staff, form: Any, *, status: int) -> HttpResponse:
    form.fields["code"].widget.attrs.pop("placeholder", None)
    context = {
        "desk": desk,
        "form": form,
        "may_agree": staff.id in desk.may_agree,
        "has_agreed": staff.id in desk.agreed_ids,
        "demo_code": demo_log_ins.code_for(staff),
    }
    return render(request, "network/frozen.html", context, status=status)
