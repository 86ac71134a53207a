"""A story whose worker writes by a chat, and lets us write everything there."""

from uuid import UUID

from saphan.store import System, acting_as
from saphan.vault import hashing
from saphan.voice.channels.models import Way
from saphan.voice.inbound import Handle
from saphan.voice.models import Conversation


def writes_by_chat(story: Conversation, account_id: UUID, handle: Handle) -> None:
    index = hashing.newest(hashing.blind_indexes(handle.kind, handle.value))[1]
    with acting_as(System("test")) as moment:
        Way.objects.create(
            desk_id=story.desk_id,
            account_id=account_id,
            contact_id=story.contact_id,
            conversation_id=story.id,
            handle_kind=handle.kind,
            handle_index=index,
            handle_key_version=1,
            may_write="everything",
            heard_at=moment.now,
        )
