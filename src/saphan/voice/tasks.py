"""What happens to a voice after it was acknowledged."""

from uuid import UUID

from saphan.store.tasks import task
from saphan.voice import understanding


@task("voice.understand")
def understand(conversation_id: str) -> None:
    understanding.understand(UUID(conversation_id))


@task("voice.read_on")
def read_on(conversation_id: str) -> None:
    understanding.read_on(UUID(conversation_id))
