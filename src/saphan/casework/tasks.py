"""Tasks that network, voice and the clock give to casework."""

from uuid import UUID

from saphan.casework import alarms, batches, moves, referring
from saphan.casework.routing import giving
from saphan.casework.understanding import working
from saphan.store.tasks import task


@task("casework.alarm")
def alarm(conversation_id: str) -> None:
    alarms.ring(UUID(conversation_id))


@task("casework.route")
def route(conversation_id: str) -> None:
    giving.route(UUID(conversation_id))


@task("casework.take_move_answer")
def take_move_answer(ask_id: str) -> None:
    moves.take_answer(UUID(ask_id))


@task("casework.desk_frozen")
def desk_frozen(desk_id: str) -> None:
    alarms.tell_of_frozen_danger(UUID(desk_id))


@task("casework.desk_reopened")
def desk_reopened(desk_id: str) -> None:
    alarms.ring_what_waited(UUID(desk_id))
    giving.find_people_again(UUID(desk_id))


@task("casework.take_referral_answer")
def take_referral_answer(referral_id: str) -> None:
    referring.take_answer(UUID(referral_id))


@task("casework.deliver")
def deliver(item_id: str) -> None:
    batches.deliver(UUID(item_id))


@task("casework.render")
def render(rendering_id: str) -> None:
    working.render(UUID(rendering_id))
