"""The inbox and one story: thin views that read, call one service and answer."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from saphan.casework import approved_replies, beside_story, look_pages, moves, selectors, services
from saphan.casework.forms import as_day, as_id
from saphan.casework.hand_over import notes_waiting
from saphan.casework.inbox import asked_of
from saphan.casework.inbox import inbox as inbox_shown
from saphan.casework.linking import selectors as linking
from saphan.casework.look_codes import IDENTITY_REASONS
from saphan.casework.replies import keeping as replies
from saphan.casework.replies.expanding import codes_in
from saphan.casework.replies.listing import codes_for
from saphan.casework.routing import cards as routing
from saphan.casework.routing.words import WHY_BACK
from saphan.casework.sentences import said
from saphan.casework.talks import talk as talk_shown
from saphan.casework.understanding import replying
from saphan.casework.wording import language_name
from saphan.languages.catalogue import LANGUAGES
from saphan.network import backups
from saphan.network import selectors as network
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store import clock
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice import selectors as voice_selectors
from saphan.voice import services as voice
from saphan.voice.channels.leaving import counting
from saphan.web.once import once_of

Read = TypeVar("Read")
door = desk_page(Role.CASEWORKER.value, Role.LEAD.value)


@door
@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    page = inbox_shown(request.caller, request.GET)
    context = {
        "inbox": page,
        "done": request.GET.get("done", ""),
        "backup": backups.line_for(request.caller),
        "notes": notes_waiting(request.caller),
    }
    return render(request, "casework/desk.html", context)


@door
@require_safe
def conversation(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Opening is reading: she is told, an alarm is seen, and the audit says who."""
    try:
        services.take_up(conversation_id=conversation_id, by=request.caller)
    except NotAllowed:
        return _moved_or_404(request, conversation_id)
    return show(request, conversation_id, **_box_asked_for(request, conversation_id))


def _moved_or_404(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """A story that went to another desk says that, and no more."""
    move = moves.move_of(request.caller, conversation_id)
    if move is None:
        raise Http404
    return render(request, "casework/moved.html", {"move": move}, status=410)


def show(request: DeskRequest, conversation_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """The three panes with one story open; one that went to another desk meanwhile says that."""
    try:
        talk = talk_shown(request.caller, conversation_id)
    except NotAllowed:
        return _moved_or_404(request, conversation_id)
    here = routing.here_now(request.caller)
    content = {
        "inbox": inbox_shown(request.caller, request.GET, here),
        "talk": talk,
        "open_id": conversation_id,
        "sent": as_id(request.GET.get("sent", "")),
        "shown_photo": as_id(request.GET.get("photo", "")),
        "move": moves.move_of(request.caller, conversation_id),
        "beside": look_pages.beside(request.caller, conversation_id),
        "identity_reasons": IDENTITY_REASONS.items(),
        "joinable": selectors.open_cases(request.caller) if not talk.open_cases else (),
        "length": counting.counted(request.caller, conversation_id, more.get("reply", "")) if talk.ways else None,
        "routing": routing.beside(request.caller, conversation_id, here),
        "why_back": WHY_BACK.items(),
        "all_languages": LANGUAGES,
        "own_codes": codes_for(request.caller, (talk.card.dialect, talk.card.language)),
        "linked": linking.beside(request.caller, conversation_id),
        "from_above": beside_story.filled(request.caller, conversation_id),
        **more,
    }
    with timezone.override(here.zone):
        return render(request, "casework/desk.html", content, status=status)


def zone_of(request: DeskRequest) -> ZoneInfo:
    """Hours are said where the desk is."""
    return ZoneInfo(network.desk(request.caller.desk_id).time_zone)


def _box_asked_for(request: DeskRequest, conversation_id: UUID) -> dict[str, Any]:
    """What stands in the reply box when an approved reply was picked and the page was loaded anew."""
    code = request.GET.get("use", "")
    if code not in approved_replies.ALL:
        return {}
    language = selectors.place_of(request.caller, conversation_id).language
    return {"reply": approved_replies.words(code, language), "approved": code}


@door
@require_GET
def approved_words(request: DeskRequest, conversation_id: UUID, code: str) -> HttpResponse:
    """An approved reply in her language, ready in the reply box to be read and sent; opens nothing of hers."""
    if code not in approved_replies.ALL:
        raise Http404
    place = or_404(lambda: selectors.place_of(request.caller, conversation_id))
    if not request.htmx:
        return redirect(f"{reverse('casework:conversation', args=[conversation_id])}?use={code}")
    words = approved_replies.words(code, place.language)
    content: dict[str, Any] = {"reply": words, "her_language": place.language}
    content["her_language_name"] = language_name(place.language)
    content |= {"approved": code, "open_id": conversation_id}
    content["length"] = counting.counted(request.caller, conversation_id, words)
    return render(request, "casework/parts/reply_box.html", content)


@door
@require_POST
def reply(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    text = request.POST.get("reply", "")
    if codes_in(text):
        return _preview(request, conversation_id, text)
    approved = _approved(request, conversation_id, text)
    try:
        sent = replying.reply(
            conversation_id=conversation_id,
            text=text,
            by=request.caller,
            approved_reply=approved,
            once=once_of(request),
        )
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal), reply=text)
    return redirect(_here(request, conversation_id, sent=sent))


def _preview(request: DeskRequest, conversation_id: UUID, text: str) -> HttpResponse:
    """A short code is never sent: its words stand in the box, to be read first."""
    try:
        ready = replies.expand(conversation_id=conversation_id, text=text, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal), reply=text)
    return show(request, conversation_id, reply=ready.text, approved=ready.approved, expanded=True)


def _approved(request: DeskRequest, conversation_id: UUID, text: str) -> str:
    """The approved reply that was sent, unless somebody changed its words."""
    code = request.POST.get("approved", "")[:40]
    if code.startswith(replies.STROKE):
        same = or_404(
            lambda: replies.is_word_for_word(
                approved=code, conversation_id=conversation_id, text=text, by=request.caller
            )
        )
        return code if same else ""
    if code not in approved_replies.ALL:
        return ""
    language = or_404(lambda: selectors.place_of(request.caller, conversation_id)).language
    return code if text.split() == approved_replies.words(code, language).split() else ""


@door
@require_POST
def answer_and_close(request: DeskRequest, conversation_id: UUID, code: str) -> HttpResponse:
    """One key from an open story: a kind answer in her language, and the next story."""
    return do_and_go_on(
        request,
        conversation_id,
        lambda: services.answer_and_close(conversation_id=conversation_id, reply=code, by=request.caller),
        to=_inbox(request, done=code),
    )


@door
@require_POST
def assign(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    return do_and_go_on(
        request, conversation_id, lambda: voice.assign(conversation_id=conversation_id, by=request.caller)
    )


@door
@require_POST
def later(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    until = as_day(request.POST.get("until", "")) or clock.today()
    return do_and_go_on(
        request,
        conversation_id,
        lambda: services.put_off(conversation_id=conversation_id, until=until, by=request.caller),
        to=_inbox(request, done="later"),
    )


@door
@require_POST
def close(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    return do_and_go_on(
        request,
        conversation_id,
        lambda: voice.close(conversation_id=conversation_id, by=request.caller),
        to=_inbox(request, done="closed"),
    )


@door
@require_POST
def urgent(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    return do_and_go_on(
        request, conversation_id, lambda: services.raise_urgency(conversation_id=conversation_id, by=request.caller)
    )


@door
@require_POST
def spoken(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    return do_and_go_on(
        request, conversation_id, lambda: voice.note_spoken_with(conversation_id=conversation_id, by=request.caller)
    )


@door
@require_POST
def note(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    text = request.POST.get("note", "")
    return do_and_go_on(
        request,
        conversation_id,
        lambda: services.add_note(conversation_id=conversation_id, text=text, by=request.caller, once=once_of(request)),
        note=text,
    )


@door
@require_POST
def consent(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Her answer to a draft that was read to her, in a talk."""
    draft_id, recipient_id = as_id(request.POST.get("draft", "")), as_id(request.POST.get("recipient", ""))
    if draft_id is None or recipient_id is None:
        raise Http404
    return do_and_go_on(
        request,
        conversation_id,
        lambda: voice.record_consent_in_talk(
            conversation_id=conversation_id,
            draft_id=draft_id,
            recipient_id=recipient_id,
            language=request.POST.get("language", "en")[:12],
            given=request.POST.get("given") == "yes",
            by=request.caller,
        ),
    )


@door
@require_POST
def answered_in_talk(request: DeskRequest, conversation_id: UUID, ask_id: UUID) -> HttpResponse:
    """Her answer to a question of ours, given in a talk."""
    code = request.POST.get("code", "")
    return do_and_go_on(request, conversation_id, lambda: voice.answer(ask_id=ask_id, code=code, by=request.caller))


@door
@require_GET
def attachment(request: DeskRequest, attachment_id: UUID) -> HttpResponse:
    """A photo or recording, only when somebody asks for it; audited."""
    media_type, content = or_404(lambda: voice_selectors.attachment(request.caller, attachment_id))
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def do_and_go_on(
    request: DeskRequest, conversation_id: UUID, act: Callable[[], object], *, to: str = "", **typed: str
) -> HttpResponse:
    """Act and go on; or say why not, beside what was typed."""
    try:
        act()
    except Refusal as refusal:
        return show(request, conversation_id, status=409, refusal=said(refusal), **typed)
    return redirect(to or _here(request, conversation_id))


def _here(request: DeskRequest, conversation_id: UUID, *, sent: UUID | None = None) -> str:
    kept = {name: value for name, value in asked_of(request.GET).items() if value}
    query = urlencode({**kept, "sent": str(sent)} if sent else kept)
    return reverse("casework:conversation", args=[conversation_id]) + (f"?{query}" if query else "")


def _inbox(request: DeskRequest, *, done: str) -> str:
    kept = {name: value for name, value in asked_of(request.GET).items() if value}
    return f"{reverse('casework:inbox')}?{urlencode({'done': done, **kept})}"


def or_404(read: Callable[[], Read]) -> Read:
    try:
        return read()
    except NotAllowed:
        raise Http404 from None
