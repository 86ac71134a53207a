"""Who wants to be rung: the queue of the desk, the oldest first. A channel's telephone pad works on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice.channels.models import CallBack
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.models import Conversation, Urgency
from saphan.voice.policies import may_answer
from saphan.voice.stories import own, wait_for_the_desk

MISSED, WORD = "missed", "word"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits. language: what she speaks. tries: how often we rang in vain."""

    id: UUID
    conversation_id: UUID
    language: str
    how: str
    asked_at: datetime
    tries: int
    last_try_at: datetime | None


def ask_for(conversation_id: UUID, *, how: str, now: datetime) -> None:
    """She wants to be rung; one wish stands at a time. Call as System. Raises StoryGone."""
    story = own(conversation_id)
    known = CallBack.objects.filter(conversation_id=conversation_id, done_on=None)
    if not known.exists():
        CallBack.objects.create(desk_id=story.desk_id, conversation_id=conversation_id, asked_at=now, how=how)
        record("voice.call_back_asked", conversation_id, detail={"how": how}, fact={"how": how})
    story.urgency = max(story.urgency, Urgency.SOON)
    wait_for_the_desk(story, now)
    story.save()


def waiting_calls(by: Staff) -> tuple[Waiting, ...]:
    """Of the caller's desk, the oldest first. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        rows = list(CallBack.objects.filter(desk_id=by.desk_id, done_on=None).order_by("asked_at", "id"))
        stories = {row.conversation_id for row in rows}
        theirs = Conversation.objects.filter(id__in=stories, left_on=None).values_list("id", "dialect", "language")
        spoken = {story_id: dialect or language for story_id, dialect, language in theirs}
    return tuple(
        Waiting(
            row.id, row.conversation_id, spoken[row.conversation_id], row.how, row.asked_at, row.tries, row.last_try_at
        )
        for row in rows
        if row.conversation_id in spoken
    )


def story_of(*, call_id: UUID, by: Staff) -> UUID:
    """The story of whoever asked for this call, also once it was made. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        found = (
            CallBack.objects.filter(id=call_id, desk_id=by.desk_id).values_list("conversation_id", flat=True).first()
        )
    if found is None:
        raise NotAllowed
    return found


def rang_in_vain(*, call_id: UUID, by: Staff) -> None:
    """Nobody took it; she stays in the queue. Raises NotAllowed, NotWaiting."""
    with acting_as(by) as moment:
        row = _open(call_id, by)
        row.tries, row.last_try_at = row.tries + 1, moment.now
        row.save(update_fields=["tries", "last_try_at"])
        record("voice.rang_in_vain", row.conversation_id)


def called_back(*, call_id: UUID, by: Staff) -> None:
    """She was reached, or wants no call any more. Raises NotAllowed, NotWaiting."""
    with acting_as(by) as moment:
        row = _open(call_id, by)
        row.done_on, row.done_by = moment.day, by.id
        row.save(update_fields=["done_on", "done_by"])
        record("voice.called_back", row.conversation_id, fact={})


def _open(call_id: UUID, by: Staff) -> CallBack:
    _require(by)
    row = CallBack.objects.select_for_update().filter(id=call_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    if row.done_on is not None:
        raise NotWaiting
    return row


def _require(by: Staff) -> None:
    if not may_answer(by):
        raise NotAllowed
