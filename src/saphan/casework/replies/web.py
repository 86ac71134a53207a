"""The page of replies: the list by language, a new text, accepting and ending one. Thin views."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework.replies import keeping
from saphan.casework.replies.listing import replies_page
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.languages.catalogue import by_code
from saphan.network.doors import DeskRequest
from saphan.network.naming import language_choices
from saphan.store.refusals import NotAllowed, Refusal


@door
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: DeskRequest) -> HttpResponse:
    """Sent: a new text, which waits for somebody who speaks its language."""
    if request.method != "POST":
        return _page(request)
    language = request.POST.get("language", "")
    try:
        keeping.write_reply(
            code=request.POST.get("code", ""), language=language, words=request.POST.get("words", ""), by=request.caller
        )
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect(f"{reverse('casework:replies')}?language={language}")


@door
@require_POST
def accept_reply(request: DeskRequest, reply_id: UUID) -> HttpResponse:
    try:
        keeping.accept_reply(reply_id=reply_id, name=request.POST.get("name", ""), by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("casework:replies")


@door
@require_POST
def end_reply(request: DeskRequest, reply_id: UUID) -> HttpResponse:
    or_404(lambda: keeping.end_reply(reply_id=reply_id, by=request.caller))
    return redirect("casework:replies")


def _page(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    asked = request.GET.get("language", "")
    content = {
        "page": replies_page(request.caller, asked if asked in by_code() else ""),
        "choices": language_choices(),
        "typed": request.POST,
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/replies/replies.html", content, status=409 if refusal else 200)
