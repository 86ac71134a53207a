"""Two pages inside her story: which language she speaks, and by whom she would like to be answered."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from saphan.languages.catalogue import LANGUAGES
from saphan.store.callers import Story
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story, note, show
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.selectors import story
from saphan.voice.wishes.keeping import say_language, wish_for
from saphan.voice.wishes.models import AnsweredBy


@in_her_story
def speak(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Every language that people here speak, by its own name; hers is kept, and her page turns into it if it can."""
    if request.method != "POST":
        page = story(conversation_id, word_given=False)
        return show(request, "speak", {"page_name": "speak", "wish": page.wish, "languages": LANGUAGES})
    try:
        say_language(
            conversation_id=conversation_id, speaks=request.POST.get("speaks", "")[:12], by=Story(conversation_id)
        )
    except NoAnswerToThat:
        return go(request, "speak")
    note(request, note="kept")
    language = story(conversation_id, word_given=False).language
    return HttpResponseRedirect(reverse("voice:mine", args=[language]), status=303)


@in_her_story
def answered_by(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    if request.method != "POST":
        page = story(conversation_id, word_given=False)
        choices = [AnsweredBy.WOMAN.value, AnsweredBy.MAN.value, AnsweredBy.ANYONE.value]
        return show(request, "answered_by", {"page_name": "answered_by", "wish": page.wish, "choices": choices})
    try:
        wish_for(
            conversation_id=conversation_id, answered_by=request.POST.get("who", "?")[:8], by=Story(conversation_id)
        )
    except NoAnswerToThat:
        return go(request, "answered_by")
    note(request, note="kept")
    return go(request, "mine")
