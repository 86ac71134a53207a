"""How somebody who spoke may be asked again, as codes for the rooms above. Call as System."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from saphan.voice.channels.models import CallBack, MayWrite, Way
from saphan.voice.models import Contact, Conversation, Tell, Urgency

RING, WRITE, CODE = "ring", "write", "code"


@dataclass(frozen=True, slots=True)
class Reach:
    """how: ring, where she asked for it or named safe times; write, where she let us write anything in her chat; else
    code, for she reads it when she comes back. in_danger: as she said it, or as her desk set it.
    """

    desk_id: UUID
    how: str
    tells_nobody: bool
    in_danger: bool


def reach_of(conversation_ids: Collection[UUID]) -> dict[UUID, Reach]:
    """By story; one that is gone is not there. A number without a safe time is not rung."""
    stories = list(Conversation.objects.filter(id__in=list(conversation_ids), left_on=None))
    ring = _may_be_rung(stories)
    ways = Way.objects.filter(conversation_id__in=[story.id for story in stories], closed_on=None)
    write = set(ways.filter(may_write=MayWrite.EVERYTHING).values_list("conversation_id", flat=True))
    return {
        story.id: Reach(
            desk_id=story.desk_id,
            how=RING if story.id in ring else WRITE if story.id in write else CODE,
            tells_nobody=story.tell == Tell.NOBODY,
            in_danger=story.danger_at is not None or story.urgency == Urgency.DANGER,
        )
        for story in stories
    }


def _may_be_rung(stories: Collection[Conversation]) -> set[UUID]:
    numbers = {story.id: story.contact_id for story in stories if story.reply_by == "phone"}
    with_times = Contact.objects.filter(id__in=numbers.values()).exclude(safe_times=[])
    safe = set(with_times.values_list("id", flat=True))
    asked = CallBack.objects.filter(conversation_id__in=[story.id for story in stories], done_on=None)
    wants_it = set(asked.values_list("conversation_id", flat=True))
    return wants_it | {story_id for story_id, contact_id in numbers.items() if contact_id in safe}
