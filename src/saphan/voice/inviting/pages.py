"""The page of the question: who asks, that it is no report, that she can stop. No is as large as yes."""

from uuid import UUID

from django.http import HttpResponse

from saphan.store.callers import Story
from saphan.voice.inviting import keeping
from saphan.voice.inviting.judging import ON_HER_PAGE
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story, note, show


@in_her_story
def sometimes(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing is chosen for her. A yes that could not be kept, or to sentences that she did not read, is not taken."""
    stands, said = keeping.yes_to(conversation_id), request.POST.get("may", "")
    words = keeping.words_for(conversation_id) or stands or ""
    if request.method != "POST" or said not in ("yes", "no"):
        return show(request, "sometimes", _context(words, stands))
    if said == "yes" and (not words or request.POST.get("words", "") != words):
        return go(request, "sometimes")
    keeping.say(
        conversation_id=conversation_id,
        yes=said == "yes",
        language=request.language,
        by=Story(conversation_id),
        words=words,
    )
    note(request, note="asked_sometimes" if said == "yes" else "asked_no_more")
    return go(request, "mine")


def _context(words: str, stands: str | None) -> dict[str, object]:
    by_page = words == ON_HER_PAGE
    return {
        "page_name": "sometimes_here" if by_page else "sometimes",
        "says_yes": stands == words and bool(words),
        "words": words,
        "by_page": by_page,
    }
