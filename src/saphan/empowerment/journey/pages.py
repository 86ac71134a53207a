"""Inside her story: what she kept before she left, who reads it, and what she kept with another code."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saphan.casework.forms import as_id
from saphan.empowerment.journey import selectors, services
from saphan.empowerment.pages import show_page
from saphan.empowerment.refusals import NotNow
from saphan.voice import services as voice
from saphan.voice.pages.first import once_of
from saphan.voice.pages.returning import LONGEST_CODE
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story
from saphan.voice.refusals import StoryGone, TooManyTries
from saphan.voice.selectors import Mistyped, NoSuchCode, open_story
from saphan.voice.vocabulary import PICTURES

LONGEST_WORD = 500


@require_http_methods(["GET", "HEAD", "POST"])
@in_her_story
def journey(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """What is kept here; by POST another desk's yes, or a look at what she kept with an earlier code."""
    if _is_hidden(request, conversation_id):
        return go(request, "word")
    if request.method == "POST" and "code" in request.POST:
        return _earlier(request, conversation_id)
    if request.method == "POST" and (part_id := as_id(request.POST.get("part", ""))):
        try:
            services.let_read(part_id=part_id, conversation_id=conversation_id, language=request.language)
        except NotNow:
            return _page(request, conversation_id, status=409)
    return _page(request, conversation_id)


def _earlier(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing is copied before she has seen the words and said yes to this very desk."""
    code = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        from_id = open_story(code)
        if selectors.is_hidden(from_id) and not _gave_its_word(request, from_id):
            return _page(request, conversation_id, code=code, word_wanted=True, status=422)
        if part_id := as_id(request.POST.get("part", "")):
            services.bring(
                part_id=part_id, from_id=from_id, conversation_id=conversation_id, once=f"{once_of(request)}{part_id}"
            )
            return _page(request, conversation_id)
        found = selectors.her_page(from_id).things if from_id != conversation_id else ()
    except (Mistyped, NoSuchCode, NotNow, StoryGone):
        return _page(request, conversation_id, problem="unknown", status=422)
    except TooManyTries:
        return _page(request, conversation_id, problem="too_many", status=422)
    return _page(request, conversation_id, code=code, word=_word(request), earlier=found, looked=True)


def _gave_its_word(request: WorkerRequest, from_id: UUID) -> bool:
    word = _word(request)
    return bool(word) and voice.word_opens(conversation_id=from_id, word=word)


def _word(request: WorkerRequest) -> str:
    """Of the earlier story: a word, or a picture that she tapped."""
    picture = request.POST.get("picture", "")
    return request.POST.get("word", "").strip()[:LONGEST_WORD] or (f"picture:{picture}" if picture in PICTURES else "")


def _is_hidden(request: WorkerRequest, conversation_id: UUID) -> bool:
    draft = request.visit.draft
    knows = draft is not None and (draft.word_given or not draft.returned)
    return not knows and selectors.is_hidden(conversation_id)


def _page(request: WorkerRequest, conversation_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    context = {"page_name": "journey", "page": selectors.her_page(conversation_id), "pictures": PICTURES, **more}
    return show_page(request, "journey/journey", context, status)
