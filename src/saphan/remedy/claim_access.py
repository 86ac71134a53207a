"""An individual claim, locked for a change, and whom its news rings."""

from uuid import UUID

from saphan.casework.caring import who_cares
from saphan.network.notices import notify
from saphan.remedy.claim_models import Claim
from saphan.remedy.policies import may_raise_claims, require
from saphan.remedy.refusals import NotNow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time


def claim_to_change(claim_id: UUID, by: Staff, *states: str) -> Claim:
    """The claim of the own desk, locked. Raises NotAllowed, NotNow."""
    require(may_raise_claims(by))
    claim = held(claim_id)
    if claim is None:
        raise NotAllowed
    if claim.state not in states:
        raise NotNow
    return claim


def held(claim_id: UUID) -> Claim | None:
    """The claim, locked; None when there is none for this caller.

    Who ends it waits for its turn before anything else is locked, as she does who takes it back (`voice.end_consent`).
    """
    one_at_a_time(claim_id)
    return Claim.objects.select_for_update().filter(id=claim_id).first()


def ring_her_desk(claim: Claim, kind: str, *, urgent: bool = False) -> None:
    """Whoever looks after her now."""
    with acting_as(System("remedy.ring_her_desk")):
        notify(staff_ids=who_cares(claim.conversation_id), kind=kind, object_id=claim.id, urgent=urgent)
