"""The pages of visits: the list, the sheet that works without network, and the door for what it sends."""

import base64
import binascii
import json
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.network.doors import DeskRequest, desk_page
from saphan.store import clock
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.refusals import EntryNotRead, VisitOver
from saphan.voice.speaking import is_spoken
from saphan.voice.visits import sheets, to_her, visits
from saphan.voice.visits.forms import VisitForm, entry_of
from saphan.voice.visits.sentences import OTHER_CODE, why
from saphan.voice.visits.taking import LARGEST, take, take_sealed
from saphan.voice.visits.visits import HOLDS, PLANS, VisitCard
from saphan.web.once import once_of

OVER = 410
LARGEST_BODY = LARGEST * 4 // 3 + 1024
WORKER = files("saphan.voice") / "static" / "voice" / "visit-worker.js"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HOLDS)
def visits_page(request: DeskRequest) -> HttpResponse:
    """The desk's visits and a new one for those who plan; her own for whoever carries a tablet."""
    form = _form(request, request.POST or None)
    if request.method != "POST":
        return _list(request, form)
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return _list(request, form, status=422)
    visits.begin_visit(**form.given(), by=request.caller)
    return redirect("voice:visits")


@require_POST
@desk_page(*PLANS)
def end_visit(request: DeskRequest, visit_id: UUID) -> HttpResponse:
    try:
        visits.end_visit(visit_id=visit_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return redirect("voice:visits")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HOLDS)
def visit(request: DeskRequest, visit_id: UUID) -> HttpResponse:
    """The sheet. Its script keeps the page on the tablet; without script it sends one worker at a time."""
    try:
        card = _own(request.caller, visit_id)
    except VisitOver as over:
        return _list(request, _form(request, None), status=OVER, problem=why(over))
    if request.method != "POST":
        return _sheet(request, card)
    entry_id = once_of(request)
    if entry_id is None:
        return _sheet(request, card, status=422, problem=why(EntryNotRead()))
    try:
        accepted = take(card, entry_id, entry_of(request.POST))
    except Refusal as refusal:
        return _sheet(request, card, status=409, problem=why(refusal), typed=request.POST)
    return _sheet(request, card, code=accepted.claim_code)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HOLDS)
def send_visit(request: DeskRequest, visit_id: UUID) -> HttpResponse:
    """GET: the key for the form, whoever signed in meanwhile, and how many days it may still send.

    POST: one sealed entry, answered when it is on disk.

    Only where the visit is over does the tablet empty itself; a colleague who signed in on it is no reason.
    """
    try:
        card = _own(request.caller, visit_id)
    except VisitOver as over:
        return JsonResponse({"kept": False, "line": why(over)}, status=OVER)
    if request.method != "POST":
        days = (card.until - clock.today()).days + 1
        return JsonResponse({"key": get_token(request), "days": days})
    try:
        entry_id, sealed = _sent(request)
        right_code = take_sealed(visit_id=visit_id, entry_id=entry_id, sealed=sealed, by=request.caller)
    except Refusal as refusal:
        return JsonResponse({"kept": False, "line": why(refusal)}, status=409)
    return JsonResponse({"kept": True, "line": "" if right_code else str(OTHER_CODE)})


@require_safe
def visit_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address whose scope ends with visits; it holds nothing of anybody."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript")


def _sent(request: HttpRequest) -> tuple[UUID, bytes]:
    """Raises EntryNotRead."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise EntryNotRead
    try:
        body = json.loads(request.body)
        return UUID(body["id"]), base64.b64decode(body["sealed"], validate=True)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise EntryNotRead from None


def _own(by: Staff, visit_id: UUID) -> VisitCard:
    """Raises VisitOver; not found for whoever does not carry the tablet."""
    try:
        return visits.own_visit(by, visit_id)
    except NotAllowed:
        raise Http404 from None


def _form(request: DeskRequest, data: QueryDict | None) -> VisitForm | None:
    """For those who plan."""
    return VisitForm(data, visits.holders_of(request.caller)) if visits.may_plan(request.caller) else None


def _list(request: DeskRequest, form: VisitForm | None, status: int = 200, problem: str = "") -> HttpResponse:
    rows = visits.visits_of(request.caller)
    context = {"form": form, "rows": rows, "me": request.caller.id, "problem": problem}
    return render(request, "voice/visits/list.html", context, status=status)


def _sheet(request: DeskRequest, card: VisitCard, status: int = 200, **more: Any) -> HttpResponse:
    chosen = more.get("typed", request.GET).get("language", "")
    spoken = list(to_her.spoken())
    nearest = {code: asked_in for code, _name, asked_in in spoken}
    shown = nearest.get(chosen, request.member.language if is_spoken(request.member.language) else "en")
    context = {
        "visit": card,
        "public_key": base64.b64encode(card.public_key).decode(),
        "spoken": spoken,
        "language_chosen": chosen if chosen in nearest else shown,
        "shown": shown,
        "version": to_her.version(shown),
        "versions": [(code, to_her.version(code)) for code in sorted(set(nearest.values()))],
        "asked": to_her.asked(),
        "icons": to_her.icons(),
        "times": to_her.times(),
        "tells": to_her.tells(),
        "parts": list(sheets.parts_of(request.caller, card)),
        "chosen_times": more["typed"].getlist("times") if "typed" in more else (),
        **more,
    }
    return render(request, "voice/visits/sheet.html", context, status=status)
