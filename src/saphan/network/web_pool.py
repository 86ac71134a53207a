"""The desk's page about its pool: who is in it, joining, leaving."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from saphan.network import policies, pooling
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.pool_page import pool_page
from saphan.store.refusals import Refusal

LEAD = Role.LEAD.value


class InviteDeskForm(forms.Form):
    """A desk that is not in the pool yet."""

    desk = forms.TypedChoiceField(label=_("Which desk?"), coerce=UUID)

    def __init__(self, *args: object, desks: tuple[tuple[str, str], ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["desk"].choices = desks  # type: ignore[attr-defined]


@require_safe
@desk_page()
def pool(request: DeskRequest) -> HttpResponse:
    return _show(request)


@require_POST
@desk_page(LEAD)
def invite_desk(request: DeskRequest) -> HttpResponse:
    form = InviteDeskForm(request.POST, desks=pool_page(request.caller).may_be_invited)
    if not form.is_valid():
        return _show(request, status=422, form=form)
    return _do(request, lambda: pooling.invite_to_pool(desk_id=form.cleaned_data["desk"], by=request.caller))


@require_POST
@desk_page(LEAD)
def agree(request: DeskRequest, invitation_id: UUID) -> HttpResponse:
    return _do(request, lambda: pooling.agree_to_invitation(invitation_id=invitation_id, by=request.caller))


@require_POST
@desk_page(LEAD)
def accept(request: DeskRequest, invitation_id: UUID) -> HttpResponse:
    return _do(request, lambda: pooling.accept_invitation(invitation_id=invitation_id, by=request.caller))


@require_POST
@desk_page(LEAD)
def end(request: DeskRequest, invitation_id: UUID) -> HttpResponse:
    return _do(request, lambda: pooling.end_invitation(invitation_id=invitation_id, by=request.caller))


@require_POST
@desk_page(LEAD)
def leave(request: DeskRequest) -> HttpResponse:
    return _do(request, lambda: pooling.leave_pool(by=request.caller))


def _do(request: DeskRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _show(request, status=409, refusal=refusal)
    return redirect("network:pool")


def _show(
    request: DeskRequest, *, status: int = 200, form: forms.Form | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    page = pool_page(request.caller)
    context = {
        "page": page,
        "may_pool": policies.may_pool(request.caller),
        "form": form or InviteDeskForm(desks=page.may_be_invited),
        "refusal": refusal,
    }
    return render(request, "network/pool.html", context, status=status)
