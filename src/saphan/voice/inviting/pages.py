"""The page of the question: who asks, that it is no report, that she can stop. No is as large as yes."""

from uuid import UUID

from django.http import HttpResponse

from saphan.store.callers import Story
from saphan.voice.inviting import keeping
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story, note, show


@in_her_story
def sometimes(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing is chosen for her. A yes that could not be kept is not taken."""
    says_yes, said = keeping.says_yes(conversation_id), request.POST.get("may", "")
    could = says_yes or keeping.could_be_asked(conversation_id)
    if request.method != "POST" or said not in ("yes", "no"):
        context = {"page_name": "sometimes", "says_yes": says_yes, "could": could}
        return show(request, "sometimes", context)
    if said == "yes" and not could:
        return go(request, "sometimes")
    keeping.say(
        conversation_id=conversation_id, yes=said == "yes", language=request.language, by=Story(conversation_id)
    )
    note(request, note="asked_sometimes" if said == "yes" else "asked_no_more")
    return go(request, "mine")
