"""What becomes of channels' rows when a story ends, moves to another desk, or the key of the hashes changes."""

from collections.abc import Iterator
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.hashing import blind_indexes
from saphan.vault.keyed import keyed
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import open_texts
from saphan.voice.channels.models import CallBack, Delivery, InboundEvent, Way
from saphan.voice.models import Conversation, Message
from saphan.voice.moving import Move

OF_A_STORY = (InboundEvent, Delivery, CallBack, Way)
REMOVED = tuple(model._meta.db_table for model in OF_A_STORY)
OURSELVES = System("voice.rotate_keys")
BATCH = 50


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`: who wrote, what came, what was sent. Who repeats it is known by the receipt."""
    with acting_as(System("voice.forget_channels")):
        for model in OF_A_STORY:
            model._default_manager.filter(conversation_id=subject_id).delete()
        Way.objects.filter(former_id=subject_id).update(former_id=None)


def move_story(move: Move) -> None:
    """She goes on writing where she wrote: the account stays with its desk, her rows go with her story."""
    contact_id = Conversation.objects.values_list("contact_id", flat=True).get(id=move.conversation_id)
    Way.objects.filter(conversation_id=move.conversation_id).update(contact_id=contact_id)
    for model in OF_A_STORY:
        model._default_manager.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def register() -> None:
    """Every column of ours that stands under the key of the keyed hashes."""
    keyed("voice_way.handle_index", older=older_ways, renew=hash_ways_anew)
    for column in ("event_hash", "handle_hash", "ref_hash"):
        keyed(f"voice_inbound_event.{column}", older=older_events)
    keyed("voice_delivery.ref_hash", older=lambda version: 0)
    keyed("voice_way.profile_hash", older=lambda version: 0)  # made anew each time she writes; else she is asked


def older_ways(version: int) -> int:
    with acting_as(OURSELVES):
        return Way.objects.filter(handle_key_version__lt=version).count()


def older_events(version: int) -> int:
    """Soon gone; one that comes again under a newer key is known by its receipt."""
    with acting_as(OURSELVES):
        return InboundEvent.objects.filter(key_version__lt=version).count()


def hash_ways_anew(version: int) -> Iterator[int]:
    """From the sealed handle in her story; yields how many after each batch."""
    after = UUID(int=0)
    while True:
        with acting_as(OURSELVES):
            waiting = Way.objects.select_for_update(skip_locked=True).filter(id__gt=after)
            ways = list(waiting.filter(handle_key_version__lt=version).order_by("id")[:BATCH])
            done = sum(_hash_anew(way, version) for way in ways)
        if not ways:
            return
        after = ways[-1].id
        yield done


def _hash_anew(way: Way, version: int) -> bool:
    for handle in _handles_in(way.conversation_id):
        indexes = blind_indexes(way.handle_kind, handle)
        if indexes.get(way.handle_key_version) == bytes(way.handle_index):
            Way.objects.filter(id=way.id).update(handle_index=indexes[version], handle_key_version=version)
            return True
    return False


def _handles_in(story_id: UUID) -> Iterator[str]:
    for row in Message.objects.filter(conversation_id=story_id, part="handle").order_by("-id"):
        cell = Cell("voice_message", "sealed", row.id)
        try:
            yield from open_texts([(row.sealed, cell)], subject_id=story_id, why="rotate_keys")
        except CannotOpen:
            continue
