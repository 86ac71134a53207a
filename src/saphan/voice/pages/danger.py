""" "I am in danger", on every page: who is there now, other help, and one tap that wakes the desk."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse

from saphan.network import selectors as network
from saphan.voice import services
from saphan.voice.drafts import Draft, new_token
from saphan.voice.inbound import WEB, Accepted, Inbound
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.pages.first import once_of
from saphan.voice.pages.on_duty import desk_now
from saphan.voice.pages.visits import WorkerRequest, begin, go, is_ours, show, worker_page
from saphan.voice.refusals import StoryGone, WasDeleted
from saphan.voice.selectors import desk_of_story, is_there


@worker_page
def danger(request: WorkerRequest) -> HttpResponse:
    """Shown at once, without asking anything; a tap calls the desk."""
    if request.method != "POST" or not is_ours(request):
        return _show(request)
    conversation_id = _story_of_hers(request)
    if conversation_id is not None:
        services.raise_danger(conversation_id=conversation_id)
        return go(request, "called")
    accepted = _call(request)
    if not request.visit.token:
        return _called(request, accepted.conversation_id, accepted)
    return begin(request, Draft(conversation=str(accepted.conversation_id), code=accepted.claim_code), "called")


@worker_page
def called(request: WorkerRequest) -> HttpResponse:
    """The desk was called: by whom she is seen and when, and how to say more."""
    if request.visit.conversation_id is None:
        return go(request, "danger")
    return _called(request, request.visit.conversation_id)


def _story_of_hers(request: WorkerRequest) -> UUID | None:
    """The story of this visit, unless she deleted it, or the phone lay about since: then somebody else may hold it."""
    draft = request.visit.draft
    hers = draft.conversation_id if draft and (draft.returned or draft.is_fresh) else None
    return hers if hers and is_there(hers) else None


def _call(request: WorkerRequest) -> Accepted:
    """A call is never refused: from an old page whose story she has deleted it is a new one."""
    call = Inbound(
        network.desk_for(request.language),
        WEB,
        request.language,
        once_of(request),
        danger=True,
        browser=request.visit.browser,  # one that it has; nobody in danger is given one
        rule=SHE_BEGAN,
    )
    try:
        return services.accept(call)
    except (StoryGone, WasDeleted):
        return services.accept(replace(call, once=new_token()))


def _show(request: WorkerRequest) -> HttpResponse:
    story = _story_of_hers(request)
    desk_id = desk_of_story(story) if story else network.desk_for(request.language)
    return show(request, "danger", {"page_name": "danger", "desk": desk_now(desk_id, request.language)})


def _called(request: WorkerRequest, conversation_id: UUID, accepted: Accepted | None = None) -> HttpResponse:
    draft = request.visit.draft
    context = {
        "page_name": "called",
        "desk": desk_now(desk_of_story(conversation_id), request.language),
        "code": accepted.claim_code if accepted else draft.code if draft else "",
        "cookies_off": accepted is not None,
    }
    return show(request, "called", context)
