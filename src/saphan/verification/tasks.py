"""What lower rooms set going here."""

from uuid import UUID

from saphan.store.tasks import task
from saphan.verification import following, gathering
from saphan.verification.escrow import asking
from saphan.verification.recounting import recount as recounting
from saphan.verification.signals import raising
from saphan.verification.together import joining


@task("verification.gather")
def gather(concern_id: str) -> None:
    gathering.gather(UUID(concern_id))


@task("verification.count_anew")
def count_anew(concern_id: str) -> None:
    gathering.count_anew(UUID(concern_id))


@task("verification.count_as_one")
def count_as_one(conversation_id: str) -> None:
    gathering.count_as_one(UUID(conversation_id))


@task("verification.hear_voice")
def hear_voice(conversation_id: str) -> None:
    gathering.hear_voice(UUID(conversation_id))


@task("verification.take_voice_back")
def take_voice_back(conversation_id: str) -> None:
    gathering.take_voice_back(UUID(conversation_id))


@task("verification.follow_desk")
def follow_desk(desk_id: str) -> None:
    following.follow_desk(UUID(desk_id))


@task("verification.settle_merge")
def settle_merge(merge_id: str) -> None:
    joining.settle_merge(UUID(merge_id))


@task("verification.look_for_signals")
def look_for_signals(pool_id: str) -> None:
    raising.look(UUID(pool_id))


@task("verification.look_around")
def look_around(pool_id: str, respondent_id: str) -> None:
    raising.look_around(UUID(pool_id), UUID(respondent_id))


@task("verification.recount")
def recount(pool_id: str) -> None:
    recounting.recount(UUID(pool_id))


@task("verification.take_wish")
def take_wish(conversation_id: str) -> None:
    asking.take_wish(UUID(conversation_id))


@task("verification.take_others_answer")
def take_others_answer(ask_id: str) -> None:
    asking.take_answer(UUID(ask_id))
