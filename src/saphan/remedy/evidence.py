"""A partner's files: sealed at once for the desk, because they may name workers; the partner cannot open them again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from saphan.remedy.models import Disclosure, Evidence
from saphan.remedy.policies import may_work_on, require
from saphan.remedy.receiving import after_the_promises, is_kept, tell_the_desk
from saphan.remedy.refusals import WrongFile
from saphan.remedy.weighing import issue_card
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import sealing
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell

MEDIA_TYPES = {
    b"%PDF": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class PartnerFile:
    """What a partner uploads; it may name workers, so it is sealed for the desk at once."""

    content: bytes


def add_evidence(*, disclosure_id: UUID, file: PartnerFile, by: Partner, once: UUID | None = None) -> UUID:
    """A file for the desk alone; returns its id. Raises NotAllowed, NoLongerOpen, PromisesFirst, WrongFile."""
    with acting_as(by) as moment:
        disclosure = after_the_promises(by, disclosure_id)
        if once and is_kept(Evidence, once):
            return once
        evidence_id = keep_evidence(disclosure, file, by, moment.day, once)
        tell_the_desk(disclosure, "remedy.partner_acted")
    return evidence_id


def open_evidence(*, evidence_id: UUID, by: Staff) -> tuple[str, bytes]:
    """The media type and the file, opened for the desk; one audited read. Raises NotAllowed."""
    with acting_as(by):
        evidence = Evidence.objects.filter(id=evidence_id).first()
        if evidence is None:
            raise NotAllowed
        disclosure = Disclosure.objects.get(id=evidence.disclosure_id)
        require(may_work_on(by, issue_card(disclosure.issue_id)))
        cell = Cell("remedy_evidence", "sealed", evidence_id)
        [content] = vault.open_contents([(evidence.sealed, cell)], subject_id=evidence.subject_id, why="evidence_read")
    return evidence.media_type, content


def keep_evidence(disclosure: Disclosure, file: PartnerFile, by: Partner, day: date, once: UUID | None = None) -> UUID:
    """Sealed under a subject of its own, whose key the partner can add but not read."""
    media_type = next((name for start, name in MEDIA_TYPES.items() if file.content.startswith(start)), None)
    if media_type is None or len(file.content) > settings.SAPHAN_LARGEST_FILE:
        raise WrongFile
    evidence_id, subject_id = once or random_id(), random_id()
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
