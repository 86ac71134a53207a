"""What remedy does when a worker's consent or answer changed."""

from uuid import UUID

from saphan.remedy import disclosing, hearing
from saphan.store.tasks import task


@task("remedy.take_consent")
def take_consent(draft_id: str) -> None:
    disclosing.take_consent(UUID(draft_id))


@task("remedy.take_answer")
def take_answer(ask_id: str) -> None:
    hearing.take_answer(UUID(ask_id))
