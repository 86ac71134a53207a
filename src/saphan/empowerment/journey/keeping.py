"""She ticked that what she just answered is kept with her story: into the one of this visit, else into a new one."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from saphan.empowerment.journey import services
from saphan.empowerment.journey.things import Thing
from saphan.network import selectors as network
from saphan.voice import drafts
from saphan.voice.drafts import Draft
from saphan.voice.inbound import WEB, Inbound
from saphan.voice.input_class import FOUND_OUT
from saphan.voice.intake import accept
from saphan.voice.pages.first import once_of
from saphan.voice.pages.visits import WorkerRequest, give_cookie, stays
from saphan.voice.selectors import is_there

TICK = "keep"


@dataclass(frozen=True, slots=True)
class Kept:
    """code: of the story that was begun for it; "" where it went into one that she has open here."""

    conversation_id: UUID
    code: str = field(default="", repr=False)


def wants_it(request: WorkerRequest) -> bool:
    return request.POST.get(TICK) == "yes"


def story_for_it(request: WorkerRequest) -> Kept:
    """A new one is no voice: no desk has to answer it, and it counts nowhere before she speaks."""
    hers = request.visit.conversation_id if stays(request) else None
    if hers is not None and is_there(hers):
        return Kept(hers)
    accepted = accept(
        Inbound(
            desk_id=network.desk_for(request.language),
            channel=WEB,
            language=request.language,
            once=once_of(request),
            text=gettext("I found out about a job. I keep it here."),
            rule=FOUND_OUT,
            waits=False,
        )
    )
    return Kept(accepted.conversation_id, accepted.claim_code)


def keep_in(kept: Kept, thing: Thing, request: WorkerRequest, review_id: UUID | None = None) -> None:
    services.keep(conversation_id=kept.conversation_id, thing=thing, once=once_of(request), review_id=review_id)


def with_its_visit(request: WorkerRequest, response: HttpResponse, kept: Kept) -> HttpResponse:
    """Going on from the page with the code she is inside the story that was begun. Without cookies she has the code."""
    if not kept.code or not request.visit.token:
        return response
    if request.visit.draft:
        drafts.drop(request.visit.token)
    return give_cookie(response, drafts.begin(Draft(conversation=str(kept.conversation_id), code=kept.code)))
