"""What a partner can do with an issue that was disclosed to it. All of it is added and nothing is changed or closed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from saphan.network import selectors as network
from saphan.remedy.codes import COVERS
from saphan.remedy.evidence import PartnerFile, keep_evidence
from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Disclosure,
    View,
)
from saphan.remedy.moving import advance, stage_of
from saphan.remedy.policies import may_act_as_partner, require
from saphan.remedy.receiving import (
    after_the_promises,
    current_commitments,
    disclosed_to,
    is_kept,
    tell_the_desk,
    undelivered,
)
from saphan.remedy.refusals import DoesNotFit, NotAskedYet, NotNow
from saphan.remedy.writing import written
from saphan.store.acting import acting_as
from saphan.store.callers import Partner
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record
from saphan.verification.ladder import Stage

PLAN_STAGES = (Stage.ACKNOWLEDGED, Stage.PLANNED, Stage.REOPENED)


def acknowledge(*, disclosure_id: UUID, by: Partner, language: str = "en") -> None:
    """Accept the three promises, shown in `language`: no search for who spoke, nobody worse off, no walking away.

    Raises NotAllowed, NoLongerOpen.
    """
    with acting_as(by) as moment:
        disclosure = disclosed_to(by, disclosure_id)
        if Acknowledgement.objects.filter(disclosure_id=disclosure_id).exists():
            return
        Acknowledgement.objects.create(
            desk_id=disclosure.desk_id,
            recipient_id=disclosure.recipient_id,
            disclosure_id=disclosure_id,
            by=by.id,
            language=language,
            on=moment.day,
        )
        fact: Payload = {"days": (moment.day - disclosure.on).days, "in_time": moment.day <= disclosure.acknowledge_by}
        fact |= _kind_of(disclosure)
        record("remedy.acknowledged", disclosure_id, fact=fact, subject=disclosure.issue_id)
        advance(disclosure.issue_id, Stage.DISCLOSED, Stage.ACKNOWLEDGED, reason="acknowledged", by=by)
        tell_the_desk(disclosure, "remedy.partner_acted")


def commit(
    *,
    disclosure_id: UUID,
    words: str,
    covers: str,
    due_on: date,
    by: Partner,
    supersedes_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Promise something by a day, for everyone in that situation, leavers too; returns the commitment's id.

    Any partner to whom the issue was disclosed may, a brand too. While the workers are asked, or once they agreed,
    promises stand as they are. once: the id of the form; a second send of it is the first. Raises NotAllowed,
    NoLongerOpen, PromisesFirst, NotNow, WordsMissing, DoesNotFit.
    """
    promise = written(words)
    if covers not in COVERS:
        raise DoesNotFit("covers")
    with acting_as(by) as moment:
        disclosure = after_the_promises(by, disclosure_id)
        if once and is_kept(Commitment, once):
            return once
        _may_promise(disclosure, due_on, supersedes_id, moment.day)
        commitment = Commitment.objects.create(
            id=once or random_id(),
            desk_id=disclosure.desk_id,
            recipient_id=disclosure.recipient_id,
            issue_id=disclosure.issue_id,
            disclosure_id=disclosure_id,
            words=promise,
            covers=covers,
            due_on=due_on,
            by=by.id,
            on=moment.day,
            supersedes_id=supersedes_id,
        )
        _note_the_plan(disclosure, commitment, by)
    return commitment.id


def deliver(
    *,
    commitment_id: UUID,
    by: Partner,
    amount: Decimal | None = None,
    currency: str = "",
    file: PartnerFile | None = None,
) -> UUID:
    """Say that a promise was kept; returns the row's id. It counts for nothing until workers confirm.

    Only after the workers were asked and the plan agreed. Raises NotAllowed, NoLongerOpen, NotAskedYet, NotNow,
    DoesNotFit, WrongFile.
    """
    _check_amount(amount, currency)
    with acting_as(by) as moment:
        commitment = Commitment.objects.filter(id=commitment_id).first()
        if commitment is None:
            raise NotAllowed
        disclosure = after_the_promises(by, commitment.disclosure_id)
        _may_deliver(commitment)
        delivered = Delivered.objects.create(
            desk_id=commitment.desk_id,
            recipient_id=commitment.recipient_id,
            commitment_id=commitment_id,
            amount=amount,
            currency=currency.upper() if amount is not None else "",
            by=by.id,
            on=moment.day,
        )
        if file is not None:
            keep_evidence(disclosure, file, by, moment.day)
        _note_the_delivery(disclosure, delivered, by)
    return delivered.id


def see(*, disclosure_id: UUID, by: Partner) -> None:
    """Keep that this person opened the disclosure today. Raises NotAllowed."""
    with acting_as(by) as moment:
        disclosure = Disclosure.objects.filter(id=disclosure_id).first()
        if disclosure is None:
            raise NotAllowed
        require(may_act_as_partner(by, disclosure.recipient_id))
        if not View.objects.filter(disclosure_id=disclosure_id, by=by.id, on=moment.day).exists():
            View.objects.create(
                desk_id=disclosure.desk_id,
                recipient_id=disclosure.recipient_id,
                disclosure_id=disclosure_id,
                by=by.id,
                on=moment.day,
            )
            record("remedy.seen", disclosure_id)


def _may_promise(disclosure: Disclosure, due_on: date, supersedes_id: UUID | None, today: date) -> None:
    """Only an own promise that stands can be replaced. Raises DoesNotFit, NotNow."""
    if due_on < today:
        raise DoesNotFit("due_on")
    if stage_of(disclosure.issue_id) not in PLAN_STAGES:
        raise NotNow("write_to_desk")
    if supersedes_id is not None and supersedes_id not in {row.id for row in current_commitments(disclosure.id)}:
        raise DoesNotFit("supersedes")


def _note_the_plan(disclosure: Disclosure, commitment: Commitment, by: Partner) -> None:
    fact: Payload = {
        "days": (commitment.on - disclosure.on).days,
        "in_time": commitment.on <= disclosure.plan_by,
        "promised_days": (commitment.due_on - commitment.on).days,
        "replaces": commitment.supersedes_id is not None,
        **_kind_of(disclosure),
    }
    record("remedy.committed", commitment.id, fact=fact, subject=disclosure.issue_id)
    advance(disclosure.issue_id, Stage.ACKNOWLEDGED, Stage.PLANNED, reason="plan_made", by=by)
    advance(disclosure.issue_id, Stage.REOPENED, Stage.PLANNED, reason="new_plan", by=by)
    tell_the_desk(disclosure, "remedy.partner_acted")


def _may_deliver(commitment: Commitment) -> None:
    """Raises NotAskedYet, NotNow."""
    if stage_of(commitment.issue_id) not in (Stage.AGREED, Stage.DELIVERED, Stage.CONFIRMING):
        raise NotAskedYet("write_to_desk")
    if Delivered.objects.filter(commitment_id=commitment.id).exists():
        raise NotNow("write_to_desk")


def _note_the_delivery(disclosure: Disclosure, delivered: Delivered, by: Partner) -> None:
    amount = str(delivered.amount) if delivered.amount is not None else None
    fact: Payload = {"amount": amount, "currency": delivered.currency, **_kind_of(disclosure)}
    record("remedy.delivered", delivered.commitment_id, fact=fact, subject=disclosure.issue_id)
    if not undelivered(disclosure.id):
        advance(disclosure.issue_id, Stage.AGREED, Stage.DELIVERED, reason="delivered", by=by)
    tell_the_desk(disclosure, "remedy.partner_acted")


def _kind_of(disclosure: Disclosure) -> Payload:
    """What the figures hear of who acted: the kind of partner, never which."""
    return {"recipient_kind": network.organisation(disclosure.recipient_id).kind}


def _check_amount(amount: Decimal | None, currency: str) -> None:
    if amount is None:
        return
    if not amount.is_finite() or not 0 < amount < Decimal("1e12") or amount != amount.quantize(Decimal("0.01")):
        raise DoesNotFit("amount")
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise DoesNotFit("currency")
