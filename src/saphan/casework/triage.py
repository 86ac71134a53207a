"""The short acts of an inbox: take up, answer and close, put off, "this cannot wait"."""

from datetime import date
from uuid import UUID

from saphan.casework import approved_replies
from saphan.casework.finding import conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit
from saphan.casework.understanding import replying
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice import services as voice
from saphan.voice.linking.together import read_across
from saphan.voice.models import Conversation, Status, Urgency


def take_up(*, conversation_id: UUID, by: Staff) -> None:
    """Somebody of the desk opens the story: she is told that it was read, and an alarm is seen. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        for story_id in (conversation.id, *read_across(conversation.id)):
            if Conversation.objects.filter(id=story_id, first_read_on=None).exists():
                voice.mark_read(conversation_id=story_id, by=by)
        if conversation.urgency == Urgency.DANGER and conversation.danger_seen_at is None:
            voice.see_danger(conversation_id=conversation.id, by=by)


def answer_and_close(*, conversation_id: UUID, reply: str, by: Staff) -> None:
    """Answer in her language with an approved reply that ends a talk, and close it.

    reply: the code of an approved reply. Closed already: nothing more happens. Raises NotAllowed, DoesNotFit or
    LetAPersonCheck; nothing is sent then.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        conversation = Conversation.objects.select_for_update().get(id=conversation_id)
        approved = approved_replies.ALL.get(reply)
        if approved is None or not approved.closes_as:
            raise DoesNotFit("reply")
        if conversation.status == Status.CLOSED:
            return
        words = approved_replies.words(reply, conversation.language)
        replying.reply(conversation_id=conversation.id, text=words, by=by, approved_reply=reply)
        voice.close(conversation_id=conversation.id, by=by, outcome=approved.closes_as)


def put_off(*, conversation_id: UUID, until: date, by: Staff) -> None:
    """Later, on a day to come; it waits again then. Raises NotAllowed or DoesNotFit."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        if until <= moment.day:
            raise DoesNotFit("until")
        voice.put_off(conversation_id=conversation_id, until=until, by=by)


def raise_urgency(*, conversation_id: UUID, by: Staff) -> None:
    """Put a conversation one step higher in the inbox; at danger the desk's people on duty are rung.

    Raises NotAllowed.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        conversation = Conversation.objects.select_for_update().get(id=conversation_id)
        if conversation.urgency == Urgency.DANGER:
            return
        conversation.urgency += 1
        if conversation.urgency == Urgency.DANGER:
            conversation.danger_at, conversation.danger_seen_at, conversation.lead_told_at = moment.now, None, None
            defer("casework.alarm", priority=10, conversation_id=conversation.id)
            voice.keep_from_search([conversation.id])
        conversation.save(update_fields=["urgency", "danger_at", "danger_seen_at", "lead_told_at"])
        record("casework.urgency_raised", conversation.id, detail={"urgency": conversation.urgency})
