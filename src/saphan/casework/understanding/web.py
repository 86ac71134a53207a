"""Beside a story: other words by a machine, an interpreter or oneself; the interpreter's own pages. Thin views."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.understanding import interpreting, rendering, selectors
from saphan.casework.understanding.machines import machine_card
from saphan.casework.web import door, show
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal
from saphan.web.once import once_of

NOBODY = UUID(int=0)
INTERPRETER = Role.INTERPRETER.value
FORM_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


@door
@require_POST
def by_machine(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """A message of hers, or a reply: in a machine's words. What would leave the house is looked at first."""
    machine_id = as_id(request.POST.get("machine", "")) or NOBODY
    message_id = as_id(request.POST.get("message", ""))
    text, also = request.POST.get("reply_in_ours", ""), _lines(request.POST.get("also", ""))
    if "seen" not in request.POST and _leaves(request, machine_id):
        return _what_would_leave(request, conversation_id, machine_id, message_id, text)

    def ask() -> object:
        if message_id is not None:
            return rendering.translate_by_machine(
                conversation_id=conversation_id,
                message_id=message_id,
                machine_id=machine_id,
                also=also,
                by=request.caller,
            )
        return rendering.write_for_her(
            conversation_id=conversation_id,
            text=text,
            machine_id=machine_id,
            also=also,
            once=once_of(request),
            by=request.caller,
        )

    return _beside(request, conversation_id, ask, reply_in_ours=text)


@door
@require_POST
def transcribe(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """A recording, written down by a machine of the house."""
    message_id, machine_id = (as_id(request.POST.get(name, "")) or NOBODY for name in ("message", "machine"))
    return _beside(
        request,
        conversation_id,
        lambda: rendering.transcribe(
            conversation_id=conversation_id, message_id=message_id, machine_id=machine_id, by=request.caller
        ),
    )


@door
@require_POST
def ask_interpreter(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """One message of hers, or one reply, for an interpreter: named, or whoever is free."""
    message_id, who = as_id(request.POST.get("message", "")), as_id(request.POST.get("who", ""))
    text = request.POST.get("reply_in_ours", "")

    def ask() -> object:
        if message_id is not None:
            return interpreting.ask_interpreter(
                conversation_id=conversation_id,
                message_id=message_id,
                interpreter_id=who,
                once=once_of(request),
                by=request.caller,
            )
        return interpreting.ask_to_write(
            conversation_id=conversation_id, text=text, interpreter_id=who, once=once_of(request), by=request.caller
        )

    return _beside(request, conversation_id, ask, reply_in_ours=text)


@door
@require_POST
def own_words(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """A translation, or the summary of a recording, that she writes herself."""
    message_id, words = as_id(request.POST.get("message", "")) or NOBODY, request.POST.get("words", "")
    return _beside(
        request,
        conversation_id,
        lambda: rendering.put_in_own_words(
            conversation_id=conversation_id,
            message_id=message_id,
            words=words,
            once=once_of(request),
            by=request.caller,
        ),
    )


@door
@require_POST
def decide(request: DeskRequest, conversation_id: UUID, rendering_id: UUID) -> HttpResponse:
    """Checked, sent, left, or asked no more."""
    acts: dict[str, Callable[[], object]] = {
        "confirm": lambda: rendering.confirm(rendering_id=rendering_id, by=request.caller),
        "drop": lambda: rendering.drop(rendering_id=rendering_id, by=request.caller),
        "withdraw": lambda: interpreting.withdraw(rendering_id=rendering_id, by=request.caller),
        "send": lambda: rendering.send(rendering_id=rendering_id, once=once_of(request), by=request.caller),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return _beside(request, conversation_id, act)


@desk_page(INTERPRETER)
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """What waits, and how many."""
    rows = selectors.queue(request.caller)
    waiting = sum(row.waits for row in rows)
    return render(request, "casework/understanding/interpreting.html", {"rows": rows, "waiting": waiting})


@desk_page(INTERPRETER)
@FORM_OR_SENT
def interpret(request: DeskRequest, asking_id: UUID) -> HttpResponse:
    """First whether she knows anybody there; then the one text, once she said no; then her words."""
    if request.method != "POST":
        return _interpret(request, asking_id)
    answer, by = request.POST.get("knows", ""), request.caller
    try:
        if answer == "after_all":
            interpreting.give_back(asking_id=asking_id, by=by)
        elif answer:
            interpreting.say_conflict(asking_id=asking_id, knows_them=answer != "no", by=by)
        else:
            interpreting.interpret(asking_id=asking_id, words=request.POST.get("words", ""), by=by)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _interpret(request, asking_id, refusal)
    return redirect("casework:interpret", asking_id) if answer == "no" else redirect("casework:interpreting")


def _interpret(request: DeskRequest, asking_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    page = selectors.asking(request.caller, asking_id)
    if page is None or not page.waits:
        raise Http404
    asked = interpreting.text_to_interpret(asking_id=asking_id, by=request.caller) if page.mine else None
    content = {"asking": page, "asked": asked, "refusal": said(refusal) if refusal else None}
    answer = render(request, "casework/understanding/interpret.html", content, status=409 if refusal else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _leaves(request: DeskRequest, machine_id: UUID) -> bool:
    try:
        return machine_card(request.caller, machine_id).leaves
    except NotAllowed:
        return False


def _what_would_leave(
    request: DeskRequest, conversation_id: UUID, machine_id: UUID, message_id: UUID | None, text: str
) -> HttpResponse:
    try:
        cut = rendering.what_would_leave(
            conversation_id=conversation_id, text=text, message_id=message_id, by=request.caller
        )
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal), reply_in_ours=text)
    content = {
        "open_id": conversation_id,
        "machine": machine_card(request.caller, machine_id),
        "message_id": message_id,
        "text": text,
        "cut": cut,
    }
    answer = render(request, "casework/understanding/what_would_leave.html", content)
    answer["Cache-Control"] = "no-store"
    return answer


def _beside(request: DeskRequest, conversation_id: UUID, act: Callable[[], object], **typed: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal), **typed)
    shelf = request.GET.get("show", "")
    query = f"?{urlencode({'show': shelf})}" if shelf.isalpha() else ""
    return redirect(reverse("casework:conversation", args=[conversation_id]) + query)


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
