"""Her quarrel with management holds her own case back for 14 days, unless she and a lead waive it in writing.

Source: domain model §5. For an issue nobody waives it: others stand behind it too.
"""

from datetime import date, timedelta
from uuid import UUID

from saphan.casework import selectors as casework
from saphan.release.thresholds import DEFAULT
from saphan.remedy.claim_access import claim_to_change
from saphan.remedy.claim_models import Claim, ClaimWaiver
from saphan.remedy.policies import may_decide_best_interest, require
from saphan.remedy.refusals import DoesNotFit, NotNow, TooEarly
from saphan.remedy.writing import seal_decision, written
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.vault.recording import record

WAIT = timedelta(days=DEFAULT.quarrel_days)


def waive_quarrel(*, claim_id: UUID, words: str, she_agreed: bool, by: Staff) -> None:
    """She was warned and wants it to go now, and a lead decides so in writing; sealed. A later quarrel holds anew.

    Raises NotAllowed, NotNow (no quarrel holds it), WordsMissing, or DoesNotFit when she did not say so herself.
    """
    reasons = written(words)
    if not she_agreed:
        raise DoesNotFit("she_must_say")
    with acting_as(by) as moment:
        claim = claim_to_change(claim_id, by, "wished", "checked", "asked", "refused", "agreed")
        require(may_decide_best_interest(by, claim.desk_id))
        quarrel = _quarrel_that_holds(claim, moment.day)
        if quarrel is None:
            raise NotNow
        if is_waived(claim_id, quarrel):
            return
        waiver_id, sealed = seal_decision(reasons, table="remedy_claim_waiver", desk_id=claim.desk_id)
        ClaimWaiver.objects.create(
            id=waiver_id,
            desk_id=claim.desk_id,
            claim_id=claim_id,
            quarrel_on=quarrel,
            sealed=sealed,
            by=by.id,
            on=moment.day,
        )
        record("remedy.claim_quarrel_waived", claim_id)


def refuse_so_soon(claim: Claim, today: date) -> None:
    """Raises TooEarly while a quarrel of hers holds it."""
    quarrel = _quarrel_that_holds(claim, today)
    if quarrel is not None and not is_waived(claim.id, quarrel):
        raise TooEarly("wait_14_days", "waive_quarrel")


def held(claim: Claim, today: date) -> tuple[date | None, bool]:
    """The first day on which it may go, None when nothing holds it; and whether she and a lead waived that."""
    quarrel = _quarrel_that_holds(claim, today)
    return (quarrel + WAIT, is_waived(claim.id, quarrel)) if quarrel else (None, False)


def is_waived(claim_id: UUID, quarrel: date) -> bool:
    return ClaimWaiver.objects.filter(claim_id=claim_id, quarrel_on__gte=quarrel).exists()


def _quarrel_that_holds(claim: Claim, today: date) -> date | None:
    """The latest of the last 14 days."""
    with acting_as(System("remedy.may_claim_go")):
        person = casework.person_facts(claim.conversation_id)
    return max((day for day in person.quarrels_on if today < day + WAIT), default=None)
