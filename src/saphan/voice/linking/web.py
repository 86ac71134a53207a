"""Her page about other stories of hers: one more by its code, and parting those that are together."""

from uuid import UUID

from django.http import HttpResponse

from saphan.store.callers import Story
from saphan.store.refusals import NotAllowed
from saphan.voice.linking import joining
from saphan.voice.linking.page import other_stories
from saphan.voice.linking.refusals import NotToBeLinked
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story, note, show, take_note
from saphan.voice.returning import Mistyped, NoSuchCode

LONGEST_CODE = 80


@in_her_story
def together(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """What is together with this story, and the code of one more; then she is asked on the page for questions."""
    if request.method != "POST":
        return _page(request, conversation_id)
    try:
        ask_id = joining.begin_by_code(
            conversation_id=conversation_id, code=request.POST.get("code", "")[:LONGEST_CODE]
        )
    except Mistyped:
        return _page(request, conversation_id, "mistyped")
    except NoSuchCode:
        return _page(request, conversation_id, "unknown")
    except NotToBeLinked:
        return _page(request, conversation_id, "not_linked")
    if ask_id is None:
        note(request, note="linked")
        return go(request, "together")
    return go(request, "answer", ask_id)


@in_her_story
def part(request: WorkerRequest, conversation_id: UUID, link_id: UUID) -> HttpResponse:
    """Each by itself again; one that was parted before stays so."""
    if request.method == "POST":
        try:
            joining.undo(link_id=link_id, by=Story(conversation_id))
        except NotAllowed:
            return go(request, "together")
        note(request, note="parted")
    return go(request, "together")


def _page(request: WorkerRequest, conversation_id: UUID, problem: str = "") -> HttpResponse:
    context = {
        "page_name": "together",
        "others": other_stories(conversation_id),
        "problem": problem,
        "remark": "" if problem else take_note(request),
    }
    return show(request, "together", context, status=422 if problem else 200)
