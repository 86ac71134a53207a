"""Back with the code, from any phone."""

from uuid import UUID

from django.http import HttpResponse

from saphan.voice import services
from saphan.voice.drafts import Draft
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.pages.first import once_of
from saphan.voice.pages.story import story_context
from saphan.voice.pages.visits import LONGEST_TEXT, WorkerRequest, begin, is_ours, show, worker_page
from saphan.voice.selectors import Mistyped, NoSuchCode, open_story

LONGEST_CODE = 80  # signs: sixteen digits, and whatever she puts between them


@worker_page
def enter(request: WorkerRequest) -> HttpResponse:
    """Her code, in digits of any script. Mistyped and unknown are two different pages."""
    if request.method != "POST":
        return show(request, "enter", {"page_name": "enter"})
    if not is_ours(request):
        return _again(request, "expired", 403)
    try:
        conversation_id = open_story(request.POST.get("code", "")[:LONGEST_CODE])
    except Mistyped:
        return _again(request, "mistyped", 422)
    except NoSuchCode:
        return _again(request, "unknown", 422)
    typed = request.POST.get("said", "")[:LONGEST_TEXT]
    if not request.visit.token:
        return _without_cookie(request, conversation_id, typed)
    return begin(request, Draft(conversation=str(conversation_id), returned=True, typed=typed), "mine")


@worker_page
def lost(request: WorkerRequest) -> HttpResponse:
    """No code any more: write again, and say so."""
    return show(request, "lost", {"page_name": "lost"})


def _without_cookie(request: WorkerRequest, conversation_id: UUID, typed: str) -> HttpResponse:
    """Cookies are off: the page is shown this once, and her code goes along with what she writes on it."""
    if typed.strip():
        services.say_more(conversation_id=conversation_id, text=typed, once=once_of(request), rule=SHE_BEGAN)
    context = story_context(conversation_id, request.language, word_given=False)
    return show(request, "mine", {**context, "cookies_off": True, "code": request.POST.get("code", "")[:LONGEST_CODE]})


def _again(request: WorkerRequest, problem: str, status: int) -> HttpResponse:
    typed = request.POST.get("said", "")[:LONGEST_TEXT]
    code = request.POST.get("code", "")[:LONGEST_CODE]
    return show(request, "enter", {"page_name": "enter", "problem": problem, "typed": typed, "code": code}, status)
