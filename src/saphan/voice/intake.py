"""The door for every voice: one durable transaction, a handful of round trips, then the claim code.

A message is acknowledged only after commit. A send that is repeated (a reloaded page, a retried request) carries the
same `once` token and gets the same answer; the claim code stands in the receipt, sealed under that token, which the
database does not hold.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, models

from saphan.languages.writing import clean
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Intake
from saphan.store.errors import is_refused_by
from saphan.store.ids import ordered_id
from saphan.store.tasks import deferred
from saphan.store.turns import one_at_a_time
from saphan.store.writing import Statement, acting_in_one_go, send, statement_for
from saphan.vault import codes, hashing, recording, sealing
from saphan.vault.keyring import key_ring
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import new_key, seal
from saphan.voice.inbound import Accepted, Handle, Inbound, Media
from saphan.voice.input_class import ENGAGEMENT, VOICE, class_of
from saphan.voice.marks import ImportedRow
from saphan.voice.models import (
    Attachment,
    Consent,
    Contact,
    Conversation,
    Message,
    Receipt,
    Status,
    Told,
    Urgency,
)
from saphan.voice.receipts import answer_in, receipt_of, receipts
from saphan.voice.refusals import CodeTaken, KnownRow, SentDifferently, StoryGone, WasDeleted
from saphan.voice.traces import arriving


class NothingSaid(ValueError):
    """Neither words, nor an icon, nor a picture or recording, nor a call for help."""


class Names(NamedTuple):
    """The ids of one intake, all made before the first insert."""

    desk_id: UUID
    conversation_id: UUID
    contact_id: UUID
    contact_is_known: bool


def accept(inbound: Inbound) -> Accepted:
    """Keep what she said and return her claim code; committed before this returns.

    Raises NothingSaid, SentDifferently when the token came before with something else, WasDeleted or StoryGone when
    it came before and leads to no story of its own, KnownRow for a row of a log that was taken over before,
    CodeTaken for a code that came along and opens another story. Database
    errors pass through: nothing was kept then, and the same token may be sent again.
    """
    text = clean(inbound.text)
    if not (text or inbound.icon or inbound.media or inbound.danger or inbound.came_as):
        raise NothingSaid
    code = inbound.code or codes.new_code()
    conversation_id = ordered_id()
    try:
        with _writing(inbound, conversation_id) as (moment, known, statements):
            names = Names(inbound.desk_id, conversation_id, known or ordered_id(), known is not None)
            statements += _statements(inbound, text, code, names, moment.now)
    except IntegrityError as error:
        if is_refused_by(error, "voice_receipt_pkey"):
            return _answer_given_before(inbound)
        if is_refused_by(error, "voice_contact_handle_once"):  # somebody with this handle came at the same moment
            return accept(inbound)
        if is_refused_by(error, "voice_imported_row_pkey"):
            raise KnownRow from None
        if is_refused_by(error, "voice_conversation_code_hash_key") and inbound.code:
            raise CodeTaken from None
        raise
    return Accepted(conversation_id, code, on=moment.day)


def _statements(inbound: Inbound, text: str, code: str, names: Names, now: datetime) -> list[Statement]:
    """Everything that is kept of a first message, and the task that reads it."""
    key_row, key = new_key(subject_id=names.conversation_id, desk_id=names.desk_id, kind="conversation")
    rows: list[models.Model] = [
        *_receipts(inbound, code, names, now),
        key_row,
        *_contact(inbound, names),
        _conversation(inbound, code, names, now),
        *_messages(inbound, text, names, key, now),
        *_consents(inbound, names),
        *_beginning(inbound, names, now),
    ]
    task = deferred("voice.understand", priority=10 if inbound.danger else 0, conversation_id=names.conversation_id)
    trace = arriving.statement_of(inbound, names.desk_id, names.conversation_id, now)
    return [*(statement_for(row) for row in rows), trace, task]


def _receipts(inbound: Inbound, code: str, names: Names, now: datetime) -> list[Receipt]:
    answer = {"conversation": str(names.conversation_id), "code": code}
    if inbound.fingerprint:
        answer["fingerprint"] = inbound.fingerprint
    return receipts(inbound.once, answer, names.desk_id, names.conversation_id, now)


def _answer_given_before(inbound: Inbound) -> Accepted:
    receipt = receipt_of(inbound.once)
    if receipt is None or receipt.conversation_id is None:
        raise WasDeleted
    answer = answer_in(receipt, inbound.once)
    if not answer:  # it added to a story; her code opens that
        raise StoryGone
    if answer.get("fingerprint", "") != inbound.fingerprint:
        raise SentDifferently
    return Accepted(UUID(answer["conversation"]), answer["code"], repeated=True, on=receipt.at.date())


def _beginning(inbound: Inbound, names: Names, now: datetime) -> list[models.Model]:
    """What she is told, the audit and the fact. A row of an old log was not received now, so it counts nowhere."""
    detail: recording.Payload = {"channel": inbound.channel}
    if inbound.old:
        marks = {"desk_id": names.desk_id, "on": now.date(), "key_version": key_ring().hash_version}
        hashes = (inbound.old.row_hash, *inbound.old.older_hashes)  # one mark for each, as with receipts
        rows = [ImportedRow(row_hash=each, **marks) for each in hashes]
        return [*rows, *recording.rows("voice.imported", names.conversation_id, detail=detail)]
    if inbound.input_class == ENGAGEMENT:  # no voice, and no contact that anybody counts
        return recording.rows("voice.engaged", names.conversation_id, detail=detail)
    fact: recording.Payload = {"channel": inbound.channel, "language": inbound.language, "icon": inbound.icon}
    if inbound.input_class != VOICE:
        fact["input_class"] = inbound.input_class
    told = Told(desk_id=names.desk_id, conversation_id=names.conversation_id, step="received", on=now.date())
    return [told, *recording.rows("voice.received", names.conversation_id, detail=detail, fact=fact)]


@contextmanager
def _writing(inbound: Inbound, conversation_id: UUID) -> Iterator[tuple[Moment, UUID | None, list[Statement]]]:
    """The moment, her known contact, and a list of what to write. An anonymous voice travels in one go."""
    indexes = _indexes(inbound.handle)
    index, *older = indexes.values() or (b"",)
    intake = Intake(inbound.desk_id, conversation_id, None, index, tuple(older))
    if not indexes:
        with acting_in_one_go(intake) as (moment, statements):
            yield moment, None, statements
        return
    with acting_as(intake) as moment:
        statements = []
        yield moment, known_contact(inbound.desk_id, indexes), statements
        send(statements)


def known_contact(desk_id: UUID, indexes: dict[int, bytes]) -> UUID | None:
    """The contact of this desk with this handle, under whatever version of the key.

    Two voices with one handle wait for each other, so that it never gets a second contact: which keys each of them
    knows does not matter, as long as they know one in common. Holds until the transaction ends.
    """
    for index in indexes.values():
        one_at_a_time(UUID(bytes=index[:16]))
    hers = Contact.objects.filter(desk_id=desk_id, handle_index__in=list(indexes.values()))
    return hers.values_list("id", flat=True).first()


def _indexes(handle: Handle | None) -> dict[int, bytes]:
    return hashing.blind_indexes(handle.kind, handle.value) if handle else {}


def _contact(inbound: Inbound, names: Names) -> list[models.Model]:
    if names.contact_is_known:
        return []
    contact = Contact(id=names.contact_id, desk_id=names.desk_id, language=inbound.language)
    if inbound.handle is not None:
        contact.handle_kind = inbound.handle.kind
        contact.handle_key_version, contact.handle_index = hashing.newest(_indexes(inbound.handle))
    return [contact]


def _conversation(inbound: Inbound, code: str, names: Names, now: datetime) -> Conversation:
    opened_at, waits = (inbound.old.opened_at, inbound.old.is_open) if inbound.old else (now, inbound.waits)
    version, code_hash = hashing.newest(hashing.code_hashes(code))
    return Conversation(
        id=names.conversation_id,
        desk_id=names.desk_id,
        contact_id=names.contact_id,
        code_hash=code_hash,
        code_key_version=version,
        channel=inbound.channel,
        language=inbound.language,
        icon=inbound.icon,
        status=Status.WAITING if waits else Status.CLOSED,
        urgency=Urgency.DANGER if inbound.danger else Urgency.ORDINARY,
        danger_at=now if inbound.danger else None,
        place_organisation_id=inbound.place_organisation_id,
        place_line=inbound.place_line,
        opened_at=opened_at,
        waiting_since=opened_at if waits else None,
    )


def _consents(inbound: Inbound, names: Names) -> list[models.Model]:
    return [
        Consent(
            desk_id=names.desk_id,
            conversation_id=names.conversation_id,
            purpose=agreed.purpose,
            recipient_id=agreed.recipient_id,
            given=True,
            language=agreed.language,
            how=inbound.channel,
            words_version=agreed.words_version,
            on=agreed.on,
        )
        for agreed in inbound.consents
    ]


def _messages(inbound: Inbound, text: str, names: Names, key: SubjectKey, now: datetime) -> list[models.Model]:
    rows: list[models.Model] = []
    thread = (names.desk_id, names.conversation_id, key, inbound.old.opened_at if inbound.old else now)
    if text or not inbound.media:
        said = message(inbound.text, text, *thread, language=inbound.language)
        said.kind = inbound.came_as or said.kind
        rows.append(by_rule(said, inbound.rule))
    if inbound.media:
        rows.extend(media_rows(inbound.media, *thread, rule=inbound.rule))
    for part, kept in _beside(inbound):
        rows.append(message(kept, kept, *thread, part=part))
    return rows


def _beside(inbound: Inbound) -> Iterator[tuple[str, str]]:
    """What came with her words, each a sealed part of its own."""
    if inbound.handle:
        yield "handle", inbound.handle.value
    if inbound.place:
        yield "place", clean(inbound.place)
    if inbound.happened_on:
        yield "when", inbound.happened_on.isoformat()
    if inbound.waited_since:
        yield "waited", inbound.waited_since.isoformat()
    if inbound.old:
        yield "row", inbound.old.raw


def message(
    original: str,
    normalised: str,
    desk_id: UUID,
    conversation_id: UUID,
    key: SubjectKey,
    now: datetime,
    *,
    part: str = "said",
    language: str = "",
    inbound: bool = True,
    author: UUID | None = None,
    approved_reply: str = "",
) -> Message:
    """A sealed message row: her original text and, where it differs, the normalised one beside it."""
    row_id = ordered_id()
    kept = original.replace("\0", "")
    return Message(
        id=row_id,
        desk_id=desk_id,
        conversation_id=conversation_id,
        inbound=inbound,
        part=part,
        kind="text" if normalised else "icon",
        language=language,
        sealed=seal(kept, key=key, cell=Cell("voice_message", "sealed", row_id)),
        normalised=None
        if normalised == kept
        else seal(normalised, key=key, cell=Cell("voice_message", "normalised", row_id)),
        size=len(kept),
        at=now,
        author=author,
        approved_reply=approved_reply,
    )


def by_rule(row: Message, rule: str) -> Message:
    """The same row, with the rule of `input_class` and the class that it gives. Raises KeyError."""
    row.rule, row.input_class = rule, class_of(rule)
    return row


def media_rows(
    media: Media, desk_id: UUID, conversation_id: UUID, key: SubjectKey, now: datetime, *, rule: str
) -> list[models.Model]:
    """The message that stands for a photo or recording, its sealed copy, and the proof under a key of its own."""
    carrier = by_rule(message("", "", desk_id, conversation_id, key, now), rule)
    carrier.kind = "photo" if media.media_type.startswith("image/") else "voice"
    attachment = attachment_row(media, carrier, key, now)
    rows: list[models.Model] = [carrier, attachment]
    if media.original is not None:
        proof_row, proof_key = new_key(subject_id=ordered_id(), desk_id=desk_id, kind="proof")
        attachment.proof_subject_id = proof_row.subject_id
        attachment.proof_sealed = sealing.seal_bytes(
            media.original, proof_key, Cell("voice_attachment", "proof_sealed", attachment.id)
        )
        rows.insert(0, proof_row)
    return rows


def attachment_row(media: Media, carrier: Message, key: SubjectKey, now: datetime) -> Attachment:
    """The sealed copy of a photo or recording, beside the message that stands for it."""
    attachment_id = ordered_id()
    return Attachment(
        id=attachment_id,
        desk_id=carrier.desk_id,
        conversation_id=carrier.conversation_id,
        message_id=carrier.id,
        media_type=media.media_type,
        size=len(media.content),
        sha256=hashlib.sha256(media.content).digest(),
        sealed=sealing.seal_bytes(media.content, key, Cell("voice_attachment", "sealed", attachment_id)),
        received_at=now,
    )
