"""What remedy does when a worker's consent or answer changed, or somebody is punished for speaking."""

from uuid import UUID

from saphan.remedy import claims, disclosing, drafting, hearing, retaliation
from saphan.store.tasks import task


@task("remedy.take_consent")
def take_consent(draft_id: str) -> None:
    disclosing.take_consent(UUID(draft_id))


@task("remedy.take_claim_wish")
def take_claim_wish(conversation_id: str) -> None:
    claims.take_wish(UUID(conversation_id))


@task("remedy.take_claim_answer")
def take_claim_answer(claim_id: str) -> None:
    claims.take_answer(UUID(claim_id))


@task("remedy.take_answer")
def take_answer(ask_id: str) -> None:
    hearing.take_answer(UUID(ask_id))


@task("remedy.take_retaliation")
def take_retaliation(concern_id: str) -> None:
    retaliation.take_retaliation(UUID(concern_id))


@task("remedy.lead_passed")
def lead_passed(issue_id: str) -> None:
    drafting.take_back_of_former_lead(UUID(issue_id))
