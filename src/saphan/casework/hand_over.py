"""At the end of a shift: what waits, who was promised what until when, and a note for whoever comes next.

A note about one story is sealed under it and goes when it goes; a general one is sealed under the desk's own subject.
Whoever is on duty next sees it first when she signs in, and says that she has taken it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from saphan.casework import codes
from saphan.casework.finding import held_conversation_of
from saphan.casework.models import HandOver
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import NothingWritten
from saphan.casework.wording import language_name, span
from saphan.network import selectors as network
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.ids import ordered_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of_desk, open_texts, seal
from saphan.voice.models import Conversation, Status, Urgency
from saphan.voice.stories import key_of_story

MOST = 40


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story in danger or urgent that nobody has answered; coded."""

    id: UUID
    label: str
    waiting: str
    in_danger: bool
    unread: bool
    assigned: str


@dataclass(frozen=True, slots=True)
class Promised:
    """She was told that we come back to her on a day."""

    id: UUID
    label: str
    until: date
    due: bool
    assigned: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    id: UUID
    text: str = field(repr=False)
    author: str
    at: datetime
    conversation_id: UUID | None
    about: str
    mine: bool
    taken_by: str
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandOverPage:
    waiting: tuple[Waiting, ...]
    promised: tuple[Promised, ...]
    notes: tuple[NoteShown, ...]
    taken: tuple[NoteShown, ...]
    stories: tuple[tuple[UUID, str], ...]


def leave_note(*, text: str, by: Staff, conversation_id: UUID | None = None, once: UUID | None = None) -> UUID:
    """Leave a note for whoever comes next; returns its id. once: the id of the form; a second send is the first.

    Raises NotAllowed, NothingWritten, StoryGone.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        if not text.strip():
            raise NothingWritten
        if once:
            one_at_a_time(once)
        if once and HandOver.objects.filter(id=once).exists():
            return once
        key = key_of_desk(by.desk_id)
        if conversation_id is not None:
            key = key_of_story(held_conversation_of(by, conversation_id).id)
        note_id = once or ordered_id()
        HandOver.objects.create(
            id=note_id,
            desk_id=by.desk_id,
            conversation_id=conversation_id,
            sealed=seal(text.strip(), key=key, cell=Cell("casework_hand_over", "sealed", note_id)),
            author=by.id,
            at=moment.now,
        )
        record("casework.hand_over_left", note_id, detail={"about": str(conversation_id) if conversation_id else None})
    return note_id


def take_note(*, note_id: UUID, by: Staff) -> None:
    """She has read it and goes on with it; the first one who says so. Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        note = HandOver.objects.select_for_update().filter(id=note_id, desk_id=by.desk_id).first()
        if note is None:
            raise NotAllowed
        if note.taken_at is None:
            note.taken_by, note.taken_at = by.id, moment.now
            note.save(update_fields=["taken_by", "taken_at"])
            record("casework.hand_over_taken", note_id)


def notes_waiting(by: Staff) -> int:
    """How many notes of others nobody has taken; 0 for who does not work with stories. Opens nothing."""
    if not may_work_with_stories(by):
        return 0
    with acting_as(by):
        return HandOver.objects.filter(desk_id=by.desk_id, taken_at=None).exclude(author=by.id).count()


def comes_first(by: Staff) -> bool:
    """Whether she should see the notes before all else: some wait, and she is on duty, or nobody is."""
    if not notes_waiting(by):
        return False
    on_duty = network.duty_staff_ids(by.desk_id, clock.now())
    return not on_duty or by.id in on_duty


def hand_over_page(by: Staff) -> HandOverPage:
    """The whole page; notes are opened, audited. Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        open_ones = Conversation.objects.filter(desk_id=by.desk_id, left_on=None).exclude(status=Status.CLOSED)
        urgent = list(
            open_ones.filter(urgency__gt=Urgency.ORDINARY, status=Status.WAITING).order_by(
                "-urgency", "waiting_since", "id"
            )[:MOST]
        )
        promised = list(open_ones.exclude(follow_up_on=None).order_by("follow_up_on", "id")[:MOST])
        notes = HandOver.objects.filter(desk_id=by.desk_id)
        untaken = list(notes.filter(taken_at=None).order_by("id")[:MOST])
        taken = list(notes.exclude(taken_at=None).order_by("-taken_at")[:10])
        mine = list(open_ones.filter(assigned_to=by.id).order_by("-waiting_since", "id")[:MOST])
        texts = _opened([*untaken, *taken])
        about = _stories_by_id([row.conversation_id for row in [*untaken, *taken] if row.conversation_id])
    rows = [*urgent, *promised, *mine, *about.values()]
    labels = _labels(rows)
    people = {row.assigned_to for row in rows} | {
        each for row in [*untaken, *taken] for each in (row.author, row.taken_by)
    }
    names = network.staff_names(person for person in people if person)
    shown = [_note(row, texts[row.id], labels, names, by) for row in [*untaken, *taken]]
    return HandOverPage(
        waiting=tuple(_waiting(row, labels, names, moment.now) for row in urgent),
        promised=tuple(_promised(row, labels, names, moment.day) for row in promised),
        notes=tuple(note for note in shown if note.taken_at is None),
        taken=tuple(note for note in shown if note.taken_at is not None),
        stories=tuple((row.id, labels[row.id]) for row in dict.fromkeys([*mine, *urgent, *promised])),
    )


def _opened(rows: Sequence[HandOver]) -> dict[UUID, str]:
    """The words of each; one audited read for those about one story, and one for all that are about none."""
    by_subject: dict[UUID, list[HandOver]] = defaultdict(list)
    for row in rows:
        by_subject[row.conversation_id or row.desk_id].append(row)
    texts: dict[UUID, str] = {}
    for subject_id, together in by_subject.items():
        cells = [(row.sealed, Cell("casework_hand_over", "sealed", row.id)) for row in together]
        opened = open_texts(cells, subject_id=subject_id, why="hand_over_read")
        texts.update(zip((row.id for row in together), opened, strict=True))
    return texts


def _stories_by_id(ids: list[UUID]) -> dict[UUID, Conversation]:
    return Conversation.objects.in_bulk(ids)


def _labels(rows: list[Conversation]) -> dict[UUID, str]:
    places = network.read_as(row.place_organisation_id for row in rows if row.place_organisation_id)

    def label(row: Conversation) -> str:
        place = places.get(row.place_organisation_id) if row.place_organisation_id else None
        about = str(codes.ICONS.get(row.icon, ""))
        parts = (language_name(row.dialect or row.language), about, place.name if place else "", row.place_line)
        return " · ".join(part for part in parts if part)

    return {row.id: label(row) for row in rows}


def _waiting(row: Conversation, labels: dict[UUID, str], names: dict[UUID, str], now: datetime) -> Waiting:
    return Waiting(
        id=row.id,
        label=labels[row.id],
        waiting=span(now - row.waiting_since) if row.waiting_since else "",
        in_danger=row.urgency == Urgency.DANGER,
        unread=row.first_read_on is None,
        assigned=names.get(row.assigned_to, "") if row.assigned_to else "",
    )


def _promised(row: Conversation, labels: dict[UUID, str], names: dict[UUID, str], today: date) -> Promised:
    assert row.follow_up_on is not None
    return Promised(
        id=row.id,
        label=labels[row.id],
        until=row.follow_up_on,
        due=row.follow_up_on <= today,
        assigned=names.get(row.assigned_to, "") if row.assigned_to else "",
    )


def _note(row: HandOver, text: str, labels: dict[UUID, str], names: dict[UUID, str], by: Staff) -> NoteShown:
    return NoteShown(
        id=row.id,
        text=text,
        author=names.get(row.author, ""),
        at=row.at,
        conversation_id=row.conversation_id,
        about=labels.get(row.conversation_id, "") if row.conversation_id else "",
        mine=row.author == by.id,
        taken_by=names.get(row.taken_by, "") if row.taken_by else "",
        taken_at=row.taken_at,
    )
