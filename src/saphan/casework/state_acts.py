"""What an organisation without log-in did with what we told it of a story: a state's office most of all."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework.models import Proposal
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.referring import held
from saphan.casework.refusals import DoesNotFit, ReferralOver
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record

DID: dict[str, str | Promise] = {
    "acknowledged": _("They say that they have it"),
    "acted": _("They acted on it"),
    "refused": _("They refused"),
}


def note_what_they_did(*, referral_id: UUID, did: str, by: Staff) -> None:
    """Our desk has heard from them; a later word stands instead of an earlier one. The same twice is one.

    Also after its last day: what they heard they may still act upon. Raises NotAllowed; DoesNotFit for no such code;
    ReferralOver where they were never told, or have a log-in.
    """
    if did not in DID:
        raise DoesNotFit("did")
    require(may_work_with_stories(by))
    with acting_as(by):
        if not Proposal.objects.filter(referral_id=referral_id).exists():
            raise NotAllowed
        with acting_as(System("casework.note_what_they_did")) as moment:
            referral = held(referral_id)
            if referral.told_on is None or referral.to_desk_id is not None:
                raise ReferralOver
            before = referral.did
            if before == did:
                return
            referral.did, referral.did_on = did, moment.day
            referral.save(update_fields=["did", "did_on"])
            kind: Payload = {"recipient_kind": network.organisation(referral.recipient_id).kind}
        if before:
            record("casework.referral_act_replaced", referral_id, fact={"did": before, **kind})
        record("casework.referral_acted_on", referral_id, detail={"did": did}, fact={"did": did, **kind})
