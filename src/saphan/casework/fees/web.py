"""The page on which a caseworker writes down what she paid: a thin view."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from saphan.casework import codes, selectors
from saphan.casework.fees.forms import FeeForm
from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.selectors import FeeTold, fees_told
from saphan.casework.fees.services import record_fee, withdraw_fee
from saphan.casework.fees.words import LINES
from saphan.casework.forms import as_id
from saphan.casework.selectors import ToCorrect
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.network import selectors as network
from saphan.network.doors import DeskRequest
from saphan.standards.rates import MONEY_OF
from saphan.store.refusals import Refusal
from saphan.web.once import once_of


@door
@require_http_methods(["GET", "HEAD", "POST"])
def fees(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    """What she paid, and to whom the concern says; each line is kept by itself, and withdrawn by a date."""
    about = or_404(lambda: selectors.concern_to_correct(request.caller, concern_id))
    there = network.desk(request.caller.desk_id).country
    usual = {"destination": there, "currency": MONEY_OF.get(there, "USD"), "payer": "worker", "line": "all"}
    form = FeeForm(request.POST or None, initial=usual)
    if request.method != "POST":
        return _page(request, about, FeeForm(initial=usual))
    try:
        if wrong := as_id(request.POST.get("withdraw", "")):
            withdraw_fee(fee_id=wrong, by=request.caller)
        elif form.is_valid():
            record_fee(observation=_seen(request, about, form), by=request.caller, once=once_of(request))
        else:
            return _page(request, about, form, status=422)
    except Refusal as refusal:
        return _page(request, about, form, status=409, refusal=said(refusal))
    return redirect(request.path)


def _seen(request: DeskRequest, about: ToCorrect, form: FeeForm) -> FeeSeen:
    return FeeSeen(
        desk_id=request.caller.desk_id,
        source="concern",
        organisation_id=about.respondent_id,
        stage=about.statement.stage,
        conversation_id=about.conversation_id,
        **form.said(),
    )


def _page(
    request: DeskRequest, about: ToCorrect, form: FeeForm, *, status: int = 200, refusal: object = None
) -> HttpResponse:
    content = {
        "concern": about,
        "kind": codes.kind_name(about.statement.kind),
        "form": form,
        "told": [(one, _line(one)) for one in fees_told(request.caller, about.conversation_id)],
        "refusal": refusal,
    }
    return render(request, "casework/fees.html", content, status=status)


def _line(one: FeeTold) -> object:
    return LINES[one.fee.line]
