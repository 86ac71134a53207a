"""The stories that somebody of a desk has taken on, for when she leaves. Call inside `acting_as` of her desk."""

from uuid import UUID

from django.db.models import QuerySet

from saphan.store.callers import Staff, System
from saphan.store.tasks import defer
from saphan.voice.models import Conversation, Status


def count_stories(staff_id: UUID) -> int:
    """Those that are not closed."""
    return _of(staff_id).exclude(status=Status.CLOSED).count()


def hand_over_stories(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """All of them, closed ones too: one that she opens again must not come back to somebody who left.

    Without a colleague each finds somebody who speaks with her.
    """
    hers = _of(staff_id)
    alone = [] if to else list(hers.exclude(status=Status.CLOSED).order_by("id").values_list("id", flat=True))
    hers.update(assigned_to=to)
    for story_id in alone:
        defer("casework.route", conversation_id=story_id)


def _of(staff_id: UUID) -> QuerySet[Conversation]:
    return Conversation.objects.filter(assigned_to=staff_id, left_on=None)
