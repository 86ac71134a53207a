"""A story that came to the wrong desk moves whole to another: its rows, its keys, and what rooms above hold of it.

Rows change their desk and data keys are wrapped anew; no word is opened. Each room says by `holds(...)`, in its
AppConfig.ready(), how what it keeps about a conversation comes along. All of it is one transaction, and nobody adds a
row to the story meanwhile (docs/adr/0026).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saphan.network.notices import nothing_more_of
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import ordered_id
from saphan.store.tasks import defer
from saphan.store.turns import hold_still, one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.vault.services import hand_over_keys
from saphan.voice.consent import end_yes_to_polls
from saphan.voice.linking.joining import forget_links
from saphan.voice.models import (
    Answer,
    Ask,
    Attachment,
    Consent,
    Contact,
    Conversation,
    Ending,
    Link,
    Message,
    Receipt,
    Status,
    Told,
    Urgency,
    Wish,
)
from saphan.voice.safe_times import both_allow
from saphan.voice.stories import own
from saphan.voice.telling import tell

HERS = (Message, Attachment, Receipt, Consent, Told, Ask, Answer, Link, Ending, Wish)  # a question before its answers


@dataclass(frozen=True, slots=True)
class Move:
    conversation_id: UUID
    from_desk_id: UUID
    to_desk_id: UUID
    day: date


Mover = Callable[[Move], None]
_movers: dict[str, Mover] = {}


def holds(table: str, mover: Mover) -> None:
    """Say how the rows of `table` about a conversation move with it; `mover` runs as System, in the transaction."""
    _movers[table] = mover


def held_in() -> frozenset[str]:
    """Every table whose rows come along."""
    return frozenset({model._meta.db_table for model in (*HERS, Conversation)} | set(_movers))


def move_story(*, conversation_id: UUID, to_desk_id: UUID) -> None:
    """Give a story to another desk, with its alarms; the former desk sees no row of it any more.

    Call inside the transaction of the act that decides it, and that inside `turns.patiently`. Raises StoryGone,
    KeyFileError when the other desk has no key on this machine.
    """
    with acting_as(System("voice.move_story")) as moment:
        hold_still(conversation_id)
        conversation = own(conversation_id)
        move = Move(conversation_id, conversation.desk_id, to_desk_id, moment.day)
        if move.from_desk_id == to_desk_id:
            return
        _change_hands(conversation, to_desk_id, moment.now)
        for model in HERS:
            model._default_manager.filter(conversation_id=conversation_id).update(desk_id=to_desk_id)
        _unlink_what_stays(conversation)
        end_yes_to_polls(conversation_id, moment.day)  # it was to the desk that asked her
        keys = hand_over_keys(subject_ids=_subjects(conversation_id), to_desk_id=to_desk_id)
        for mover in _movers.values():
            mover(move)
        _ring_there(conversation, move)
        tell(conversation_id=conversation_id, step="moved")
        detail: Payload = {"from": str(move.from_desk_id), "to": str(to_desk_id), "keys": keys}
        record("voice.story_moved", conversation_id, detail=detail)


def _change_hands(conversation: Conversation, to_desk_id: UUID, now: datetime) -> None:
    conversation.contact_id = _contact_there(conversation, to_desk_id)
    conversation.desk_id = to_desk_id
    conversation.assigned_to = None
    if conversation.status != Status.CLOSED:
        conversation.status, conversation.follow_up_on = Status.WAITING, None
        conversation.waiting_since = conversation.waiting_since or now
    if _is_in_danger(conversation):
        conversation.danger_at, conversation.danger_seen_at, conversation.lead_told_at = now, None, None
    conversation.save()


def _is_in_danger(conversation: Conversation) -> bool:
    return conversation.urgency == Urgency.DANGER and conversation.status != Status.CLOSED


def _contact_there(conversation: Conversation, to_desk_id: UUID) -> UUID:
    """The other desk's contact of hers: one that it knows by her handle, else ours, else a copy of ours.

    Ours stays where another story of hers needs it. Known there already: rung at the times that both allow.
    """
    ours = Contact.objects.select_for_update().get(id=conversation.contact_id)
    others = Conversation.objects.filter(contact_id=ours.id, left_on=None).exclude(id=conversation.id)
    is_shared = others.filter(desk_id=ours.desk_id).exists()
    known = _known_there(ours, to_desk_id)
    if known is not None:
        return _met_again(known, ours, is_shared=is_shared)
    if not is_shared:
        Contact.objects.filter(id=ours.id).update(desk_id=to_desk_id)
        return ours.id
    copy = Contact.objects.get(id=ours.id)
    copy.id, copy.desk_id = ordered_id(), to_desk_id
    copy.save(force_insert=True)
    return copy.id


def _known_there(ours: Contact, to_desk_id: UUID) -> Contact | None:
    if not ours.handle_index:
        return None
    one_at_a_time(UUID(bytes=bytes(ours.handle_index)[:16]))  # as intake does: she may be giving it there right now
    theirs = Contact.objects.select_for_update().filter(desk_id=to_desk_id, handle_index=ours.handle_index)
    return theirs.first()


def _met_again(known: Contact, ours: Contact, *, is_shared: bool) -> UUID:
    known.safe_times = both_allow(known.safe_times, ours.safe_times)
    known.clock = ours.clock if known.clock is None else known.clock
    known.save(update_fields=["safe_times", "clock"])
    if not is_shared:
        Contact.objects.filter(id=ours.id).delete()
    return known.id


def _unlink_what_stays(conversation: Conversation) -> None:
    """A link shows one desk two stories; it ends where they part. Her word still opens each behind its own code."""
    forget_links(conversation.id, unless_at=conversation.desk_id)


def _subjects(conversation_id: UUID) -> list[UUID]:
    proofs = Attachment.objects.filter(conversation_id=conversation_id).exclude(proof_subject_id=None)
    return [conversation_id, *(each for each in proofs.values_list("proof_subject_id", flat=True) if each)]


def _ring_there(conversation: Conversation, move: Move) -> None:
    nothing_more_of(conversation.id, desk_id=move.from_desk_id)
    if _is_in_danger(conversation):
        defer("casework.alarm", priority=10, conversation_id=conversation.id)
