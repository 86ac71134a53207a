"""Recording, correcting and withdrawing concerns: thin views."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework import codes, selectors, services
from saphan.casework.forms import NEW, NEW_CASE, ConcernForm, as_id, nameable
from saphan.casework.sentences import said
from saphan.casework.suggesting.services import record_beside
from saphan.casework.suggesting.web import beside, sent
from saphan.casework.web import door, or_404
from saphan.network import selectors as network
from saphan.network.doors import DeskRequest
from saphan.network.matching.words import told
from saphan.standards.concern_kinds import all_kinds, families, family_of_icon
from saphan.store.refusals import Refusal
from saphan.web.once import once_of

NUMBER_KEYS = "1234567890"
FORM_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


@door
@FORM_OR_SENT
def record(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """One form from her words to a concern; it opens the case when there is none."""
    place = or_404(lambda: selectors.place_of(request.caller, conversation_id))
    family = _family(request, family_of_icon(place.icon) or "")
    cases = tuple(case for case in selectors.cases_of(request.caller, conversation_id) if case.is_open)
    like = _like(request, conversation_id)
    initial = like or {**ConcernForm.proposed(place.line), "kind": request.GET.get("kind", "")}
    form = ConcernForm(request.POST or None, initial=initial)
    page = {"form": form, "place": place, "cases": cases, "conversation_id": conversation_id, "family": family}
    page |= beside(request, conversation_id)
    if request.method != "POST":
        at, picked = ("", None) if like else (place.organisation, place.organisation_id)
        return _form(request, page, typed=at, picked=picked)
    respondent = _respondent(request, form)
    if not form.is_valid() or respondent is None:
        return _form(request, page, typed=request.POST.get("respondent", ""), status=422)
    try:
        stood = sent(request)
        concern_id = record_beside(
            conversation_id=conversation_id,
            case_id=_case(form, cases),
            respondent=respondent,
            suggested=[one.kind for one in stood.kinds],
            by_words=stood.by_words,
            by=request.caller,
            once=once_of(request),
            **form.said(),
        )
    except Refusal as refusal:
        return _form(request, page, typed=request.POST.get("respondent", ""), status=409, refusal=said(refusal))
    if "also" in request.POST:
        return redirect(f"{request.path}?like={concern_id}")
    return redirect("casework:conversation", conversation_id)


@door
@FORM_OR_SENT
def correct(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    """The same form over a concern that was wrong; the wrong row stays and counts no more."""
    wrong = or_404(lambda: selectors.concern_to_correct(request.caller, concern_id))
    said_before, initial = wrong.statement, _as_said(wrong.statement)
    family = _family(request, all_kinds()[said_before.kind].family)
    form = ConcernForm(request.POST or None, initial=initial)
    page = {"form": form, "correcting": wrong, "conversation_id": wrong.conversation_id, "family": family}
    if request.method != "POST":
        second = _asked_for(request)
        typed, picked = (second.name, second.id) if second else (wrong.respondent, wrong.respondent_id)
        return _form(request, page, typed=typed, picked=picked)
    respondent = _respondent(request, form)
    if not form.is_valid() or respondent is None:
        return _form(request, page, typed=request.POST.get("respondent", ""), status=422)
    try:
        services.correct_from_talk(concern_id=concern_id, respondent=respondent, by=request.caller, **form.said())
    except Refusal as refusal:
        return _form(request, page, typed=request.POST.get("respondent", ""), status=409, refusal=said(refusal))
    return redirect("casework:conversation", wrong.conversation_id)


@door
@FORM_OR_SENT
def withdraw(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    """First what will happen, in a sentence; then it happens."""
    wrong = or_404(lambda: selectors.concern_to_correct(request.caller, concern_id))
    page = {"concern": wrong, "kind": codes.kind_name(wrong.statement.kind)}
    if request.method != "POST":
        return render(request, "casework/withdraw.html", page)
    try:
        services.withdraw_concern(concern_id=concern_id, by=request.caller)
    except Refusal as refusal:
        return render(request, "casework/withdraw.html", {**page, "refusal": said(refusal)}, status=409)
    return redirect("casework:conversation", wrong.conversation_id)


@door
@require_POST
def respondents(request: DeskRequest) -> HttpResponse:
    """Who may be meant by what is being typed, and why; a person decides. A POST, so that no log has the name."""
    typed = request.POST.get("respondent", "").strip()
    return render(request, "casework/parts/candidates.html", _candidates(request, typed, None))


def _form(
    request: DeskRequest,
    page: dict[str, Any],
    *,
    typed: str,
    picked: UUID | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    family = page["family"]
    content = {
        **page,
        **more,
        **_candidates(request, typed, picked, "recruiter" if family == "A" else "supplier"),
        "kinds": _kinds(family),
        "families": [(letter, codes.family_name(letter), _address(request, letter)) for letter in _recordable()],
        "unfinished": status == 422,
    }
    answer = render(request, "casework/concern.html", content, status=status)
    if request.htmx and request.method == "POST":  # the story stays beside the form that is not done yet
        answer["HX-Retarget"], answer["HX-Reselect"], answer["HX-Reswap"] = "#story", "#concern-form", "innerHTML"
    return answer


def _candidates(request: DeskRequest, typed: str, picked: UUID | None, usual_kind: str = "supplier") -> dict[str, Any]:
    country = network.desk(request.caller.desk_id).country
    found = network.whom(typed, country)
    return {
        "typed": typed,
        "candidates": [(one, told(one)) for one in found.candidates],
        "picked": picked or as_id(request.POST.get("respondent_id", "")) or found.picked,
        "keep_new": bool(typed) and (request.POST.get("respondent_id") == NEW or not found.candidates),
        "organisation_kinds": nameable(),
        "usual_kind": request.POST.get("respondent_kind") or usual_kind,
    }


def _like(request: DeskRequest, conversation_id: UUID) -> dict[str, Any]:
    """What a concern of this story says, for one about somebody else; nothing when none was named."""
    concern_id = as_id(request.GET.get("like", ""))
    if concern_id is None:
        return {}
    like = or_404(lambda: selectors.concern_to_correct(request.caller, concern_id))
    return _as_said(like.statement) if like.conversation_id == conversation_id else {}


def _as_said(statement: services.Statement) -> dict[str, Any]:
    return {
        "kind": statement.kind,
        "stage": statement.stage,
        "since": statement.period_from,
        "until": statement.period_to.replace(day=1) if statement.period_to else "",
        "first_hand": "yes" if statement.first_hand else "no",
        "number_affected": statement.number_affected,
        "line": statement.line,
        "proof": statement.proof,
    }


def _asked_for(request: DeskRequest) -> network.OrganisationCard | None:
    """Whom the address proposes instead: the second of two that were taken for one."""
    proposed = as_id(request.GET.get("to", ""))
    return network.organisations([proposed]).get(proposed) if proposed else None


def _respondent(request: DeskRequest, form: ConcernForm) -> services.Picked | services.Named | None:
    """Who was picked; None while nobody was, so that the page shows who may be meant."""
    picked = request.POST.get("respondent_id", "")
    typed = request.POST.get("respondent", "").strip()
    if typed != request.POST.get("meant_by", "").strip():  # saved before the list followed what was typed
        return None
    country = network.desk(request.caller.desk_id).country
    if picked == NEW and typed:
        return services.Named(typed, country, request.POST.get("respondent_kind") or "supplier")
    organisation_id = as_id(picked)
    return services.Picked(organisation_id, typed, country) if organisation_id else None


def _case(form: ConcernForm, cases: tuple[Any, ...]) -> UUID | None:
    """The case that was chosen among hers; her only one when none was; None opens a new one."""
    chosen = form.cleaned_data["case_id"]
    if chosen == NEW_CASE or not cases:
        return None
    return as_id(chosen) or cases[0].id


def _family(request: DeskRequest, usual: str) -> str:
    sent = all_kinds().get(request.POST.get("kind", ""))
    asked = request.GET.get("family") or (sent.family if sent else usual)
    return asked if asked in _recordable() else ""


def _recordable() -> list[str]:
    """Families of concerns; questions, praise and test calls are answered instead."""
    concerns = {kind.family for kind in all_kinds().values() if kind.is_a_concern or kind.is_beside}
    return [letter for letter in families() if letter in concerns]


def _kinds(family: str) -> list[tuple[str, str, str]]:
    """Code, words and number key of each kind of the family."""
    found = [kind.code for kind in all_kinds().values() if kind.family == family]
    keys = [*NUMBER_KEYS, *[""] * len(found)]
    return [(code, codes.kind_name(code), key) for code, key in zip(found, keys, strict=False)]


def _address(request: DeskRequest, letter: str) -> str:
    return f"{request.path}?family={letter}"
