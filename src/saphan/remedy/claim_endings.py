"""How an individual claim ends: she takes it back, she said what came of it, or her story moves or ends.

Each time the page of the company closes, and every key of the claim is destroyed. The company reads the day, and that
it was taken back only when she did that. After a restore nobody knows which of the three it was: it reads "closed".
"""

from typing import Final
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.claim_access import claim_to_change, ring_her_desk
from saphan.remedy.claim_models import Claim, ClaimClosed, ClaimDecision, ClaimRetaliation, ClaimShown, ClaimWaiver
from saphan.remedy.claims import OUTCOME, QUESTION
from saphan.remedy.refusals import NotNow
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.shredding import shred
from saphan.voice import services as voice
from saphan.voice.models import Conversation
from saphan.voice.moving import Move

SETTLED_BY: Final = frozenset({"yes", "partly", "no"})
TAKEN_BACK, SETTLED, CLOSED = "over", "settled", "closed"
REASONS: Final = {TAKEN_BACK: "taken_back", SETTLED: "settled", CLOSED: "closed"}


def withdraw_claim(*, claim_id: UUID, by: Staff) -> None:
    """She takes it back in a talk, at any stage: key and page are gone at once. Raises NotAllowed, NotNow."""
    with acting_as(by):
        claim = claim_to_change(claim_id, by, "wished", "checked", "asked", "refused", "agreed", "shown")
        record("remedy.claim_withdrawn", claim_id)
        with acting_as(System("remedy.withdraw_claim")) as moment:
            _end_and_shred(claim, TAKEN_BACK, moment)


def settle_claim(*, claim_id: UUID, by: Staff) -> None:
    """She has said what came of it, and it is over: the page closes, as settled only when something came.

    Raises NotAllowed, or NotNow: she has not said it, was told to say it, or is punished and it has not stopped.
    """
    with acting_as(by):
        claim = claim_to_change(claim_id, by, "shown")
        punished = ClaimRetaliation.objects.filter(claim_id=claim_id, stopped_on=None).exists()
        if punished or claim.outcome not in SETTLED_BY:
            raise NotNow
        record("remedy.claim_settled", claim_id, detail={"code": claim.outcome}, fact={"code": claim.outcome})
        with acting_as(System("remedy.settle_claim")) as moment:
            _end_and_shred(claim, CLOSED if claim.outcome == "no" else SETTLED, moment)


def forget_claim(subject_id: UUID) -> None:
    """For `vault.shredding`. One that still runs was taken back by herself, and whoever looks after her hears it."""
    with acting_as(System("remedy.forget_claim")) as moment:
        claim = Claim.objects.select_for_update().filter(id=subject_id).first()
        if claim is None:
            return
        _shred_decisions(subject_id)
        if claim.ended_on is None:
            _end(claim, TAKEN_BACK, moment)
            _ring_the_company(subject_id, TAKEN_BACK)
            ring_her_desk(claim, "remedy.claim_over")


def end_again(subject_id: UUID) -> None:
    """A restored back-up shows a claim that had ended: for `vault.shredding`, before its key goes again.

    Nobody knows any more how it ended, so nobody is told that she took it back.
    """
    claim = Claim.objects.select_for_update().filter(id=subject_id, ended_on=None).first()
    if claim is not None:
        with acting_as(System("remedy.end_claim_again")) as moment:
            _end(claim, CLOSED, moment)


def forget_conversation(subject_id: UUID) -> None:
    """For `vault.shredding`: her story is gone. What stays of her claims leads to nobody."""
    with acting_as(System("remedy.forget_claims")) as moment:
        hers = Claim.objects.filter(conversation_id=subject_id)
        for claim in list(hers):
            if claim.ended_on is None:
                _end_and_shred(claim, CLOSED, moment, tell_her=False)
            else:
                shred(claim.id)
        ClaimRetaliation.objects.filter(claim_id__in=hers.values("id")).delete()
        hers.update(conversation_id=random_id())


def claims_move(move: Move) -> None:
    """Her story moves to another desk: what runs ends here; the new desk goes through it with her anew. As System."""
    hers = Claim.objects.filter(conversation_id=move.conversation_id)
    with acting_as(System("remedy.claims_move")) as moment:
        for claim in list(hers.filter(ended_on=None)):
            _end_and_shred(claim, CLOSED, moment)
    ClaimRetaliation.objects.filter(claim_id__in=hers.values("id")).update(desk_id=move.to_desk_id)
    hers.update(desk_id=move.to_desk_id)


def _end_and_shred(claim: Claim, how: str, moment: Moment, *, tell_her: bool = True) -> None:
    """As System. The company is rung last: what is shredded takes its notices along."""
    _end(claim, how, moment, tell_her=tell_her)
    shred(claim.id)
    _ring_the_company(claim.id, how)


def _end(claim: Claim, how: str, moment: Moment, *, tell_her: bool = True) -> None:
    """The claim is over, its page closed, its questions and consents ended. As System."""
    claim.state, claim.ended_on = how, moment.day
    claim.save(update_fields=["state", "ended_on"])
    for question in (QUESTION, OUTCOME):
        voice.close_asks(question=question, ref=claim.id)
    voice.consents_over(ref=claim.id)
    shown = ClaimShown.objects.filter(id=claim.id).first()
    if shown is not None:
        _close_page(shown, how, moment)
        if tell_her and Conversation.objects.filter(id=claim.conversation_id, left_on=None).exists():
            voice.tell(conversation_id=claim.conversation_id, step="taken_back")
    record("remedy.claim_over", claim.id, fact={"shown": shown is not None})


def _close_page(shown: ClaimShown, how: str, moment: Moment) -> None:
    if not ClaimClosed.objects.filter(claim_id=shown.id).exists():
        ClaimClosed.objects.create(
            desk_id=shown.desk_id,
            recipient_id=shown.recipient_id,
            claim_id=shown.id,
            reason=REASONS[how],
            on=moment.day,
        )


def _ring_the_company(claim_id: UUID, how: str) -> None:
    kind = "remedy.claim_closed" if how == TAKEN_BACK else "remedy.claim_ended"
    for shown in ClaimShown.objects.filter(id=claim_id):
        notify(staff_ids=network.partner_ids(shown.recipient_id), kind=kind, object_id=claim_id)


def _shred_decisions(claim_id: UUID) -> None:
    """What a lead wrote about it tells of her, and goes with it."""
    ids = [
        row_id
        for model in (ClaimDecision, ClaimWaiver)
        for row_id in model._default_manager.filter(claim_id=claim_id).values_list("id", flat=True)
    ]
    for decision_id in list(DataKey.objects.filter(subject_id__in=ids).values_list("subject_id", flat=True)):
        shred(decision_id)
