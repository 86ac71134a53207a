"""The first pages: her language, what happened, her code. Her words are kept before anything else is asked."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from saphan.network import selectors as network
from saphan.store.callers import Story
from saphan.voice import services
from saphan.voice.aloud.hearing import COOKIE as HEARD
from saphan.voice.aloud.hearing import language_heard
from saphan.voice.aloud.playing import languages_only_heard
from saphan.voice.aloud.questions import language_of_words
from saphan.voice.doors import LONGEST, came_by
from saphan.voice.drafts import Draft, new_token
from saphan.voice.inbound import WEB, Accepted, Inbound
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.intake import NothingSaid
from saphan.voice.machines import machines_elsewhere
from saphan.voice.pages.on_duty import desk_now
from saphan.voice.pages.sent_files import SentFiles, sent_files
from saphan.voice.pages.visits import (
    LONGEST_TEXT,
    RESTING,
    WorkerRequest,
    begin,
    browser_of,
    go,
    is_ours,
    note,
    show,
    stays,
    take_note,
    worker_page,
)
from saphan.voice.selectors import desk_of_story, is_there
from saphan.voice.speaking import nearest_first
from saphan.voice.vocabulary import ICONS
from saphan.voice.wishes.keeping import say_language
from saphan.web.language_names import NAMES


def choose_language(request: HttpRequest) -> HttpResponse:
    """The names of the languages, in pictures where a phone may lack the letters; what it asks for comes first."""
    if request.COOKIES.get(RESTING) and "start" not in request.GET:
        return redirect("voice:neutral")
    poster = request.GET.get("p", "")[:LONGEST]
    hers = get_language() or "en"
    context = {
        "worker_languages": [(code, name, code in NAMES) for code, name in nearest_first(hers)],
        "only_heard": languages_only_heard(),
        "leave_in": dict.fromkeys((hers, "en")),
        "poster": poster,
    }
    response = render(request, "voice/language.html", context)
    response.delete_cookie(RESTING)
    if HEARD in request.COOKIES:
        response.delete_cookie(HEARD, samesite="Lax")
    return response


def hear(request: HttpRequest, language: str) -> HttpResponse:
    """A language without pages that was read aloud: those of the closest one, and her own to hear."""
    if language not in dict(languages_only_heard()):
        return redirect("/")
    poster = request.GET.get("p", "")[:LONGEST]
    asked = f"?{urlencode({'p': poster})}" if poster else ""
    response = redirect(f"{reverse('voice:say', args=[language_of_words(language)])}{asked}")
    response.set_cookie(HEARD, language, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


def poster(request: HttpRequest, token: str) -> HttpResponse:
    """A printed QR code: the same first page, for the desk and the place that it names."""
    return redirect(f"/?{urlencode({'p': token})}" if network.poster(token) else "/")


@worker_page
def say(request: WorkerRequest) -> HttpResponse:
    """What happened: words, a picture to tap, a recording or a photo. The only answer that we need."""
    return keep(request) if request.method == "POST" else _ask(request)


def keep(request: WorkerRequest) -> HttpResponse:
    """Keep it at once, then show the code. What could not be read is said, and what could is kept."""
    if not is_ours(request):
        return _ask(request, "expired", status=403)
    if len(request.POST.get("said", "")) > LONGEST_TEXT:
        return _ask(request, "too_long", status=422)
    files = sent_files(request)
    try:
        accepted = _more(request, files) or _accept(request, files)
    except NothingSaid:
        return _ask(request, files.refused or "nothing", status=422)
    if not request.visit.token:
        return _code_without_cookie(request, accepted, files.refused)
    if accepted.conversation_id == request.visit.conversation_id:
        note(request, note=files.refused)
        return go(request, "code")
    draft = Draft(conversation=str(accepted.conversation_id), code=accepted.claim_code, note=files.refused)
    return begin(request, draft, "code")


@worker_page
def code(request: WorkerRequest) -> HttpResponse:
    """Her code, large, as long as this visit lasts, and what happens now."""
    draft = request.visit.draft
    if draft is None or not draft.code or draft.conversation_id is None or not stays(request):
        return go(request, "enter")
    desk = desk_now(desk_of_story(draft.conversation_id), request.language)
    context = {"page_name": "code", "code": draft.code, "desk": desk, "remark": take_note(request)}
    return show(request, "code", context)


def _accept(request: WorkerRequest, files: SentFiles) -> Accepted:
    door = came_by(request.POST.get("p", "")[:LONGEST])
    icon = request.POST.get("icon", "")
    accepted = services.accept(
        Inbound(
            desk_id=door.desk_id if door else network.desk_for(request.language),
            channel=WEB,
            language=request.language,
            once=once_of(request),
            text=request.POST.get("said", ""),
            icon=icon if icon in ICONS else "",
            media=files.taken[0] if files.taken else None,
            place_organisation_id=door.organisation_id if door else None,
            place_line=door.line if door else "",
            door=door.name if door else "",
            browser=browser_of(request),
            rule=SHE_BEGAN,
        )
    )
    for media in files.taken[1:]:
        services.say_more(
            conversation_id=accepted.conversation_id, media=media, once=f"{once_of(request)}2", rule=SHE_BEGAN
        )
    _note_what_she_hears(request, accepted)
    if "lost" in request.POST and not accepted.repeated:
        services.set_details(conversation_id=accepted.conversation_id, lost_code=True)
    return accepted


def _note_what_she_hears(request: WorkerRequest, accepted: Accepted) -> None:
    """She chose to hear a language without pages: it is the one that she speaks, so that somebody answers in it."""
    hers = language_heard(request, request.language)
    if hers != request.language and not accepted.repeated:
        say_language(conversation_id=accepted.conversation_id, speaks=hers, by=Story(accepted.conversation_id))


def _more(request: WorkerRequest, files: SentFiles) -> Accepted | None:
    """She went back and writes on in the same visit, a moment later: it belongs to the same story."""
    draft = request.visit.draft
    if draft is None or draft.conversation_id is None or not _goes_on(draft) or "anew" in request.POST:
        return None
    if request.POST.get("icon", "") in ICONS:
        services.set_details(conversation_id=draft.conversation_id, icon=request.POST["icon"])
    say_all(request, files, may_be_silent="icon" in request.POST)
    return Accepted(draft.conversation_id, draft.code)


def _goes_on(draft: Draft | None) -> bool:
    if draft is None or draft.conversation_id is None:
        return False
    return bool(draft.code) and draft.is_fresh and is_there(draft.conversation_id)


def say_all(request: WorkerRequest, files: SentFiles, may_be_silent: bool = False) -> None:
    """Her words and every file, into the story of this visit. Raises NothingSaid."""
    conversation_id = request.visit.conversation_id
    text = request.POST.get("said", "")
    if conversation_id is None or not (text.strip() or files.taken):
        if may_be_silent and conversation_id:
            return
        raise NothingSaid
    if text.strip():
        services.say_more(
            conversation_id=conversation_id,
            text=text,
            once=once_of(request),
            browser=browser_of(request),
            rule=SHE_BEGAN,
        )
    for number, media in enumerate(files.taken):
        services.say_more(
            conversation_id=conversation_id,
            media=media,
            once=f"{once_of(request)}{number}",
            browser=browser_of(request),
            rule=SHE_BEGAN,
        )


def once_of(request: WorkerRequest) -> str:
    """What makes this send count once. One that a browser lost is made anew."""
    sent = request.POST.get("once", "")
    return sent if 20 <= len(sent) <= 64 else new_token()


def _code_without_cookie(request: WorkerRequest, accepted: Accepted, refused: str) -> HttpResponse:
    desk = desk_now(desk_of_story(accepted.conversation_id), request.language)
    context = {"page_name": "code", "code": accepted.claim_code, "desk": desk, "remark": refused, "cookies_off": True}
    return show(request, "code", context)


def _ask(request: WorkerRequest, problem: str = "", status: int = 200) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    context = {
        "page_name": "say",
        "icons": ICONS,
        "problem": problem,
        "typed": posted.get("said", "") if posted else "",
        "chosen": posted.get("icon", "") if posted else "",
        "poster": (posted or request.GET).get("p", "")[:LONGEST],
        "lost": "lost" in (posted or request.GET),
        "anew": "anew" in (posted or request.GET),
        "goes_on": _goes_on(request.visit.draft),
        "longest": LONGEST_TEXT,
    }
    context["machines"] = machines_elsewhere(_desk_asked(str(context["poster"]), request.language))
    return show(request, "say", context, status=status)


def _desk_asked(poster: str, language: str) -> UUID:
    door = came_by(poster)
    return door.desk_id if door else network.desk_for(language)
