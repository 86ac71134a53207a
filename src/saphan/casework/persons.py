"""Which conversations are one person's: they are one voice, however often she writes. Call inside `acting_as`."""

from collections.abc import Collection
from uuid import UUID

from saphan.casework.models import Concern
from saphan.store.ids import random_id
from saphan.voice.linking.together import of_one_person, with_company
from saphan.voice.models import Conversation


def voice_group_of(conversation_id: UUID) -> UUID:
    """The group her earlier concerns count in, else a new one: a random id that says nothing of her.

    Of this story and others under the same handle; what is put together may be parted again, so a link changes no row
    (`groups_now`). What counts now comes first: a story that moved here may have brought another group along, which
    counts no more.
    """
    contact = Conversation.objects.filter(id=conversation_id).values("contact_id")
    same = Conversation.objects.filter(contact_id__in=contact).values_list("id", flat=True)
    earlier = Concern.objects.filter(conversation_id__in={conversation_id, *same})
    in_order = earlier.order_by("recorded_on", "id").values_list("voice_group", flat=True)
    return in_order.filter(withdrawn_on=None).first() or in_order.first() or random_id()


def groups_now(concerns: Collection[Concern]) -> dict[UUID, UUID]:
    """By concern, the voice it counts as today: of stories that are put together, that of the earliest concern."""
    of_story = groups_in_company({each.conversation_id for each in concerns})
    return {each.id: of_story.get(each.conversation_id, each.voice_group) for each in concerns}


def groups_in_company(conversation_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Of these stories, all with a concern, those that are put together with others: the voice that they count as."""
    return {story_id: _group_of_all(story_id) for story_id in with_company(conversation_ids)}


def _group_of_all(conversation_id: UUID) -> UUID:
    """Of a story with a concern."""
    concerns = Concern.objects.filter(conversation_id__in=of_one_person(conversation_id))
    return concerns.order_by("recorded_on", "id").values_list("voice_group", flat=True)[0]
