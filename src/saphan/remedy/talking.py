"""Words between a partner and the desk, and a partner's reasons against an issue. Added, never changed."""

from datetime import date
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.codes import DISPUTE_REASONS
from saphan.remedy.models import Disclosure, Dispute, PartnerMessage
from saphan.remedy.receiving import disclosed_by, disclosed_to, is_kept, tell_the_desk
from saphan.remedy.refusals import DoesNotFit
from saphan.remedy.writing import written
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.vault.recording import Payload, record


def dispute(*, disclosure_id: UUID, reason: str, words: str, by: Partner, once: UUID | None = None) -> UUID:
    """Reasons against the issue. They stand beside it and change nothing of it.

    Raises NotAllowed, NoLongerOpen, WordsMissing, DoesNotFit.
    """
    reasons = written(words)
    if reason not in DISPUTE_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        disclosure = disclosed_to(by, disclosure_id)
        if once and is_kept(Dispute, once):
            return once
        row = Dispute.objects.create(
            id=once or random_id(),
            desk_id=disclosure.desk_id,
            recipient_id=disclosure.recipient_id,
            disclosure_id=disclosure_id,
            reason=reason,
            words=reasons,
            by=by.id,
            on=moment.day,
        )
        coded: Payload = {"reason": reason}
        record("remedy.disputed", row.id, detail=coded, fact=coded, subject=disclosure.issue_id)
        tell_the_desk(disclosure, "remedy.disputed")
    return row.id


def write_to_desk(*, disclosure_id: UUID, words: str, by: Partner, once: UUID | None = None) -> UUID:
    """Words for the desk about one disclosure. Raises NotAllowed, NoLongerOpen, WordsMissing."""
    said = written(words)
    with acting_as(by) as moment:
        disclosure = disclosed_to(by, disclosure_id)
        if once and is_kept(PartnerMessage, once):
            return once
        message_id = _write(disclosure, said, by, moment.day, once)
        tell_the_desk(disclosure, "remedy.partner_wrote")
    return message_id


def write_to_partner(*, disclosure_id: UUID, words: str, by: Staff, once: UUID | None = None) -> UUID:
    """Words from the desk; the partner sees the desk and the role, never a name.

    Raises NotAllowed, NoLongerOpen, WordsMissing.
    """
    said = written(words)
    with acting_as(by) as moment:
        disclosure = disclosed_by(by, disclosure_id)
        if once and is_kept(PartnerMessage, once):
            return once
        message_id = _write(disclosure, said, by, moment.day, once)
        notify(
            staff_ids=network.partner_ids(disclosure.recipient_id), kind="remedy.desk_wrote", object_id=disclosure_id
        )
    return message_id


def _write(disclosure: Disclosure, words: str, by: Partner | Staff, day: date, once: UUID | None) -> UUID:
    numbers = PartnerMessage.objects.filter(disclosure_id=disclosure.id).values_list("number", flat=True)
    message = PartnerMessage.objects.create(
        id=once or random_id(),
        desk_id=disclosure.desk_id,
        recipient_id=disclosure.recipient_id,
        disclosure_id=disclosure.id,
        number=max(numbers, default=0) + 1,
        from_partner=isinstance(by, Partner),
        words=words,
        by=by.id,
        on=day,
    )
    record("remedy.message_written", message.id)
    return message.id
