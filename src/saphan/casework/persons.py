"""Which conversations are one person's: they are one voice, however often she writes. Call inside `acting_as`."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from saphan.casework.models import Concern
from saphan.store.ids import random_id
from saphan.voice.linking.together import of_one_person, with_company
from saphan.voice.models import Conversation, VisitEntry


def voice_group_of(conversation_id: UUID) -> UUID:
    """The group her earlier concerns count in, else a new one: a random id that says nothing of her.

    Of this story and others that came by the same handle; what is put together may be parted again, so a link changes
    no row (`groups_now`). What counts now comes first: a story that moved here may have brought another group along,
    which counts no more.
    """
    of_others = _concerns_of(_beside_her_on_a_visit(conversation_id)).values("voice_group")
    earlier = _concerns_of({conversation_id}) | _concerns_of(_by_her_handle(conversation_id)).exclude(
        voice_group__in=of_others
    )
    in_order = earlier.order_by("recorded_on", "id").values_list("voice_group", flat=True)
    return in_order.filter(withdrawn_on=None).first() or in_order.first() or random_id()


def _concerns_of(conversation_ids: Collection[UUID]) -> QuerySet[Concern]:
    return Concern.objects.filter(conversation_id__in=conversation_ids)


def _by_her_handle(conversation_id: UUID) -> set[UUID]:
    """Other stories that came by the same handle; of who was met, those that a colleague met with the same number.

    A number that was only typed says nothing of whose it is: the cross-check ties by it, within limits, and no more.
    """
    contact = Conversation.objects.filter(id=conversation_id).values("contact_id")
    same = Conversation.objects.filter(contact_id__in=contact)
    proven = set(same.exclude(Q(reply_by="phone") & ~Q(channel="phone")).values_list("id", flat=True))
    if conversation_id in proven:
        return proven
    met = _stories_of(_entries(same.values("id")))
    return met if conversation_id in met else set()


def _beside_her_on_a_visit(conversation_id: UUID) -> set[UUID]:
    """Who was met on the same visit is somebody else, whatever number they share."""
    visits = _entries({conversation_id}).values("visit_id")
    return _stories_of(VisitEntry.objects.filter(visit_id__in=visits)) - {conversation_id}


def _entries(conversation_ids: Collection[UUID] | QuerySet[Any]) -> QuerySet[VisitEntry]:
    return VisitEntry.objects.filter(conversation_id__in=conversation_ids)


def _stories_of(entries: QuerySet[VisitEntry]) -> set[UUID]:
    return {story_id for story_id in entries.values_list("conversation_id", flat=True) if story_id is not None}


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
