"""Who is there for which language, what one says of oneself, giving a story and handing it back. Thin views."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework.forms import as_id
from saphan.casework.routing import cards, declaring, giving
from saphan.casework.routing.models import Gender
from saphan.casework.sentences import said
from saphan.casework.web import do_and_go_on, door, or_404
from saphan.casework.wording import language_name
from saphan.network.doors import DeskRequest
from saphan.store.refusals import Refusal
from saphan.voice.wishes.keeping import say_language, wish_for


@door
@require_safe
def who(request: DeskRequest) -> HttpResponse:
    """Languages in which people wait, and colleagues with what they have to do."""
    return render(request, "casework/routing/who.html", {"page": cards.who_page(request.caller)})


@door
@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request: DeskRequest) -> HttpResponse:
    """Sent: a woman, a man or not said; or an organisation that she has to do with."""
    if request.method != "POST":
        return _about_me(request)
    organisation_id = as_id(request.POST.get("organisation", ""))
    try:
        if organisation_id:
            declaring.declare(organisation_id=organisation_id, by=request.caller)
        else:
            declaring.say_gender(gender=request.POST.get("gender", "?"), by=request.caller)
    except Refusal as refusal:
        return _about_me(request, refusal)
    return redirect("casework:about_me")


@door
@require_POST
def end_interest(request: DeskRequest, interest_id: UUID) -> HttpResponse:
    or_404(lambda: declaring.end_interest(interest_id=interest_id, by=request.caller))
    return redirect("casework:about_me")


@door
@require_POST
def give(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    to = as_id(request.POST.get("to", "")) or UUID(int=0)
    return do_and_go_on(
        request, conversation_id, lambda: giving.give(conversation_id=conversation_id, to=to, by=request.caller)
    )


@door
@require_POST
def hand_back(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    why = request.POST.get("why", "")
    return do_and_go_on(
        request,
        conversation_id,
        lambda: giving.hand_back(conversation_id=conversation_id, why=why, by=request.caller),
        to=f"{reverse('casework:inbox')}?done=handed_back",
    )


@door
@require_POST
def her_wish(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """What she said in a talk: her language, or by whom she would like to be answered."""
    speaks, answered_by = request.POST.get("speaks", ""), request.POST.get("answered_by", "")
    if speaks:
        return do_and_go_on(
            request,
            conversation_id,
            lambda: say_language(conversation_id=conversation_id, speaks=speaks[:12], by=request.caller),
        )
    return do_and_go_on(
        request,
        conversation_id,
        lambda: wish_for(conversation_id=conversation_id, answered_by=answered_by[:8], by=request.caller),
    )


def _about_me(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = declaring.about_me(request.caller)
    content = {
        "page": page,
        "languages": [language_name(code) for code in page.languages],
        "genders": Gender.values,
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/routing/about_me.html", content, status=409 if refusal else 200)
