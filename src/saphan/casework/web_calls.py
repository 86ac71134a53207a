"""The pad for the telephone, and the queue of those who wait to be rung."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from saphan.casework import call_queue, calls, selectors
from saphan.casework.call_forms import SHE, WE, CallForm, MissedForm, languages_of
from saphan.casework.calls import Spoken
from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404, zone_of
from saphan.casework.wording import language_name
from saphan.network import selectors as network
from saphan.network.doors import DeskRequest
from saphan.store import clock
from saphan.store.ids import random_id
from saphan.store.refusals import Refusal
from saphan.voice.channels import call_backs
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.returning import has_no_number
from saphan.web.once import once_of


@dataclass(frozen=True, slots=True)
class About:
    """The story that is known already: of somebody who waits to be rung, or one that is open."""

    call_id: UUID | None = None
    story_id: UUID | None = None
    language: str = ""
    has_no_number: bool = False  # the machine on the telephone told her none


@door
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: DeskRequest) -> HttpResponse:
    """Who waits to be rung. Sent: a call that nobody took."""
    form = MissedForm(request.POST or None, **_of_the_desk(request))
    if request.method != "POST":
        return _queue(request, form)
    if not form.is_valid():
        return _queue(request, form, status=422)
    once = once_of(request) or random_id()
    try:
        calls.note_missed(**form.cleaned_data, by=request.caller, once=once)
    except Refusal as refusal:
        return _queue(request, form, status=409, refusal=said(refusal))
    return redirect("casework:calls")


@never_cache
@door
@require_http_methods(["GET", "HEAD", "POST"])
def pad(request: DeskRequest) -> HttpResponse:
    """A call is written down while it lasts: a new story, or a part of one."""
    about = _about(request)
    form = _form(request, about)
    if request.method != "POST":
        return _pad(request, form, about)
    if not form.is_valid():
        return _pad(request, form, about, status=422)
    try:
        return _keep(request, form.cleaned_data, about)
    except Refusal as refusal:
        return _pad(request, form, about, status=409, refusal=said(refusal))


@door
@require_POST
def in_vain(request: DeskRequest, call_id: UUID) -> HttpResponse:
    """Rung, and nobody took it."""
    return _done(lambda: call_backs.rang_in_vain(call_id=call_id, by=request.caller))


@door
@require_POST
def no_more(request: DeskRequest, call_id: UUID) -> HttpResponse:
    """She was reached elsewhere, or wants no call any more."""
    return _done(lambda: call_backs.called_back(call_id=call_id, by=request.caller))


def _done(act: Callable[[], None]) -> HttpResponse:
    """A colleague may have been quicker: then there is nothing to do."""
    with suppress(NotWaiting):
        or_404(act)
    return redirect("casework:calls")


def _keep(request: DeskRequest, given: dict[str, Any], about: About) -> HttpResponse:
    once = once_of(request) or random_id()
    minutes = calls.minutes_since(request.POST.get("started", ""), clock.now())
    spoken = Spoken(given["words"], minutes, given["rang"] == WE, given["danger"])
    story_id = about.story_id
    if story_id is None and given["code"]:
        story_id = calls.story_of_code(given["code"], request.caller)
    if story_id is not None:
        calls.add_to_story(conversation_id=story_id, spoken=spoken, by=request.caller, once=once, call_id=about.call_id)
        if given.get("give_number") and spoken.we_rang:
            kept = calls.give_number(conversation_id=story_id, we_rang=spoken.we_rang, by=request.caller, once=once)
            return render(request, "casework/call_kept.html", {"kept": kept})
        return redirect("casework:conversation", story_id)
    kept = calls.begin_story(
        spoken=spoken,
        language=given["language"],
        number=given["number"],
        safe_times=given["safe_times"],
        by=request.caller,
        once=once,
    )
    return render(request, "casework/call_kept.html", {"kept": kept})


def _about(request: DeskRequest) -> About:
    call_id, story_id = as_id(request.GET.get("call", "")), as_id(request.GET.get("story", ""))
    if call_id is not None:
        story_id = or_404(lambda: call_backs.story_of(call_id=call_id, by=request.caller))
    if story_id is None:
        return About()
    place = or_404(lambda: selectors.place_of(request.caller, story_id))
    without = has_no_number(conversation_id=story_id, by=request.caller)
    return About(call_id, story_id, language_name(place.language), without)


def _form(request: DeskRequest, about: About) -> CallForm:
    initial = {"rang": SHE if about.call_id is None else WE}
    return CallForm(
        request.POST or None,
        is_new=about.story_id is None,
        has_no_number=about.has_no_number or "give_number" in request.POST,  # sent twice, it is hers by then
        initial=initial,
        **_of_the_desk(request),
    )


def _of_the_desk(request: DeskRequest) -> dict[str, Any]:
    desk = network.desk(request.caller.desk_id)
    return {"languages": languages_of(tuple(desk.languages)), "country": desk.country}


def _pad(request: DeskRequest, form: CallForm, about: About, *, status: int = 200, **more: Any) -> HttpResponse:
    now, began = clock.now(), request.POST.get("started", "")
    seconds = int(began) if calls.minutes_since(began, now) is not None else int(now.timestamp())
    lasted = int(now.timestamp()) - seconds
    content = {"form": form, "about": about, "started": seconds, "lasted": lasted, **more}
    return render(request, "casework/pad.html", content, status=status)


def _queue(request: DeskRequest, form: MissedForm, *, status: int = 200, **more: Any) -> HttpResponse:
    content = {"callers": call_queue.queue(request.caller), "form": form, **more}
    with timezone.override(zone_of(request)):
        return render(request, "casework/calls.html", content, status=status)
