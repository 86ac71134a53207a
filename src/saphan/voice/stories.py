"""Finding one story for whoever may have it. Call inside `acting_as`."""

from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Lookup
from saphan.store.writing import insert
from saphan.vault import hashing
from saphan.vault.sealing import CannotOpen, SubjectKey
from saphan.vault.services import key_of
from saphan.voice.models import Conversation, Receipt, Status
from saphan.voice.refusals import StoryGone


def desk_of(conversation_id: UUID) -> UUID:
    """The desk that answers it. Raises StoryGone."""
    living = Conversation.objects.filter(id=conversation_id, left_on=None)
    desk_id = living.values_list("desk_id", flat=True).first()
    if desk_id is None:
        raise StoryGone
    return desk_id


def own(conversation_id: UUID) -> Conversation:
    """The caller's story, locked. Raises StoryGone."""
    conversation = Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()
    if conversation is None:
        raise StoryGone
    return conversation


def hold(conversation_id: UUID) -> None:
    """Lock a story before what belongs to it, as whoever answers her does; so nobody holds what the other one needs.

    Call as System.
    """
    Conversation.objects.select_for_update().filter(id=conversation_id).values_list("id", flat=True).first()


def wait_for_the_desk(conversation: Conversation, now: datetime) -> None:
    """Back among those that wait; whoever waits already keeps her place."""
    if conversation.status != Status.WAITING or conversation.waiting_since is None:
        conversation.waiting_since = now
    conversation.status = Status.WAITING
    conversation.follow_up_on = None


def note_once(conversation: Conversation, once: str, now: datetime) -> bool:
    """Keep that this send was accepted; False when it was before. Her story is locked by then, so no two are at it."""
    newest, *older = hashing.tokens("once", once)
    hashes = [newest.hash, *(each.hash for each in older)]
    with acting_as(Lookup(newest.hash, tuple(hashes[1:]))):
        if Receipt.objects.filter(token_hash__in=hashes).exists():
            return False
    receipt = Receipt(
        token_hash=newest.hash,
        key_version=newest.version,
        desk_id=conversation.desk_id,
        conversation_id=conversation.id,
        sealed_answer=b"",
        at=now,
    )
    insert(receipt)
    return True


def key_of_story(conversation_id: UUID) -> SubjectKey:
    """Raises StoryGone."""
    try:
        return key_of(conversation_id)
    except CannotOpen:
        raise StoryGone from None
