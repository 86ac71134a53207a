"""Tasks that voice and the clock give to casework."""

from uuid import UUID

from saphan.casework import alarms, moves
from saphan.store.tasks import task


@task("casework.alarm")
def alarm(conversation_id: str) -> None:
    alarms.ring(UUID(conversation_id))


@task("casework.take_move_answer")
def take_move_answer(ask_id: str) -> None:
    moves.take_answer(UUID(ask_id))
