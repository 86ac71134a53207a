"""Taking back: a reply, a note in the wrong story, a story in the wrong case; and what the lead decides afterwards."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework import codes, filing
from saphan.casework import slips as slipping
from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal

lead = desk_page(Role.LEAD.value)


@door
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """What taking back does now; then it is done, and what it told the wrong person is asked."""
    if request.method != "POST":
        return _reply_page(request, message_id)
    try:
        slip_id = slipping.take_back(message_id=message_id, by=request.caller)
    except Refusal as refusal:
        return _reply_page(request, message_id, refusal)
    if slip_id is not None:
        return redirect("casework:take_back", message_id)
    reply = or_404(lambda: slipping.reply_shown(request.caller, message_id))
    return redirect("casework:conversation", reply.conversation_id)


@door
@require_POST
def slip(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    """What it told, from the one who sent it; or the lead's decision."""
    try:
        if "decision" in request.POST:
            slipping.decide(slip_id=slip_id, decision=request.POST["decision"], by=request.caller)
            return redirect("casework:slips")
        told, about = request.POST.get("told", ""), as_id(request.POST.get("about", ""))
        slipping.say_what_it_told(slip_id=slip_id, told=told, about_id=about, by=request.caller)
    except Refusal as refusal:
        return render(request, "casework/not_done.html", {"refusal": said(refusal)}, status=409)
    return redirect("casework:inbox")


@lead
@require_safe
def slips(request: DeskRequest) -> HttpResponse:
    return render(request, "casework/slips.html", {"slips": slipping.slips(request.caller)})


@door
@require_http_methods(["GET", "HEAD", "POST"])
def move_note(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Which story a note is about; opens nothing."""
    here = or_404(lambda: filing.story_of_note(request.caller, note_id))
    refusal = None
    if request.method == "POST":
        to = as_id(request.POST.get("story", "")) or here
        try:
            filing.move_note(note_id=note_id, to_id=to, by=request.caller)
        except Refusal as refused:
            refusal = said(refused)
        else:
            return redirect("casework:conversation", to)
    content = {"stories": filing.stories_to_choose(request.caller, here), "here": here, "refusal": refusal}
    return render(request, "casework/move_note.html", content, status=409 if refusal else 200)


@door
@require_POST
def move_to_case(request: DeskRequest, conversation_id: UUID, case_id: UUID) -> HttpResponse:
    """Her part and her concerns go to another open case."""
    to = as_id(request.POST.get("case", ""))
    try:
        if to is None:
            raise NotAllowed
        filing.move_to_case(conversation_id=conversation_id, from_id=case_id, to_id=to, by=request.caller)
    except Refusal as refusal:
        return render(request, "casework/not_done.html", {"refusal": said(refusal)}, status=409)
    return redirect("casework:case", to)


def _reply_page(request: DeskRequest, message_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    reply = or_404(lambda: slipping.reply_shown(request.caller, message_id))
    content = {
        "reply": reply,
        "kinds": codes.SLIPS.items(),
        "stories": filing.stories_to_choose(request.caller, reply.conversation_id) if reply.slip_id else (),
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/take_back.html", content, status=409 if refusal else 200)
