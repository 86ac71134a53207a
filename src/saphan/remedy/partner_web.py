"""A partner's pages. Nothing here closes or hides an issue; every act is added to the record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saphan.network.doors import PartnerRequest, partner_page
from saphan.remedy import selectors, services
from saphan.remedy.also_needs import needs_of
from saphan.remedy.claim_pages import claims_shown_to
from saphan.remedy.forms import DeliverForm, DisputeForm, EvidenceForm, MessageForm, PromiseForm
from saphan.remedy.services import PartnerFile
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of


@partner_page
@require_GET
def home(request: PartnerRequest) -> HttpResponse:
    page, claims = selectors.partner_home(request.caller), claims_shown_to(request.caller)
    waiting = [claim for claim in claims if claim.needs_answer]
    others = needs_of(request.caller)
    context = {
        "page": page,
        "claims_waiting": waiting,
        "claims_before": [claim for claim in claims if not claim.needs_answer],
        "others_need": others,
        "needs": len(page.needs_you) + len(waiting) + len(others),
    }
    return render(request, "remedy/partner.html", context)


@partner_page
@require_GET
def disclosure(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    try:
        services.see(disclosure_id=disclosure_id, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    return _show(request, disclosure_id)


@partner_page
@require_POST
def acknowledge(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    return _act(
        request,
        disclosure_id,
        lambda: services.acknowledge(disclosure_id=disclosure_id, by=request.caller, language=request.member.language),
    )


@partner_page
@require_POST
def promise(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return _show(request, disclosure_id, status=422, promise_form=form)
    return _act(
        request,
        disclosure_id,
        lambda: services.commit(
            disclosure_id=disclosure_id, by=request.caller, once=once_of(request), **form.cleaned_data
        ),
        promise_form=form,
    )


@partner_page
@require_POST
def deliver(request: PartnerRequest, disclosure_id: UUID, commitment_id: UUID) -> HttpResponse:
    form = DeliverForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, disclosure_id, status=422, deliver_form=form)
    amount = form.cleaned_data["amount"]
    return _act(
        request,
        disclosure_id,
        lambda: services.deliver(
            commitment_id=commitment_id,
            by=request.caller,
            amount=amount or None,
            currency=form.cleaned_data["currency"] if amount else "",
            file=_file(form.cleaned_data["file"]),
        ),
        deliver_form=form,
    )


@partner_page
@require_POST
def evidence(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, disclosure_id, status=422, evidence_form=form)
    file = PartnerFile(form.cleaned_data["file"].read())
    return _act(
        request,
        disclosure_id,
        lambda: services.add_evidence(disclosure_id=disclosure_id, file=file, by=request.caller, once=once_of(request)),
    )


@partner_page
@require_POST
def dispute(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _show(request, disclosure_id, status=422, dispute_form=form)
    return _act(
        request,
        disclosure_id,
        lambda: services.dispute(
            disclosure_id=disclosure_id, by=request.caller, once=once_of(request), **form.cleaned_data
        ),
        dispute_form=form,
    )


@partner_page
@require_POST
def message(request: PartnerRequest, disclosure_id: UUID) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, disclosure_id, status=422, message_form=form)
    return _act(
        request,
        disclosure_id,
        lambda: services.write_to_desk(
            disclosure_id=disclosure_id, by=request.caller, once=once_of(request), **form.cleaned_data
        ),
        message_form=form,
    )


def _act(request: PartnerRequest, disclosure_id: UUID, service: Callable[[], object], **forms: Any) -> HttpResponse:
    """Do it and show the page again; a refusal is said on the page, with what was typed."""
    try:
        service()
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _show(request, disclosure_id, status=409, refusal=refusal, **forms)
    return redirect("remedy:disclosure", disclosure_id)


def _show(request: PartnerRequest, disclosure_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    try:
        page = selectors.disclosure_page(request.caller, disclosure_id, request.member.language)
    except NotAllowed:
        raise Http404 from None
    forms = {
        "promise_form": PromiseForm(auto_id="promise_%s"),
        "evidence_form": EvidenceForm(auto_id="evidence_%s"),
        "dispute_form": DisputeForm(auto_id="dispute_%s"),
        "message_form": MessageForm(auto_id="message_%s"),
    }
    return render(request, "remedy/disclosure.html", {"page": page, **forms, **more}, status=status)


def _file(upload: Any) -> PartnerFile | None:
    return PartnerFile(upload.read()) if upload else None
