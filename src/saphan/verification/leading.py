"""Which desk of the pool leads an issue when the one that did has left (docs/adr/0016)."""

from collections import Counter

from saphan.network.selectors import desks_of_pool, verifiers_or_leads
from saphan.network.services import notify
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.verification import facts
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import Issue


def pass_lead(issue: Issue) -> None:
    """Give an issue on the ladder whose lead desk left the pool to the member with most voices behind it.

    Of several with as many, the one that heard of it first. Where no member has one it waits for the next voice.
    """
    here = desks_of_pool(issue.pool_id)
    if not is_on_the_ladder(issue.stage) or issue.lead_desk_id in here:
        return
    behind = facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)
    voices = Counter(desk_id for desk_id, _ in dict.fromkeys((fact.desk_id, fact.voice_group) for fact in behind))
    if not voices:
        return
    former, issue.lead_desk_id = issue.lead_desk_id, voices.most_common(1)[0][0]
    issue.save(update_fields=["lead_desk_id"])
    record("verification.lead_passed", issue.id, detail={"from": str(former), "to": str(issue.lead_desk_id)})
    notify(staff_ids=verifiers_or_leads(issue.lead_desk_id), kind="verification.lead_passed", object_id=issue.id)
    defer("remedy.lead_passed", issue_id=issue.id)
