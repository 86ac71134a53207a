"""A learner's pages: the list, a lesson with its check, and the button at its end. Nothing of her is kept."""

from collections.abc import Collection
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from saphan.empowerment.lessons import aloud, drawing, shelf, taught
from saphan.empowerment.lessons.wording import STAGES
from saphan.empowerment.speaking import learner_languages
from saphan.languages import cldr
from saphan.voice.aloud.web_playing import sent
from saphan.voice.pages.visits import WorkerRequest, worker_page
from saphan.voice.speaking import worker_languages


@require_safe
@worker_page
def lessons(request: WorkerRequest) -> HttpResponse:
    """By stage of her journey; of one way (`?way=MM-TH`), if she names one."""
    known = shelf.corridors()
    way = request.GET.get("way", "")
    chosen = way if way in known else ""
    cards = shelf.list_of(request.language, chosen)
    stages = [(STAGES[stage], list(group)) for stage, group in groupby(cards, key=lambda card: card.stage)]
    context = {
        "stages": stages,
        "ways": [(code, _way(code, request.language), code == chosen) for code in known],
        "chosen": chosen,
        "is_unread": any(card.is_unread for card in cards),
    }
    return _page(request, "list", "empowerment:lessons", learner_languages(), context)


@require_safe
@worker_page
def lesson(request: WorkerRequest, slug: str) -> HttpResponse:
    """One lesson. In a language in which it may not be shown she is led to the list."""
    opened = shelf.open_lesson(slug, request.language)
    if opened is None:
        return redirect("empowerment:lessons", request.language)
    written = opened.written
    heard = aloud.heard(slug, written)
    context = {
        "opened": opened,
        "written": written,
        "body": drawing.as_html(slug, written),
        "sources": drawing.sources(opened.lesson, written),
        "sound": heard,
        "sound_address": sound_address(heard) if heard else "",
    }
    return _page(request, "lesson", "empowerment:lesson", opened.languages, context, slug)


@require_POST
@worker_page
def learned(request: WorkerRequest, slug: str) -> HttpResponse:
    """One more in the count, and on to the next lesson."""
    opened = shelf.open_lesson(slug, request.language)
    if opened is None:
        raise Http404
    taught.count_learned(slug, request.language)
    if opened.after is None:
        return redirect("empowerment:lessons", request.language)
    return redirect("empowerment:lesson", request.language, opened.after.slug)


@require_safe
def recording(request: HttpRequest, slug: str, language: str, digest: str) -> HttpResponse:
    return _sound(request, f"{slug}.{language}.{digest}")


@require_safe
def machine_sound(request: HttpRequest, lesson_sound_id: UUID) -> HttpResponse:
    return _sound(request, str(lesson_sound_id))


def _sound(request: HttpRequest, named: str) -> HttpResponse:
    found = aloud.sound(named)
    if found is None:
        raise Http404
    response = sent(request, found)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _page(
    request: WorkerRequest, name: str, address: str, languages: Collection[str], context: dict[str, object], *args: str
) -> HttpResponse:
    offered = [(code, called) for code, called in worker_languages() if code in languages]
    others = [(code, called, reverse(address, args=[code, *args])) for code, called in offered]
    frame = {"lang": request.language, "other_languages": others}
    return render(request, f"empowerment/lessons/{name}.html", {**frame, **context})


def sound_address(heard: aloud.Heard) -> str:
    if heard.by_machine:
        return reverse("empowerment:lesson_sound", args=[heard.sound])
    return reverse("empowerment:lesson_recording", args=heard.sound.split("."))


def _way(corridor: str, language: str) -> str:
    """`Myanmar → Thailand`, in her language."""
    names = cldr.locale(language).territories
    return " → ".join(str(names.get(code, code)) for code in corridor.split("-"))
