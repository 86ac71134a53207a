"""The first reading by the house itself: encoding, language and names, and does somebody have to come at once."""

from uuid import UUID

from saphan.languages.identify import identify
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.voice.models import Conversation, Message, Status, Urgency
from saphan.voice.readings import WORDS, Read, read_new_words
from saphan.voice.traces.arriving import note_texts
from saphan.voice.wishes.hearing import hear, hear_first_words
from saphan.voice.wishes.who_is_here import say_in_her_chat

WRITTEN_BY_US = ("told", "met")  # by telephone, or on a visit


def understand(conversation_id: UUID) -> None:
    """Correct the language by what she wrote, find who speaks it, and wake the desk when she is in danger."""
    with acting_as(System("voice.understand")) as moment:
        conversation = _living(conversation_id)
        if conversation is None:
            return
        read = _words(read_new_words(conversation))
        note_texts(conversation_id, _written_by_her(read))
        if read:
            _hear(conversation, read[0], moment)
        if conversation.urgency == Urgency.DANGER:
            if conversation.danger_seen_at is None:
                defer("casework.alarm", priority=10, conversation_id=conversation_id)
            return
        if conversation.status != Status.WAITING:  # out of an old log
            return
        if read:  # of a sticker alone, nobody knows her language
            say_in_her_chat(conversation, moment.now)
        # Before the next voice is read: who came first finds her person first.
        defer("casework.route", priority=1, conversation_id=conversation_id)


def read_on(conversation_id: UUID) -> None:
    """What she wrote after the first message, or where she says it is: its encoding and names, and her language."""
    with acting_as(System("voice.read_on")) as moment:
        conversation = _living(conversation_id)
        if conversation is None:
            return
        spoke = (conversation.language, conversation.dialect)
        if read := _words(read_new_words(conversation)):
            note_texts(conversation_id, _written_by_her(read))
            _hear(conversation, read[-1], moment, are_first=_are_first(conversation, read))
        if (conversation.language, conversation.dialect) != spoke:
            say_in_her_chat(conversation, moment.now)
            defer("casework.route", conversation_id=conversation_id)


def _living(conversation_id: UUID) -> Conversation | None:
    return Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()


def _words(read: tuple[Read, ...]) -> list[Read]:
    """Without the names of places, which are in any language."""
    return [each for each in read if each.message.part in WORDS]


def _written_by_her(read: list[Read]) -> list[tuple[UUID, str]]:
    """Not what a colleague wrote down for her: colleagues write alike."""
    hers = (each for each in read if each.message.kind not in WRITTEN_BY_US and each.message.author is None)
    return [(each.message.id, each.text) for each in hers]


def _are_first(conversation: Conversation, read: list[Read]) -> bool:
    """Whether she had written nothing before these."""
    written = Message.objects.filter(conversation_id=conversation.id, inbound=True, kind="text", part__in=WORDS)
    return not written.exclude(id__in=[each.message.id for each in read]).exists()


def _hear(conversation: Conversation, read: Read, moment: Moment, *, are_first: bool = False) -> None:
    """Where she would have to be asked, the language of the pages that she chose stands until she says it."""
    guess = identify(read.text, channel_language=conversation.language)
    if guess.language and not guess.ask:
        Message.objects.filter(id=read.message.id, kind="text").update(language=guess.language)
    if are_first:
        hear_first_words(conversation, guess)
    hear(conversation, guess, read.text, moment.now)
