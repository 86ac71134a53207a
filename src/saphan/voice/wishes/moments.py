"""When she may be asked or told something that can wait, and in which chat. Call as System."""

from uuid import UUID

from saphan.voice.channels.models import MayWrite, Way
from saphan.voice.models import Conversation, Urgency

URGENT_ICONS = ("hurt",)


def is_urgent(conversation: Conversation) -> bool:
    """Help comes first; nobody is asked for her language then."""
    return conversation.urgency != Urgency.ORDINARY or conversation.icon in URGENT_ICONS


def open_way(conversation_id: UUID) -> Way | None:
    """The chat in which she may be asked something: open, and not one where she wants few words."""
    ways = Way.objects.select_for_update().filter(conversation_id=conversation_id, closed_on=None)
    free = ways.exclude(may_write__in=(MayWrite.NEUTRAL, MayWrite.NOTHING))
    return free.order_by("-heard_at", "id").first()
