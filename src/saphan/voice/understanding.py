"""The first reading by the house itself: encoding, language and names, and does somebody have to come at once."""

from uuid import UUID

from saphan.languages.identify import identify
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.voice.models import Conversation, Message, Urgency
from saphan.voice.readings import read_new_words


def understand(conversation_id: UUID) -> None:
    """Correct the language by what she wrote, and wake the desk when she is in danger."""
    with acting_as(System("voice.understand")):
        conversation = Conversation.objects.filter(id=conversation_id).first()
        if conversation is None:
            return
        read = read_new_words(conversation)
        if language := _told(read[0].text, conversation) if read else None:
            Message.objects.filter(conversation_id=conversation_id, inbound=True, kind="text").update(language=language)
        if conversation.urgency == Urgency.DANGER and conversation.danger_seen_at is None:
            defer("casework.alarm", priority=10, conversation_id=conversation_id)


def read_on(conversation_id: UUID) -> None:
    """What she wrote after the first message, or where she says it is: its encoding and names."""
    with acting_as(System("voice.read_on")):
        conversation = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if conversation is not None:
            read_new_words(conversation)


def _told(text: str, conversation: Conversation) -> str | None:
    """None where she would have to be asked: then the language of the pages that she chose stands."""
    guess = identify(text, channel_language=conversation.language)
    return None if guess.ask else guess.language
