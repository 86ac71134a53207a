"""Cases: the list, one case, and what is done to it. Thin views."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saphan.casework import beside_case, codes, selectors, services
from saphan.casework.forms import as_day, as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404, show
from saphan.casework.wording import language_name
from saphan.network.doors import DeskRequest
from saphan.store import clock
from saphan.store.refusals import Refusal
from saphan.web.once import once_of


@door
@require_safe
def cases(request: DeskRequest) -> HttpResponse:
    return render(request, "casework/cases.html", {"cases": selectors.open_cases(request.caller, limit=100)})


@door
@require_safe
def case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return _page(request, case_id)


def _page(request: DeskRequest, case_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    page = or_404(lambda: selectors.case_page(request.caller, case_id))
    voices = [(voice, language_name(voice.language), codes.ICONS.get(voice.icon, "")) for voice in page.voices]
    content = {
        "page": page,
        "card": page.card,
        "voices": voices,
        "other_cases": [other for other in selectors.open_cases(request.caller) if other.id != case_id],
        "needs": codes.NEEDS.items(),
        "outcomes": codes.OUTCOMES.items(),
        "speaks_as": codes.SPEAKS_AS.items(),
        "mandates": codes.MANDATES.items(),
        "checks": codes.CHECKS.items(),
        "today": clock.today(),
        "from_above": beside_case.filled(request.caller, [voice.conversation_id for voice in page.voices]),
        **more,
    }
    return render(request, "casework/case.html", content, status=status)


@door
@require_POST
def open_case(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """A new case for this story, or an open one that it joins."""
    joined = as_id(request.POST.get("case_id", ""))
    try:
        if joined:
            services.join_case(case_id=joined, conversation_id=conversation_id, by=request.caller)
        else:
            services.open_case(conversation_id=conversation_id, by=request.caller, once=once_of(request))
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal))
    return redirect("casework:conversation", conversation_id)


@door
@require_POST
def need(request: DeskRequest, case_id: UUID) -> HttpResponse:
    kind = request.POST.get("kind", "")
    return _do(request, case_id, lambda: services.add_need(case_id=case_id, kind=kind, by=request.caller))


@door
@require_POST
def met(request: DeskRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    return _do(request, case_id, lambda: services.meet_need(need_id=need_id, by=request.caller))


@door
@require_POST
def facts(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One fact at a time: how many, since which quarrel, how young."""
    acts = {
        "affected": lambda: services.set_counts_affected(case_id=case_id, number=_number(request), by=request.caller),
        "quarrel": lambda: services.set_quarrel(
            case_id=case_id, on=as_day(request.POST.get("quarrel", "")), by=request.caller
        ),
        "age": lambda: services.set_under_18(
            case_id=case_id, under_18=request.POST.get("under_18") == "yes", by=request.caller
        ),
    }
    return _do(request, case_id, acts.get(request.POST.get("what", ""), lambda: None))


@door
@require_POST
def close(request: DeskRequest, case_id: UUID) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    return _do(request, case_id, lambda: services.close_case(case_id=case_id, outcome=outcome, by=request.caller))


@door
@require_POST
def speaks_for_others(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One of the case's voices speaks for others; nobody has checked it yet."""
    conversation_id = as_id(request.POST.get("conversation", "")) or UUID(int=0)
    return _do(
        request,
        case_id,
        lambda: services.name_representative(
            case_id=case_id,
            conversation_id=conversation_id,
            kind=request.POST.get("kind", ""),
            mandate=request.POST.get("mandate", ""),
            number=_number(request) or 0,
            may_confirm=request.POST.get("may_confirm", ""),
            words=request.POST.get("words", ""),
            by=request.caller,
            once=once_of(request),
        ),
    )


@door
@require_POST
def check_mandate(request: DeskRequest, case_id: UUID, representative_id: UUID) -> HttpResponse:
    how = request.POST.get("how", "")
    return _do(
        request,
        case_id,
        lambda: services.check_mandate(representative_id=representative_id, how=how, by=request.caller),
    )


@door
@require_POST
def end_mandate(request: DeskRequest, case_id: UUID, representative_id: UUID) -> HttpResponse:
    return _do(request, case_id, lambda: services.end_mandate(representative_id=representative_id, by=request.caller))


def _do(request: DeskRequest, case_id: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, case_id, status=409, refusal=said(refusal))
    return redirect("casework:case", case_id)


def _number(request: DeskRequest) -> int | None:
    """What was typed, 0 for what is no number, None for nothing."""
    typed = request.POST.get("number", "").strip()
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) <= 7 else 0
