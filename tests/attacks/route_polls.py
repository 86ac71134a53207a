"""Polls for the walk over every route: a draft of a desk, and one that waits for each company's promise."""

from datetime import timedelta
from uuid import UUID

from saphan.dialogue.polls import services
from saphan.dialogue.polls.services import Draft, Question
from saphan.store import clock
from saphan.store.callers import Staff


def drafted(desk_id: UUID, staff_id: UUID) -> dict[str, str]:
    by = _lead(desk_id, staff_id)
    return {"poll_id": str(services.keep_draft(draft=Draft(name="The canteen"), by=by))}


def proposed(desk_id: UUID, staff_id: UUID, responder_id: UUID) -> dict[str, str]:
    today, by = clock.today(), _lead(desk_id, staff_id)
    draft = Draft(
        name="Heat",
        organisation_id=responder_id,
        languages=("en",),
        responder_id=responder_id,
        remedy="desk",
        threshold=11,
        begins_on=today,
        ends_on=today + timedelta(days=7),
        respond_by=today + timedelta(days=14),
        questions=(Question({"en": "Is it too hot?"}),),
    )
    poll_id = services.keep_draft(draft=draft, by=by)
    services.propose(poll_id=poll_id, by=by)
    return {"asked_poll_id": str(poll_id)}


def _lead(desk_id: UUID, staff_id: UUID) -> Staff:
    return Staff(staff_id, desk_id, frozenset({"lead"}))
