"""The first reading by the house itself: which script, and does somebody have to come at once."""

from uuid import UUID

from saphan.languages.writing import script_language
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts
from saphan.voice.models import Conversation, Message, Urgency


def understand(conversation_id: UUID) -> None:
    """Correct the language by the script she wrote in, and wake the desk when she is in danger."""
    with acting_as(System("voice.understand")):
        conversation = Conversation.objects.filter(id=conversation_id).first()
        if conversation is None:
            return
        if language := _language_written(conversation):
            Message.objects.filter(conversation_id=conversation_id, inbound=True, kind="text").update(language=language)
        if conversation.urgency == Urgency.DANGER and conversation.danger_seen_at is None:
            defer("casework.alarm", priority=10, conversation_id=conversation_id)


def _language_written(conversation: Conversation) -> str | None:
    first = Message.objects.filter(conversation_id=conversation.id, inbound=True, kind="text").order_by("id").first()
    if first is None:
        return None
    (text,) = open_texts(
        [(first.sealed, Cell("voice_message", "sealed", first.id))], subject_id=conversation.id, why="identify_language"
    )
    return script_language(text)
