"""Whom a review is about that was taken on the road under a name: a person of the desk looks, and says it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from saphan.casework.forms import as_id
from saphan.empowerment.directory import selectors as directory
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import unplaced
from saphan.empowerment.reviews.desk import HELPS
from saphan.empowerment.reviews.desk_words import GROUP_WORDS
from saphan.empowerment.reviews.words import why_not
from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HELPS)
def place_review(request: DeskRequest, unplaced_review_id: UUID) -> HttpResponse:
    """POST: another spelling, whom she meant, or that nobody will find out."""
    one = next((one for one in unplaced.unplaced(request.caller) if one.id == unplaced_review_id), None)
    if one is None:
        raise Http404
    chosen = as_id(request.POST.get("organisation", ""))
    try:
        if chosen:
            unplaced.place(unplaced_id=one.id, organisation_id=chosen, by=request.caller)
        elif "aside" in request.POST:
            unplaced.put_aside(unplaced_id=one.id, by=request.caller)
        else:
            return _look(request, one)
    except NotAllowed:
        raise Http404 from None
    except DoesNotFit as refusal:
        return _look(request, one, status=409, problem=why_not(refusal))
    return redirect("empowerment:review_with_her")


def _look(request: DeskRequest, one: unplaced.Unplaced, status: int = 200, problem: str = "") -> HttpResponse:
    typed = request.POST.get("name", one.called)[:200].strip()
    found = directory.search(typed, group=one.group) if typed else ()
    context = {"one": one, "typed": typed, "found": found, "group": GROUP_WORDS[one.group], "problem": problem}
    return render(request, "empowerment/desk/review_place.html", context, status=status)
