"""The desk's pages about reading aloud: links for volunteers, hearing what they read, and the machine. Thin views."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saphan.languages.catalogue import LANGUAGES
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.naming import language_name
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.aloud import judging, links, programs, questions
from saphan.voice.aloud.models import MachineVoice, ReadingLink, SpokenQuestion
from saphan.voice.aloud.web_playing import sent

LEAD, EDITOR, REVIEWER = Role.LEAD.value, Role.EDITOR.value, Role.REVIEWER.value


@never_cache
@require_safe
@desk_page(LEAD, EDITOR, REVIEWER)
def overview(request: DeskRequest) -> HttpResponse:
    """How far each language is, and the links of this desk."""
    return _overview(request)


@require_POST
@desk_page(LEAD, EDITOR)
def make_link(request: DeskRequest) -> HttpResponse:
    """A new link, shown once."""
    days = request.POST.get("days", "")
    try:
        made = links.make_link(
            language=request.POST.get("language", ""), days=int(days) if days.isdecimal() else 0, by=request.caller
        )
    except NotAllowed as refusal:
        return _overview(request, refusal)
    context = {"made": made, "language_called": language_name(made.language)}
    return render(request, "voice/aloud/new_link.html", context)


@require_POST
@desk_page(LEAD, EDITOR)
def revoke_link(request: DeskRequest, reading_link_id: UUID) -> HttpResponse:
    try:
        links.revoke_link(link_id=reading_link_id, by=request.caller)
    except ReadingLink.DoesNotExist:
        raise Http404 from None
    return redirect("voice:aloud")


@never_cache
@require_safe
@desk_page(LEAD, REVIEWER)
def language(request: DeskRequest, language: str) -> HttpResponse:
    """What waits in one of her languages, to hear and to judge; and the machine."""
    return _language(request, language)


@never_cache
@require_safe
@desk_page(LEAD, REVIEWER)
def sound(request: DeskRequest, sound_id: UUID) -> HttpResponse:
    """One recording, for whoever may judge it."""
    try:
        return sent(request, judging.sound_to_judge(sound_id=sound_id, by=request.caller))
    except (SpokenQuestion.DoesNotExist, Refusal):
        raise Http404 from None


@require_POST
@desk_page(LEAD, REVIEWER)
def judge(request: DeskRequest, sound_id: UUID) -> HttpResponse:
    """Accepted, or refused; then what waits next."""
    say = judging.accept_recording if request.POST.get("verdict") == "accepted" else judging.refuse_recording
    of = request.POST.get("language", "")
    try:
        say(sound_id=sound_id, by=request.caller)
    except SpokenQuestion.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return _overview(request, refusal)
    return redirect("voice:aloud_in", of) if questions.is_readable(of) else redirect("voice:aloud")


@never_cache
@require_safe
@desk_page(LEAD, REVIEWER)
def machine(request: DeskRequest, language: str) -> HttpResponse:
    """The first question as the machine says it."""
    try:
        return sent(request, judging.machine_sample(language=language, by=request.caller))
    except Refusal:
        raise Http404 from None


@require_POST
@desk_page(LEAD, REVIEWER)
def judge_machine(request: DeskRequest, language: str) -> HttpResponse:
    try:
        if request.POST.get("verdict") == "accepted":
            judging.accept_machine(language=language, name=request.POST.get("name", ""), by=request.caller)
        else:
            judging.refuse_machine(language=language, by=request.caller)
    except MachineVoice.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return _overview(request, refusal)
    return redirect("voice:aloud_in", language)


def _overview(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "states": [(state, language_name(state.language)) for state in judging.states(request.caller)],
        "links": [(link, language_name(link.language)) for link in links.links_of(request.caller)],
        "may_give_links": links.may_give_links(request.caller),
        "choices": [(one.code, language_name(one.code)) for one in LANGUAGES],
        "days": links.DAYS,
        "missing": programs.missing(),
        "refusal": refusal,
    }
    return render(request, "voice/aloud/overview.html", context, status=409 if refusal else 200)


def _language(request: DeskRequest, code: str) -> HttpResponse:
    try:
        waiting = judging.waiting(request.caller, code)
    except Refusal:
        raise Http404 from None
    context = {
        "waiting": waiting,
        "code": code,
        "language_called": language_name(code),
        "words_in": questions.language_of_words(code),
        "state": next(state for state in judging.states(request.caller) if state.language == code),
        "missing": programs.missing(),
        "first_lines": questions.lines(questions.CODES[0], code),
    }
    return render(request, "voice/aloud/language.html", context)
