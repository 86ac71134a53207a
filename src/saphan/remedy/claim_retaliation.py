"""She says in her own case that she is punished: whoever looks after her and the leads hear it at once.

It stands at the claim, for those alone who may read her story. The company sees nothing before a person spoke with it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.claim_models import Claim, ClaimRetaliation
from saphan.remedy.policies import may_raise_claims, require
from saphan.remedy.refusals import NotNow, NotSpokenYet
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice.models import Conversation


@dataclass(frozen=True, slots=True)
class RetaliationShown:
    reported_on: date
    spoken_on: date | None
    stopped_on: date | None


def report(claim_id: UUID, moment: Moment) -> None:
    """Keep it and alarm her desk; said again while it is open, nobody is rung twice. As System."""
    claim = Claim.objects.get(id=claim_id)
    event, is_new = ClaimRetaliation.objects.get_or_create(
        claim_id=claim_id, stopped_on=None, defaults={"desk_id": claim.desk_id, "reported_on": moment.day}
    )
    if not is_new:
        return
    record("remedy.claim_retaliation", event.id, fact={}, subject=claim_id)
    story = Conversation.objects.filter(id=claim.conversation_id, left_on=None).first()
    hers = [story.assigned_to] if story is not None and story.assigned_to else []
    people = [*hers, *network.duty_staff_ids(claim.desk_id, moment.now), *network.lead_ids(claim.desk_id)]
    notify(staff_ids=people, kind="remedy.claim_retaliation", object_id=claim_id, urgent=True)


def speak_about_claim(*, claim_id: UUID, by: Staff) -> None:
    """Somebody of the desk spoke with the company. Raises NotAllowed, NotNow."""
    with acting_as(by) as moment:
        event = _open(claim_id, by)
        if event.spoken_on is not None:
            raise NotNow
        event.spoken_on = moment.day
        event.save(update_fields=["spoken_on"])
        record("remedy.claim_retaliation_spoken", event.id, fact={}, subject=claim_id)


def end_claim_retaliation(*, claim_id: UUID, by: Staff) -> None:
    """She says that it has stopped. Raises NotAllowed, NotNow, NotSpokenYet."""
    with acting_as(by) as moment:
        event = _open(claim_id, by)
        if event.spoken_on is None:
            raise NotSpokenYet("speak")
        event.stopped_on = moment.day
        event.save(update_fields=["stopped_on"])
        days = (moment.day - event.reported_on).days
        record("remedy.claim_retaliation_ended", event.id, fact={"days": days}, subject=claim_id)


def retaliation_of(claim_id: UUID) -> tuple[RetaliationShown, ...]:
    """Newest first. Inside `acting_as`."""
    rows = ClaimRetaliation.objects.filter(claim_id=claim_id).order_by("-reported_on", "id")
    return tuple(RetaliationShown(row.reported_on, row.spoken_on, row.stopped_on) for row in rows)


def _open(claim_id: UUID, by: Staff) -> ClaimRetaliation:
    require(may_raise_claims(by))
    if not Claim.objects.filter(id=claim_id).exists():
        raise NotAllowed
    event = ClaimRetaliation.objects.select_for_update().filter(claim_id=claim_id, stopped_on=None).first()
    if event is None:
        raise NotNow
    return event
