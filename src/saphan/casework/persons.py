"""Which conversations are one person's: they are one voice, however often she writes. Call inside `acting_as`."""

from uuid import UUID

from django.db.models import Q

from saphan.casework.models import Concern
from saphan.store.ids import random_id
from saphan.voice.models import Conversation, Link


def conversations_of_her(conversation_id: UUID) -> set[UUID]:
    """This one, those of the same contact, and those that she said are hers."""
    contact = Conversation.objects.filter(id=conversation_id).values("contact_id")
    same = set(Conversation.objects.filter(contact_id__in=contact).values_list("id", flat=True))
    links = Link.objects.filter(Q(conversation_id=conversation_id) | Q(earlier_id=conversation_id), undone_on=None)
    linked = {end for pair in links.values_list("conversation_id", "earlier_id") for end in pair}
    return {conversation_id} | same | linked


def voice_group_of(conversation_id: UUID) -> UUID:
    """The group her earlier concerns count in, else a new one: a random id that says nothing of her.

    What counts now comes first: a story that moved here may have brought another group along, which counts no more.
    """
    earlier = Concern.objects.filter(conversation_id__in=conversations_of_her(conversation_id))
    in_order = earlier.order_by("recorded_on", "id").values_list("voice_group", flat=True)
    return in_order.filter(withdrawn_on=None).first() or in_order.first() or random_id()
