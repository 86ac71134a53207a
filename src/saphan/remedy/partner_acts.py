"""What a partner can do with an issue that was disclosed to it. All of it is added and nothing is changed or closed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from saphan.languages.writing import clean
from saphan.network import selectors as network
from saphan.network import services as network_services
from saphan.remedy.codes import COVERS, DISPUTE_REASONS, MOST_WORDS
from saphan.remedy.disclosing import is_recalled
from saphan.remedy.moving import advance, stage_of
from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Disclosure,
    Dispute,
    Evidence,
    PartnerMessage,
    View,
)
from saphan.remedy.policies import may_act_as_partner, may_work_on, require
from saphan.remedy.refusals import DoesNotFit, NoLongerOpen, NotAskedYet, NotNow, PromisesFirst, WordsMissing, WrongFile
from saphan.remedy.weighing import issue_card
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import sealing
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.verification.ladder import Stage

MEDIA_TYPES = {
    b"%PDF": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLAN_STAGES = (Stage.ACKNOWLEDGED, Stage.PLANNED, Stage.REOPENED)


@dataclass(frozen=True, slots=True)
class PartnerFile:
    """What a partner uploads; it may name workers, so it is sealed for the desk at once."""

    content: bytes


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
        fact = {"days": (moment.day - disclosure.on).days, "in_time": moment.day <= disclosure.acknowledge_by}
        record("remedy.acknowledged", disclosure_id, fact=fact, subject=disclosure.issue_id)
        advance(disclosure.issue_id, Stage.DISCLOSED, Stage.ACKNOWLEDGED, reason="acknowledged")
        _tell_the_desk(disclosure, "remedy.partner_acted")


def commit(
    *, disclosure_id: UUID, words: str, covers: str, due_on: date, by: Partner, supersedes_id: UUID | None = None
) -> UUID:
    """Promise something by a day, for everyone in that situation, leavers too; returns the commitment's id.

    Any partner to whom the issue was disclosed may, a brand too. While the workers are being asked, or once they agreed,
    promises stand as they are. Raises NotAllowed, NoLongerOpen, PromisesFirst, NotNow, WordsMissing, DoesNotFit.
    """
    promise = _words(words)
    if covers not in COVERS:
        raise DoesNotFit("covers")
    with acting_as(by) as moment:
        disclosure = _after_the_promises(by, disclosure_id)
        if due_on < moment.day:
            raise DoesNotFit("due_on")
        if stage_of(disclosure.issue_id) not in PLAN_STAGES:
            raise NotNow("write_to_desk")
        _check_supersedes(disclosure, supersedes_id)
        commitment = Commitment.objects.create(
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
        fact = {
            "days": (moment.day - disclosure.on).days,
            "in_time": moment.day <= disclosure.plan_by,
            "promised_days": (due_on - moment.day).days,
        }
        record("remedy.committed", commitment.id, fact=fact, subject=disclosure.issue_id)
        advance(disclosure.issue_id, Stage.ACKNOWLEDGED, Stage.PLANNED, reason="plan_made")
        advance(disclosure.issue_id, Stage.REOPENED, Stage.PLANNED, reason="new_plan")
        _tell_the_desk(disclosure, "remedy.partner_acted")
    return commitment.id


def deliver(
    *, commitment_id: UUID, by: Partner, amount: Decimal | None = None, currency: str = "", file: PartnerFile | None = None
) -> UUID:
    """Say that a promise was kept; returns the row's id. It counts for nothing until workers confirm.

    Only after the workers were asked and the plan agreed. Raises NotAllowed, NoLongerOpen, NotAskedYet, DoesNotFit, WrongFile.
    """
    _check_amount(amount, currency)
    with acting_as(by) as moment:
        commitment = Commitment.objects.filter(id=commitment_id).first()
        if commitment is None:
            raise NotAllowed
        disclosure = _after_the_promises(by, commitment.disclosure_id)
        if stage_of(commitment.issue_id) not in (Stage.AGREED, Stage.DELIVERED, Stage.CONFIRMING):
            raise NotAskedYet("write_to_desk")
        if Delivered.objects.filter(commitment_id=commitment_id).exists():
            raise NotNow("write_to_desk")
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
            _keep_evidence(disclosure, file, by, moment.day)
        fact = {"amount": str(amount) if amount is not None else None, "currency": delivered.currency}
        record("remedy.delivered", commitment_id, fact=fact, subject=commitment.issue_id)
        if not undelivered(disclosure.id):
            advance(commitment.issue_id, Stage.AGREED, Stage.DELIVERED, reason="delivered")
        _tell_the_desk(disclosure, "remedy.partner_acted")
    return delivered.id


def add_evidence(*, disclosure_id: UUID, file: PartnerFile, by: Partner) -> UUID:
    """A file for the desk alone; the partner cannot open it again. Raises NotAllowed, NoLongerOpen, PromisesFirst, WrongFile."""
    with acting_as(by) as moment:
        disclosure = _after_the_promises(by, disclosure_id)
        evidence_id = _keep_evidence(disclosure, file, by, moment.day)
        _tell_the_desk(disclosure, "remedy.partner_acted")
    return evidence_id


def dispute(*, disclosure_id: UUID, reason: str, words: str, by: Partner) -> UUID:
    """Reasons against the issue. They stand beside it and change nothing of it. Raises NotAllowed, NoLongerOpen, DoesNotFit."""
    reasons = _words(words)
    if reason not in DISPUTE_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        disclosure = disclosed_to(by, disclosure_id)
        row = Dispute.objects.create(
            desk_id=disclosure.desk_id,
            recipient_id=disclosure.recipient_id,
            disclosure_id=disclosure_id,
            reason=reason,
            words=reasons,
            by=by.id,
            on=moment.day,
        )
        record("remedy.disputed", row.id, detail={"reason": reason}, fact={"reason": reason}, subject=disclosure.issue_id)
        _tell_the_desk(disclosure, "remedy.disputed")
    return row.id


def write_to_desk(*, disclosure_id: UUID, words: str, by: Partner) -> UUID:
    """Words for the desk about one disclosure. Raises NotAllowed, NoLongerOpen, WordsMissing."""
    written = _words(words)
    with acting_as(by) as moment:
        disclosure = disclosed_to(by, disclosure_id)
        message_id = _write(disclosure, written, by, moment.day)
        _tell_the_desk(disclosure, "remedy.partner_wrote")
    return message_id


def write_to_partner(*, disclosure_id: UUID, words: str, by: Staff) -> UUID:
    """Words from the desk; the partner sees the desk and the role, never a name. Raises NotAllowed, NoLongerOpen, WordsMissing."""
    written = _words(words)
    with acting_as(by) as moment:
        disclosure = Disclosure.objects.filter(id=disclosure_id).first()
        if disclosure is None:
            raise NotAllowed
        require(may_work_on(by, issue_card(disclosure.issue_id)))
        if is_recalled(disclosure_id):
            raise NoLongerOpen
        message_id = _write(disclosure, written, by, moment.day)
        network_services.notify(
            staff_ids=network.partner_ids(disclosure.recipient_id), kind="remedy.desk_wrote", object_id=disclosure_id
        )
    return message_id


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


def disclosed_to(by: Partner, disclosure_id: UUID) -> Disclosure:
    """The disclosure, if it was made to this partner and its page is open. Raises NotAllowed, NoLongerOpen."""
    disclosure = Disclosure.objects.filter(id=disclosure_id).first()
    if disclosure is None:
        raise NotAllowed
    require(may_act_as_partner(by, disclosure.recipient_id))
    if is_recalled(disclosure_id):
        raise NoLongerOpen
    return disclosure


def current_commitments(disclosure_id: UUID) -> list[Commitment]:
    """Promises that no newer one supersedes, by due day."""
    rows = list(Commitment.objects.filter(disclosure_id=disclosure_id).order_by("due_on", "id"))
    superseded = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in superseded]


def undelivered(disclosure_id: UUID) -> list[Commitment]:
    current = current_commitments(disclosure_id)
    done = Delivered.objects.filter(commitment_id__in=[row.id for row in current]).values_list("commitment_id", flat=True)
    kept = set(done)
    return [row for row in current if row.id not in kept]


def open_evidence(*, evidence_id: UUID, by: Staff) -> tuple[str, bytes]:
    """The media type and the file, opened for the desk; one audited read. Raises NotAllowed."""
    with acting_as(by):
        evidence = Evidence.objects.filter(id=evidence_id).first()
        disclosure = evidence and Disclosure.objects.filter(id=evidence.disclosure_id).first()
        if evidence is None or disclosure is None:
            raise NotAllowed
        require(may_work_on(by, issue_card(disclosure.issue_id)))
        cell = Cell("remedy_evidence", "sealed", evidence_id)
        [content] = vault.open_contents([(evidence.sealed, cell)], subject_id=evidence.subject_id, why="evidence_read")
    return evidence.media_type, content


def _after_the_promises(by: Partner, disclosure_id: UUID) -> Disclosure:
    disclosure = disclosed_to(by, disclosure_id)
    if not Acknowledgement.objects.filter(disclosure_id=disclosure_id).exists():
        raise PromisesFirst("acknowledge")
    return disclosure


def _words(words: str) -> str:
    written = clean(words)
    if not written or len(written) > MOST_WORDS:
        raise WordsMissing
    return written


def _check_supersedes(disclosure: Disclosure, supersedes_id: UUID | None) -> None:
    """Only an own promise that stands can be replaced."""
    if supersedes_id is None:
        return
    if supersedes_id not in {row.id for row in current_commitments(disclosure.id)}:
        raise DoesNotFit("supersedes")


def _check_amount(amount: Decimal | None, currency: str) -> None:
    if amount is None:
        return
    if not amount.is_finite() or not 0 < amount < Decimal("1e12") or amount != amount.quantize(Decimal("0.01")):
        raise DoesNotFit("amount")
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise DoesNotFit("currency")


def _keep_evidence(disclosure: Disclosure, file: PartnerFile, by: Partner, day: date) -> UUID:
    """Sealed under a subject of its own, whose key the partner can add but not read."""
    media_type = next((name for start, name in MEDIA_TYPES.items() if file.content.startswith(start)), None)
    if media_type is None or len(file.content) > settings.SAPHAN_LARGEST_FILE:
        raise WrongFile
    evidence_id, subject_id = random_id(), random_id()
    row, key = vault.new_key(subject_id=subject_id, desk_id=disclosure.desk_id, kind="dialogue")
    row.save(force_insert=True)
    Evidence.objects.create(
        id=evidence_id,
        desk_id=disclosure.desk_id,
        recipient_id=disclosure.recipient_id,
        disclosure_id=disclosure.id,
        subject_id=subject_id,
        media_type=media_type,
        size=len(file.content),
        sealed=sealing.seal_bytes(file.content, key, Cell("remedy_evidence", "sealed", evidence_id)),
        by=by.id,
        on=day,
    )
    record("remedy.evidence_added", evidence_id, detail={"size": len(file.content)})
    return evidence_id


def _write(disclosure: Disclosure, words: str, by: Partner | Staff, day: date) -> UUID:
    last = PartnerMessage.objects.filter(disclosure_id=disclosure.id).order_by("-number").values_list("number", flat=True)
    message = PartnerMessage.objects.create(
        desk_id=disclosure.desk_id,
        recipient_id=disclosure.recipient_id,
        disclosure_id=disclosure.id,
        number=(last.first() or 0) + 1,
        from_partner=isinstance(by, Partner),
        words=words,
        by=by.id,
        on=day,
    )
    record("remedy.message_written", message.id)
    return message.id


def _tell_the_desk(disclosure: Disclosure, kind: str) -> None:
    people = {*network.verifier_ids(disclosure.desk_id), *network.lead_ids(disclosure.desk_id)}
    network_services.notify(staff_ids=sorted(people), kind=kind, object_id=disclosure.issue_id)
