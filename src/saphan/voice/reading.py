"""A whole story for the desk: opened by the vault, audited, one read a page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from saphan.languages.zawgyi import read_burmese
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.sealing import Cell, Sealed
from saphan.vault.services import open_contents, open_texts
from saphan.voice.keys_of_words import Marked, is_kept_from_search, marked
from saphan.voice.linking.together import links_of
from saphan.voice.models import Answer, Ask, Attachment, Consent, Contact, Conversation, Message, Told
from saphan.voice.parts import Part, open_parts
from saphan.voice.refusals import StoryGone
from saphan.voice.vocabulary import ANSWERS, AT_THE_END

TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class AttachmentCard:
    id: UUID
    kind: str  # photo or voice
    media_type: str
    size: int
    blurred: bool
    proof_kept: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. `text` is empty for an icon, a photo or a recording, and for a reply that was taken back.

    as_it_came: her own letters, where `text` is their Unicode reading. other_reading: where neither encoding is sure.
    """

    id: UUID
    inbound: bool
    part: str
    kind: str
    text: str = field(repr=False)
    language: str
    at: datetime
    author: UUID | None
    seen_by_her_on: date | None
    superseded: bool
    attachments: tuple[AttachmentCard, ...] = ()
    input_class: str = "voice"
    rule: str = ""
    as_it_came: str = field(default="", repr=False)
    other_reading: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ConversationCard:
    """The coded facts of a story."""

    id: UUID
    desk_id: UUID
    channel: str
    language: str
    dialect: str
    icon: str
    about_someone_else: bool | None
    place_organisation_id: UUID | None
    place_line: str
    reply_by: str
    safe_times: tuple[str, ...]
    clock: int | None
    tell: str
    status: str
    urgency: int
    opened_at: datetime
    waiting_since: datetime | None
    first_read_on: date | None
    assigned_to: UUID | None
    follow_up_on: date | None
    danger_at: datetime | None
    danger_seen_at: datetime | None
    has_word: bool
    reads_zawgyi: bool = False
    kept_from_search: bool = False


@dataclass(frozen=True, slots=True)
class StepTold:
    step: str
    on: date


@dataclass(frozen=True, slots=True)
class AskCard:
    """A question and her last answer, "" while there is none."""

    id: UUID
    question: str
    ref: UUID
    words: str = field(repr=False)
    language: str
    recipient_id: UUID | None
    recipient_kind: str
    recipient_name: str
    asked_on: date
    closed_on: date | None
    answer: str
    answered_on: date | None
    parts: tuple[Part, ...] = ()
    agreed_parts: tuple[str, ...] = ()
    until: date | None = None
    beside: bool = False
    by_record: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """What she may answer."""
        return ANSWERS[self.question]


@dataclass(frozen=True, slots=True)
class ConsentCard:
    id: UUID
    purpose: str
    recipient_id: UUID | None
    draft_id: UUID | None
    given: bool
    language: str
    how: str
    on: date
    until: date | None
    ended_on: date | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    conversation: ConversationCard
    messages: tuple[Line, ...]
    told: tuple[StepTold, ...]
    asks: tuple[AskCard, ...]
    consents: tuple[ConsentCard, ...]
    linked_to: tuple[UUID, ...]  # joined by her word, or read across
    marked: tuple[Marked, ...] = ()

    @property
    def attachments(self) -> tuple[AttachmentCard, ...]:
        return tuple(card for line in self.messages for card in line.attachments)

    def last_of(self, part: str) -> str:
        """Her latest words for one part (`place`, `handle`), or ""."""
        return next((line.text for line in reversed(self.messages) if line.part == part), "")


def thread(by: Staff, conversation_id: UUID) -> Thread:
    """Everything of one story of the caller's desk, opened and audited. Raises StoryGone."""
    with acting_as(by):
        conversation = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if conversation is None:
            raise StoryGone
        return Thread(
            conversation=card(conversation),
            messages=lines(conversation_id, why="conversation_read"),
            told=steps(conversation_id),
            asks=tuple(one for one in asks(conversation_id) if one.question not in AT_THE_END),
            consents=consents(conversation_id),
            linked_to=_linked(conversation_id),
            marked=marked(conversation_id),
        )


def attachment(by: Staff, attachment_id: UUID) -> tuple[str, bytes]:
    """Media type and bytes of one photo or recording, without its metadata; audited. Raises NotAllowed."""
    with acting_as(by):
        row = Attachment.objects.filter(id=attachment_id).first()
        if row is None:
            raise NotAllowed
        cell = Cell("voice_attachment", "sealed", row.id)
        (content,) = open_contents([(row.sealed, cell)], subject_id=row.conversation_id, why="attachment_read")
        return row.media_type, content


def lines(
    conversation_id: UUID, *, why: str, inbound: bool | None = None, as_it_came: bool = False
) -> tuple[Line, ...]:
    """Messages in order, opened with one audited read. Call inside `acting_as`.

    A reply that was taken back before she saw it is not there; one that she had seen stands without its words.
    as_it_came: in the letters that she typed, for herself; else in Unicode, with the other readings there are.
    """
    chosen = Message.objects.filter(conversation_id=conversation_id).order_by("id")
    chosen = chosen.exclude(recalled_on__isnull=False, seen_by_her_on=None)
    if inbound is not None:
        chosen = chosen.filter(inbound=inbound)
    rows = list(chosen)
    columns = {row.id: _columns(row, as_it_came=as_it_came) for row in rows}
    cells = [text_cell(row, column) for row in rows for column in columns[row.id].values()]
    opened = iter(open_texts(cells, subject_id=conversation_id, why=why))
    texts = {row.id: {name: next(opened) for name in columns[row.id]} for row in rows}
    if not as_it_came:
        texts |= {row.id: _read_now(texts[row.id]["text"]) for row in rows if _is_unread(row)}
    replaced = {row.supersedes_id for row in rows}
    cards = _attachments(conversation_id)
    return tuple(
        Line(
            id=row.id,
            inbound=row.inbound,
            part=row.part,
            kind=row.kind if row.recalled_on is None else TAKEN_BACK,
            text=texts[row.id].get("text", ""),
            language=row.language,
            at=row.at,
            author=row.author,
            seen_by_her_on=row.seen_by_her_on,
            superseded=row.id in replaced,
            attachments=cards.get(row.id, ()),
            input_class=row.input_class,
            rule=row.rule,
            as_it_came=texts[row.id].get("as_it_came", ""),
            other_reading=texts[row.id].get("other_reading", ""),
        )
        for row in rows
    )


def came_in_zawgyi(row: Message) -> bool:
    return row.normalised is not None and (row.zawgyi_percent or 0) >= 50


def text_cell(row: Message, column: str = "") -> tuple[Sealed, Cell]:
    """One column of a message to open; without a name its text in Unicode."""
    column = column or ("normalised" if came_in_zawgyi(row) else "sealed")
    return getattr(row, column), Cell("voice_message", column, row.id)


def _columns(row: Message, *, as_it_came: bool) -> dict[str, str]:
    """Which column is opened for which field of a line."""
    if row.recalled_on is not None:
        return {}
    if as_it_came or row.zawgyi_percent in (None, 0):
        return {"text": "sealed"}
    found = {"text": "normalised", "as_it_came": "sealed"} if came_in_zawgyi(row) else {"text": "sealed"}
    return {**found, "other_reading": "other_reading"} if row.other_reading is not None else found


def _is_unread(row: Message) -> bool:
    """No task has looked at its encoding: it came a moment ago, or before there was such a task."""
    return row.inbound and row.zawgyi_percent is None and row.recalled_on is None


def _read_now(text: str) -> dict[str, str]:
    reading = read_burmese(text)
    as_it_came = text if reading.is_zawgyi and reading.text != text else ""
    return {
        "text": reading.text if as_it_came else text,
        "as_it_came": as_it_came,
        "other_reading": reading.other_reading or "",
    }


def steps(conversation_id: UUID) -> tuple[StepTold, ...]:
    rows = Told.objects.filter(conversation_id=conversation_id).order_by("id").values_list("step", "on")
    return tuple(StepTold(step, on) for step, on in rows)


def asks(conversation_id: UUID, *, hidden: bool = False) -> tuple[AskCard, ...]:
    """Every question to her, with her last answer. hidden: her own words in them stay closed."""
    rows = list(Ask.objects.filter(conversation_id=conversation_id).order_by("id"))
    parts = {} if hidden else open_parts(rows, conversation_id=conversation_id, why="questions_read")
    given = {
        row.ask_id: row for row in Answer.objects.filter(conversation_id=conversation_id).order_by("id")
    }  # the last one counts
    return tuple(
        AskCard(
            id=row.id,
            question=row.question,
            ref=row.ref,
            words=row.words,
            language=row.language,
            recipient_id=row.recipient_id,
            recipient_kind=row.recipient_kind,
            recipient_name=row.recipient_name,
            asked_on=row.asked_on,
            closed_on=row.closed_on,
            answer=given[row.id].code if row.id in given else "",
            answered_on=given[row.id].on if row.id in given else None,
            parts=parts.get(row.id, ()),
            agreed_parts=tuple(given[row.id].parts) if row.id in given else (),
            until=row.until,
            beside=row.beside,
            by_record=row.by_record,
        )
        for row in rows
    )


def consents(conversation_id: UUID) -> tuple[ConsentCard, ...]:
    return tuple(
        ConsentCard(
            id=row.id,
            purpose=row.purpose,
            recipient_id=row.recipient_id,
            draft_id=row.draft_id,
            given=row.given,
            language=row.language,
            how=row.how,
            on=row.on,
            until=row.until,
            ended_on=row.ended_on,
            parts=tuple(row.parts),
        )
        for row in Consent.objects.filter(conversation_id=conversation_id).order_by("on", "id")
    )


def card(conversation: Conversation) -> ConversationCard:
    """Call inside `acting_as` of somebody who may see the contact."""
    contact = Contact.objects.filter(id=conversation.contact_id).first()
    return ConversationCard(
        id=conversation.id,
        desk_id=conversation.desk_id,
        channel=conversation.channel,
        language=conversation.language,
        dialect=conversation.dialect,
        icon=conversation.icon,
        about_someone_else=conversation.about_someone_else,
        place_organisation_id=conversation.place_organisation_id,
        place_line=conversation.place_line,
        reply_by=conversation.reply_by,
        safe_times=tuple(contact.safe_times) if contact else (),
        clock=contact.clock if contact else None,
        tell=conversation.tell,
        status=conversation.status,
        urgency=conversation.urgency,
        opened_at=conversation.opened_at,
        waiting_since=conversation.waiting_since,
        first_read_on=conversation.first_read_on,
        assigned_to=conversation.assigned_to,
        follow_up_on=conversation.follow_up_on,
        danger_at=conversation.danger_at,
        danger_seen_at=conversation.danger_seen_at,
        has_word=conversation.word_hash is not None,
        reads_zawgyi=conversation.reads_zawgyi,
        kept_from_search=is_kept_from_search(conversation),
    )


def _attachments(conversation_id: UUID) -> dict[UUID, tuple[AttachmentCard, ...]]:
    found: dict[UUID, tuple[AttachmentCard, ...]] = {}
    coded = ("id", "message_id", "media_type", "size", "proof_subject_id")
    for row in Attachment.objects.filter(conversation_id=conversation_id).only(*coded).order_by("id"):
        is_photo = row.media_type.startswith("image/")
        kind = "photo" if is_photo else "voice"
        shown = AttachmentCard(row.id, kind, row.media_type, row.size, is_photo, row.proof_subject_id is not None)
        found[row.message_id] = (*found.get(row.message_id, ()), shown)
    return found


def _linked(conversation_id: UUID) -> tuple[UUID, ...]:
    return tuple(card.other_id for card in links_of(conversation_id) if card.stands)
