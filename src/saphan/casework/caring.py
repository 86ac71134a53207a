"""Who looks after her: whom news about one story rings, and whether another desk can look after it now."""

from uuid import UUID

from saphan.network import selectors as network
from saphan.network.frozen import is_frozen
from saphan.store import clock
from saphan.vault.keyring import key_ring
from saphan.voice.models import Conversation


def who_cares(conversation_id: UUID) -> list[UUID]:
    """Whoever took her up, while she works here; else duty, else the leads. Nobody for a story that is gone.

    Call inside `acting_as`, as the system.
    """
    story = Conversation.objects.filter(id=conversation_id, left_on=None).values_list("desk_id", "assigned_to").first()
    if story is None:
        return []
    desk_id, assigned = story
    if assigned in network.working_at(desk_id):
        return [assigned]
    return network.duty_staff_ids(desk_id, clock.now()) or network.lead_ids(desk_id)


def can_take(desk_id: UUID) -> bool:
    """Open, and with a key here: it may have been frozen since she was asked."""
    return desk_id in key_ring().desks and not is_frozen(desk_id)
