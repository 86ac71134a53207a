"""Broken glass and the identity custodian: thin views."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework import look_pages, looking
from saphan.casework.forms import as_id
from saphan.casework.look_codes import GLASS_REASONS
from saphan.casework.sentences import said
from saphan.casework.web import door, show
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal

NOBODY = UUID(int=0)
ADMINISTRATOR, LEAD, CASEWORKER = Role.ADMINISTRATOR.value, Role.LEAD.value, Role.CASEWORKER.value
CUSTODIAN = Role.CUSTODIAN.value
FORM_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


@desk_page(ADMINISTRATOR, LEAD, CASEWORKER)
@FORM_OR_SENT
def glass(request: DeskRequest) -> HttpResponse:
    """What was opened and is asked for; an administrator asks."""
    if request.method != "POST":
        return _glass(request)
    about, reason = as_id(request.POST.get("about", "").strip()) or NOBODY, request.POST.get("reason", "")
    try:
        looking.ask_to_break_glass(about=about, reason=reason, by=request.caller)
    except Refusal as refusal:
        return _glass(request, refusal)
    return redirect("casework:glass")


@desk_page(LEAD)
@require_POST
def decide_glass(request: DeskRequest, look_id: UUID) -> HttpResponse:
    _or_404(lambda: looking.decide_glass(look_id=look_id, opens="open" in request.POST, by=request.caller))
    return redirect("casework:glass")


@desk_page(ADMINISTRATOR)
@require_safe
def behind_glass(request: DeskRequest, look_id: UUID) -> HttpResponse:
    try:
        lines = looking.read_behind_glass(look_id=look_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    page = look_pages.look(request.caller, looking.GLASS, look_id)
    return _kept_nowhere(render(request, "casework/behind_glass.html", {"lines": lines, "look": page}))


@door
@require_POST
def ask_identity(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _beside(
        request,
        conversation_id,
        lambda: looking.ask_for_identity(conversation_id=conversation_id, reason=reason, by=request.caller),
    )


@desk_page(CUSTODIAN)
@require_safe
def identities(request: DeskRequest) -> HttpResponse:
    return render(request, "casework/identities.html", {"looks": look_pages.looks(request.caller, looking.IDENTITY)})


@desk_page(CUSTODIAN)
@require_POST
def decide_identity(request: DeskRequest, look_id: UUID) -> HttpResponse:
    """Refused, or shown on this answer and never again."""
    shows = "show" in request.POST
    try:
        handle = looking.decide_identity(look_id=look_id, shows=shows, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    if not shows:
        return redirect("casework:identities")
    return _kept_nowhere(render(request, "casework/identity.html", {"handle": handle}))


def _glass(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    content = {
        "looks": look_pages.looks(request.caller, looking.GLASS),
        "reasons": GLASS_REASONS.items(),
        "may_ask": request.caller.has_role(ADMINISTRATOR),
        "may_open": request.caller.has_role(LEAD),
        "about": request.POST.get("about") or request.GET.get("about", ""),
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/glass.html", content, status=409 if refusal else 200)


def _beside(request: DeskRequest, conversation_id: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal))
    return redirect("casework:conversation", conversation_id)


def _or_404(act: Callable[[], object]) -> None:
    try:
        act()
    except NotAllowed:
        raise Http404 from None


def _kept_nowhere(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
