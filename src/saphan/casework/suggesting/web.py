"""The suggestions beside the form of a concern, and the page that says how good they were."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from saphan.casework import codes
from saphan.casework.suggesting import meaning, selectors
from saphan.casework.suggesting.ranking import PLACE, TAPPED, WORDS, Suggestion
from saphan.casework.suggesting.selectors import Suggested
from saphan.casework.suggesting.services import shown
from saphan.casework.web import door, or_404
from saphan.casework.wording import language_name
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.standards.concern_kinds import kind as kind_of

WHY: dict[str, str | Promise] = {
    TAPPED: _("after this picture"),
    PLACE: _("others said it of her place"),
    WORDS: _("near her words"),
}


@door
@require_GET
def suggested(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Asked for by the form itself when a model on this machine may read her words: it takes a moment."""
    found = or_404(lambda: selectors.suggested_for(request.caller, conversation_id, reading=True))
    return render(request, "casework/parts/suggested.html", {**content(found), "conversation_id": conversation_id})


@desk_page(Role.CASEWORKER.value, Role.LEAD.value, Role.ANALYST.value)
@require_GET
def how_good(request: DeskRequest) -> HttpResponse:
    rows = [
        {
            "language": language_name(row.language),
            "row": row,
            "ends": [round(100 * end) for end in row.ends],
            "share": round(100 * row.share),
            "missed": [(codes.kind_name(kind), times) for kind, times in row.kinds_missed],
        }
        for row in selectors.measured(request.caller)
    ]
    page = {"rows": rows, "model": meaning.is_there(), "sure_from": selectors.SURE_FROM}
    return render(request, "casework/suggestions.html", page)


def beside(request: DeskRequest, conversation_id: UUID) -> dict[str, Any]:
    """What the form shows at once, by her answers alone; what was sent back stays as it stood."""
    if request.method == "POST":
        return content(sent(request))
    found = or_404(lambda: selectors.suggested_for(request.caller, conversation_id))
    return {**content(found), "read_later": meaning.is_there()}


def sent(request: DeskRequest) -> Suggested:
    """What stood beside the form that was sent."""
    kinds = shown(request.POST.get("suggested", "").split(","))
    return Suggested(tuple(Suggestion(kind, "") for kind in kinds), request.POST.get("by_words") == "yes")


def content(found: Suggested) -> dict[str, Any]:
    return {
        "suggested": [_row(one) for one in found.kinds],
        "suggested_codes": ",".join(one.kind for one in found.kinds),
        "by_words": found.by_words,
    }


def _row(one: Suggestion) -> tuple[str, str, str, str | Promise]:
    """Code, letter of the family, words, and why."""
    return one.kind, kind_of(one.kind).family, codes.kind_name(one.kind), WHY.get(one.why, "")
