"""The desk's pages of remedy: a draft, and what is done with an issue since."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saphan.network.doors import DeskRequest, desk_page
from saphan.remedy import selectors, services
from saphan.remedy.forms import DecisionForm, DraftForm, MessageForm, RecallForm, WordsForm
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of

DESK = ("caseworker", "verifier", "lead")


@desk_page("verifier")
@require_http_methods(["GET", "POST"])
def new_draft(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    try:
        page = selectors.new_draft_page(request.caller, issue_id)
    except NotAllowed:
        raise Http404 from None
    form = DraftForm(request.POST or None, recipients=page.recipients, groups=page.groups)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("remedy:draft", _write(request, issue_id, form))
        except Refusal as refusal:
            said = {"page": page, "form": form, "refusal": refusal}
            return render(request, "remedy/new_draft.html", said, status=409)
    status = 422 if request.method == "POST" else 200
    return render(request, "remedy/new_draft.html", {"page": page, "form": form}, status=status)


@desk_page(*DESK)
@require_GET
def draft(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    return _show_draft(request, draft_id)


@desk_page("verifier")
@require_POST
def disclose(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    try:
        services.disclose_issue(draft_id=draft_id, by=request.caller)
    except Refusal as refusal:
        return _show_draft(request, draft_id, status=409, refusal=refusal)
    page = selectors.draft_page(request.caller, draft_id)
    return redirect("verification:issue", page.issue.id)


@desk_page("verifier")
@require_POST
def see_own_cases(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    try:
        services.see_own_cases(draft_id=draft_id, by=request.caller)
    except Refusal as refusal:
        return _show_draft(request, draft_id, status=409, refusal=refusal)
    return redirect("remedy:draft", draft_id)


@desk_page("verifier")
@require_POST
def waive(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    agreed = request.POST.get("workers_agreed", "")
    try:
        services.waive_wait(
            draft_id=draft_id, workers_agreed=int(agreed) if agreed.isdecimal() else -1, by=request.caller
        )
    except Refusal as refusal:
        return _show_draft(request, draft_id, status=409, refusal=refusal)
    return redirect("remedy:draft", draft_id)


@desk_page("lead")
@require_POST
def decide(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show_draft(request, draft_id, status=422, decision_form=form)
    try:
        services.decide_best_interest(draft_id=draft_id, by=request.caller, **form.cleaned_data)
    except Refusal as refusal:
        return _show_draft(request, draft_id, status=409, refusal=refusal)
    return redirect("remedy:draft", draft_id)


@desk_page(*DESK)
@require_GET
def issue(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    return _show_issue(request, issue_id)


@desk_page(*DESK)
@require_POST
def ask_enough(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    words = _words(request)
    return _act(
        request,
        issue_id,
        lambda: services.ask_whether_enough(issue_id=issue_id, by=request.caller, words=words),
    )


@desk_page(*DESK)
@require_POST
def advice(request: DeskRequest, issue_id: UUID, answer_id: UUID) -> HttpResponse:
    return _act(
        request,
        issue_id,
        lambda: services.record_advice(answer_id=answer_id, by=request.caller),
    )


@desk_page(*DESK)
@require_POST
def agree(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    return _act(request, issue_id, lambda: services.agree_plan(issue_id=issue_id, by=request.caller))


@desk_page(*DESK)
@require_POST
def ask_confirmation(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    words = _words(request)
    return _act(
        request,
        issue_id,
        lambda: services.ask_confirmation(issue_id=issue_id, by=request.caller, words=words),
    )


@desk_page(*DESK)
@require_POST
def message(request: DeskRequest, issue_id: UUID, disclosure_id: UUID) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show_issue(request, issue_id, status=422)
    return _act(
        request,
        issue_id,
        lambda: services.write_to_partner(
            disclosure_id=disclosure_id, by=request.caller, once=once_of(request), **form.cleaned_data
        ),
    )


@desk_page(*DESK)
@require_POST
def recall(request: DeskRequest, issue_id: UUID, disclosure_id: UUID) -> HttpResponse:
    form = RecallForm(request.POST)
    if not form.is_valid():
        return _show_issue(request, issue_id, status=422)
    return _act(
        request,
        issue_id,
        lambda: services.recall_disclosure(disclosure_id=disclosure_id, by=request.caller, **form.cleaned_data),
    )


@desk_page(*DESK)
@require_POST
def spoke(request: DeskRequest, issue_id: UUID, retaliation_id: UUID) -> HttpResponse:
    return _act(
        request,
        issue_id,
        lambda: services.speak_with_partner(retaliation_id=retaliation_id, by=request.caller),
    )


@desk_page(*DESK)
@require_POST
def stopped(request: DeskRequest, issue_id: UUID, retaliation_id: UUID) -> HttpResponse:
    return _act(
        request,
        issue_id,
        lambda: services.end_retaliation(retaliation_id=retaliation_id, by=request.caller),
    )


@desk_page(*DESK)
@require_GET
def evidence(request: DeskRequest, evidence_id: UUID) -> HttpResponse:
    """The file, as a download: a browser never shows a stranger's file inside our pages."""
    try:
        media_type, content = services.open_evidence(evidence_id=evidence_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="evidence-{evidence_id}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _write(request: DeskRequest, issue_id: UUID, form: DraftForm) -> UUID:
    given = form.cleaned_data
    return services.write_draft(
        issue_id=issue_id,
        recipient_id=UUID(given["recipient_id"]),
        words=form.written(),
        asked_action=given["asked_action"],
        crowd=given["crowd"],
        crowd_source=given["crowd_source"],
        by_document=given["by_document"],
        by=request.caller,
        once=once_of(request),
    )


def _words(request: DeskRequest) -> dict[str, str] | None:
    """What the desk wrote instead of the promises themselves; None when it left the fields empty."""
    form = WordsForm(request.POST, needs_english=False)
    return form.written() or None if form.is_valid() else None


def _act(request: DeskRequest, issue_id: UUID, service: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the issue; a refusal is said above what can be done."""
    try:
        service()
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _show_issue(request, issue_id, status=409, refusal=refusal)
    return redirect("verification:issue", issue_id)


def _show_issue(request: DeskRequest, issue_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        content = panel(request.caller, issue_id)
    except NotAllowed:
        content = None
    if content is None:
        raise Http404
    return render(request, "remedy/issue.html", {"panel": content, "issue_id": issue_id, **more}, status=status)


def _show_draft(request: DeskRequest, draft_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        page = selectors.draft_page(request.caller, draft_id)
    except NotAllowed:
        raise Http404 from None
    context = {"page": page, "decision_form": DecisionForm(), **more}
    return render(request, "remedy/draft.html", context, status=status)


def panel(by: Any, issue_id: UUID) -> dict[str, Any] | None:
    """For the issue's page: what remedy shows below it."""
    remedy = selectors.issue_remedy(by, issue_id)
    if remedy is None:
        return None
    plan = {f"words_{language}": text for language, text in remedy.plan.items()}
    return {
        "remedy": remedy,
        "plan_form": WordsForm(initial=plan, needs_english=False, auto_id="plan_%s"),
    }
