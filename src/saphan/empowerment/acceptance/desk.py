"""The page on which a lawyer reads the rules of a corridor, one after another. Thin views."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from saphan.empowerment.acceptance import desk_rules, services
from saphan.empowerment.acceptance.refusals import ChangedSince
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import Refusal

LEAD, EDITOR, REVIEWER = Role.LEAD.value, Role.EDITOR.value, Role.REVIEWER.value


@require_safe
@desk_page(LEAD, EDITOR, REVIEWER)
def rules(request: DeskRequest) -> HttpResponse:
    """All rules with what was said of each; the one that is asked for (`?at=`), whole."""
    return _rules(request, request.GET.get("at", ""))


@require_POST
@desk_page(EDITOR, REVIEWER)
def judge_rule(request: DeskRequest) -> HttpResponse:
    """Accepted as a lawyer, or sent back; then the next that waits."""
    given = request.POST
    rule = desk_rules.rule(given.get("rule", ""))
    if rule is None:
        raise Http404
    try:
        if rule.digest != given.get("digest"):
            raise ChangedSince
        services.judge_rule(
            key=rule.id,
            digest=rule.digest,
            verdict="accepted" if given.get("verdict") == "accepted" else "sent_back",
            name=given.get("name", ""),
            standing=given.get("standing", ""),
            remark=given.get("remark", ""),
            by=request.caller,
        )
    except Refusal as refusal:
        return _rules(request, rule.id, refusal)
    after = desk_rules.next_waiting(rule.id)
    return redirect(reverse("empowerment:desk_rules") + (f"?{urlencode({'at': after})}" if after else ""))


def _rules(request: DeskRequest, at: str, refusal: Refusal | None = None) -> HttpResponse:
    rows = desk_rules.rows()
    shown = next((row for row in rows if row.rule.id == at), None)
    context = {"rows": rows, "shown": shown, "may_accept": services.may_accept(request.caller), "refusal": refusal}
    return render(request, "empowerment/desk/rules.html", context, status=409 if refusal else 200)
