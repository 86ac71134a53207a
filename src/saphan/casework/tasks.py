"""Tasks that voice and the clock give to casework."""

from uuid import UUID

from saphan.casework import alarms
from saphan.store.tasks import task


@task("casework.alarm")
def alarm(conversation_id: str) -> None:
    alarms.ring(UUID(conversation_id))
