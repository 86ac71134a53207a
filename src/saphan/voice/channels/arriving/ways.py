"""Finding whose handle this is, and in which story she speaks. Call as System, with her handle's turn taken."""

from datetime import datetime, timedelta
from uuid import UUID

from saphan.store import clock
from saphan.store.ids import ordered_id
from saphan.vault import hashing
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.inbox import ref_hash
from saphan.voice.channels.leaving import outbox, sentences
from saphan.voice.channels.models import Asking, InboundEvent, MayWrite, Progress, Way
from saphan.voice.inbound import Handle
from saphan.voice.models import Contact, Conversation, Ending, Status

SILENCE = timedelta(days=180)  # as long as networks wait, at the most, before a number gets another owner
COMES_BACK = timedelta(days=14)  # to a story that was closed


def way_of(found: Opened, handle: Handle) -> Way | None:
    """Locked; None for somebody whom this account never heard."""
    indexes = hashing.blind_indexes(handle.kind, handle.value)
    known = Way.objects.select_for_update().filter(account_id=found.id, handle_index__in=list(indexes.values()))
    return known.first()


def heard(way: Way, at: datetime, now: datetime) -> None:
    """She wrote: the way is open, and what waited for it goes out. A message that comes late counts as of its time."""
    way.heard_at = max(way.heard_at, min(at, now))
    way.closed_on = None
    way.save(update_fields=["heard_at", "closed_on"])
    outbox.release(way, Progress.WINDOW, now)


def may_be_another(way: Way, at: datetime) -> bool:
    """Whether the handle may have a new owner: the provider said so, or it was silent for half a year."""
    return way.renumbered_on is not None or at - way.heard_at > SILENCE


def story_of(way: Way) -> UUID | None:
    """The story she goes on with; None when it is gone, or was closed a while ago."""
    return still_open(way.conversation_id)


def story_under(found: Opened, ref: str) -> UUID | None:
    """The story of what came under this name before, for a channel without handles; None as above."""
    known = InboundEvent.objects.filter(account_id=found.id, ref_hash=ref_hash(found.id, ref))
    story_id = known.exclude(conversation_id=None).order_by("-id").values_list("conversation_id", flat=True).first()
    return still_open(story_id) if story_id is not None else None


def still_open(story_id: UUID) -> UUID | None:
    story = Conversation.objects.filter(id=story_id, left_on=None).first()
    if story is None:
        return None
    if story.status != Status.CLOSED:
        return story.id
    ending = Ending.objects.filter(conversation_id=story.id).first()
    recent = ending is None or clock.today() - ending.closed_on <= COMES_BACK
    return story.id if recent else None


def let_go(way: Way, handle: Handle, now: datetime) -> UUID:
    """The handle belongs to nobody we know until its owner says so; returns the story it led to.

    What waits for the former owner is not sent, and her contact is not found by this handle any more.
    """
    outbox.cancel(way, now)
    indexes = hashing.blind_indexes(handle.kind, handle.value)
    former = Contact.objects.filter(id=way.contact_id, handle_index__in=list(indexes.values()))
    former.update(handle_kind="", handle_index=None)
    return way.conversation_id


def lead_to(way: Way | None, found: Opened, handle: Handle, conversation_id: UUID, at: datetime) -> Way:
    """From now on this handle speaks in this story."""
    story = Conversation.objects.get(id=conversation_id)
    if way is not None:
        way.conversation_id, way.contact_id, way.desk_id = story.id, story.contact_id, story.desk_id
        way.save(update_fields=["conversation_id", "contact_id", "desk_id"])
        return way
    version, index = hashing.newest(hashing.blind_indexes(handle.kind, handle.value))
    return Way.objects.create(
        id=ordered_id(),
        desk_id=story.desk_id,
        account_id=found.id,
        contact_id=story.contact_id,
        conversation_id=story.id,
        handle_kind=handle.kind,
        handle_index=index,
        handle_key_version=version,
        heard_at=at,
    )


def begin_anew(way: Way, former_id: UUID, now: datetime) -> None:
    """Somebody who may be another: nothing that was agreed before holds, and she is asked."""
    way.may_write, way.asking, way.asked_on = MayWrite.UNASKED, Asking.OWNER, now.date()
    way.renumbered_on, way.former_id, way.closed_on = None, former_id, None
    way.heard_at = now
    way.save()
    outbox.put_words(way, sentences.ASK_OWNER, now)
