"""Whom news about one story rings: whoever looks after her while she works here, else duty, else the leads."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.store import clock
from saphan.voice.models import Conversation


def who_cares(conversation_id: UUID) -> list[UUID]:
    """Nobody for a story that is gone. Call inside `acting_as`, as the system."""
    story = Conversation.objects.filter(id=conversation_id, left_on=None).values_list("desk_id", "assigned_to").first()
    if story is None:
        return []
    desk_id, assigned = story
    if assigned in network.working_at(desk_id):
        return [assigned]
    return network.duty_staff_ids(desk_id, clock.now()) or network.lead_ids(desk_id)
