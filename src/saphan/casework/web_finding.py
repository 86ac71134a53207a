"""Finding a story by a name, marking words by which it is found, and the letters that her phone shows. Thin views.

What is looked for travels in the body of the request, never in an address.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework.forms import as_id
from saphan.casework.inbox import found
from saphan.casework.web import do_and_go_on, door
from saphan.network.doors import DeskRequest
from saphan.voice import services as voice

LONGEST = 200  # code points; what is longer is no name


@door
@require_http_methods(["GET", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """A page that is loaded anew, or gone back to, is the inbox: the word is not kept anywhere."""
    if request.method == "GET":
        return redirect("casework:inbox")
    typed = request.POST.get("typed", "")[:LONGEST]
    page = found(request.caller, typed, as_id(request.POST.get("before", "")))
    return render(request, "casework/desk.html", {"inbox": page}, status=409 if page.is_refused else 200)


@door
@require_POST
def mark(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    word = request.POST.get("word", "")[:LONGEST]
    return do_and_go_on(
        request, conversation_id, lambda: voice.mark(conversation_id=conversation_id, word=word, by=request.caller)
    )


@door
@require_POST
def unmark(request: DeskRequest, conversation_id: UUID, mention_id: UUID) -> HttpResponse:
    return do_and_go_on(
        request,
        conversation_id,
        lambda: voice.unmark(conversation_id=conversation_id, mention_id=mention_id, by=request.caller),
    )


@door
@require_POST
def letters(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    wish = request.POST.get("letters") == "zawgyi"
    return do_and_go_on(
        request,
        conversation_id,
        lambda: voice.set_letters(conversation_id=conversation_id, zawgyi=wish, by=request.caller),
    )
