"""Keeping what she wishes, from her page, her chat or a talk with the desk. The story finds its people anew then."""

from datetime import date
from uuid import UUID

from saphan.languages.closest import answered_in
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.models import Conversation
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.speaking import worker_languages
from saphan.voice.stories import own, wait_for_the_desk
from saphan.voice.wishes.choosing import OTHER, is_known
from saphan.voice.wishes.models import AnsweredBy, Wish


def say_language(*, conversation_id: UUID, speaks: str, by: Story | Staff) -> None:
    """The language that she says she speaks; she may say another one later.

    Raises NotAllowed, NoAnswerToThat, StoryGone.
    """
    _require(by, is_answer=is_known(speaks))
    with acting_as(by) as moment:
        keep_language(own(conversation_id), speaks, moment.day)


def wish_for(*, conversation_id: UUID, answered_by: str, by: Story | Staff) -> None:
    """By whom she would like to be answered. Raises NotAllowed, NoAnswerToThat, StoryGone."""
    _require(by, is_answer=answered_by in AnsweredBy.values)
    with acting_as(by):
        conversation = own(conversation_id)
        wish = wish_of(conversation)
        wish.answered_by = answered_by
        wish.save()
        record("voice.wish_kept", conversation_id)
        defer("casework.route", conversation_id=conversation_id)


def keep_language(conversation: Conversation, speaks: str, day: date) -> None:
    """Her own word. We write to her in it, or in the closest language that she can read here. Inside `acting_as`.

    One that we do not know: she waits for the desk, where somebody finds out which.
    """
    wish = wish_of(conversation)
    wish.speaks, wish.said_on = speaks, day
    wish.save()
    if speaks == OTHER:
        wait_for_the_desk(conversation, clock.now())
        conversation.save()
    else:
        before = conversation.dialect
        readable = [code for code, _name in worker_languages()]
        conversation.language = answered_in(speaks, conversation.language, readable)
        conversation.dialect = speaks if speaks != conversation.language else ""
        conversation.save(update_fields=["language", "dialect"])
        _note_dialect(conversation, before)
    record("voice.language_said", conversation.id, detail={"language": speaks})
    defer("casework.route", conversation_id=conversation.id)


def _note_dialect(conversation: Conversation, before: str) -> None:
    """The figures hear of a language that our pages do not speak, and that a former one was not hers."""
    if before and before != conversation.dialect:
        record("voice.dialect_was_another", conversation.id, fact={"dialect": before})
    if conversation.dialect and before != conversation.dialect:
        record("voice.dialect_heard", conversation.id, fact={"dialect": conversation.dialect})


def wish_of(conversation: Conversation) -> Wish:
    """Her row, or a new one that is not kept yet. Inside `acting_as`, her story locked."""
    kept = Wish.objects.filter(conversation_id=conversation.id).first()
    return kept or Wish(conversation_id=conversation.id, desk_id=conversation.desk_id)


def _require(by: Story | Staff, *, is_answer: bool) -> None:
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    if not is_answer:
        raise NoAnswerToThat
