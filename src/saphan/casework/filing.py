"""What was put in the wrong place: a story in the wrong case, a note under the wrong story. Moved, and movable back."""

from dataclasses import dataclass
from uuid import UUID

from saphan.casework import codes
from saphan.casework.finding import case_to_change, conversation_of, parties_now
from saphan.casework.models import Case, Concern, Note, Party
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import AlreadyInThisCase, DoesNotFit, NotInThisCase
from saphan.casework.representatives import standing
from saphan.casework.wording import language_name
from saphan.network import selectors as network
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.ids import ordered_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts, seal
from saphan.voice.models import Conversation
from saphan.voice.services import keep_from_search
from saphan.voice.stories import key_of_story

WRONG_CASE = "wrong_case"


@dataclass(frozen=True, slots=True)
class StoryToChoose:
    """A story of the desk, in coded words; nothing of it is opened."""

    id: UUID
    label: str


def move_to_case(*, conversation_id: UUID, from_id: UUID, to_id: UUID, by: Staff) -> None:
    """Let a story leave a case that it was joined to by mistake, for the right one; her concerns go along.

    So does the mandate, where she speaks for others. Raises NotAllowed, CaseIsClosed, NotInThisCase, AlreadyInThisCase.
    """
    with acting_as(by) as moment:
        conversation_of(by, conversation_id)
        cases = {case_id: case_to_change(by, case_id) for case_id in sorted({from_id, to_id})}
        wrong, right = cases[from_id], cases[to_id]
        party = parties_now(wrong).filter(conversation_id=conversation_id).first()
        if party is None:
            raise NotInThisCase
        if parties_now(right).filter(conversation_id=conversation_id).exists():
            raise AlreadyInThisCase
        _change_case(party, right, moment)
        standing().filter(case=wrong, conversation_id=conversation_id).update(case=right)
        _concerns_go_along(conversation_id, wrong, right)
        record("casework.case_changed", right.id, detail={"from": str(from_id), "conversation": str(conversation_id)})


def move_note(*, note_id: UUID, to_id: UUID, by: Staff) -> UUID:
    """Move staff's note to the story it is about; returns its new id. Sealed anew there, and the wrong row goes.

    Raises NotAllowed, DoesNotFit, StoryGone.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        note = Note.objects.select_for_update().filter(id=note_id, desk_id=by.desk_id).first()
        if note is None:
            raise NotAllowed
        if note.conversation_id == to_id:
            raise DoesNotFit("story")
        wrong, right = note.conversation_id, conversation_of(by, to_id)
        cell = Cell("casework_note", "sealed", note_id)
        (text,) = open_texts([(note.sealed, cell)], subject_id=wrong, why="refiled")
        moved = ordered_id()
        sealed = seal(text, key=key_of_story(right.id), cell=Cell("casework_note", "sealed", moved))
        Note.objects.create(
            id=moved,
            desk_id=note.desk_id,
            conversation_id=right.id,
            sealed=sealed,
            author=note.author,
            at=note.at,
            supersedes_id=note_id,
        )
        note.delete()
        record("casework.note_moved", moved, detail={"former": str(note_id), "from": str(wrong), "to": str(to_id)})
    return moved


def story_of_note(by: Staff, note_id: UUID) -> UUID:
    """Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        found = Note.objects.filter(id=note_id, desk_id=by.desk_id).values_list("conversation_id", flat=True).first()
        if found is None:
            raise NotAllowed
        return found


def stories_to_choose(by: Staff, apart_from: UUID, most: int = 40) -> list[StoryToChoose]:
    """The latest stories that she has taken on, then the desk's latest, each newest first. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        rows = Conversation.objects.filter(desk_id=by.desk_id, left_on=None).exclude(id=apart_from)
        latest = rows.order_by("-opened_at", "id")
        found = list(dict.fromkeys([*latest.filter(assigned_to=by.id)[:most], *latest[:most]]))
    places = network.read_as(row.place_organisation_id for row in found if row.place_organisation_id)
    return [StoryToChoose(row.id, _label(row, places)) for row in found]


def _label(row: Conversation, places: dict[UUID, network.OrganisationCard]) -> str:
    place = places.get(row.place_organisation_id) if row.place_organisation_id else None
    about = str(codes.ICONS.get(row.icon, ""))
    parts = (language_name(row.language), about, place.name if place else "", row.place_line)
    day = row.opened_at.date().isoformat()
    return " · ".join(part for part in (day, *parts, row.id.hex[-6:]) if part)


def _change_case(party: Party, right: Case, moment: Moment) -> None:
    party.left_on, party.left_why = moment.day, WRONG_CASE
    party.save(update_fields=["left_on", "left_why"])
    Party.objects.create(
        desk_id=right.desk_id,
        case=right,
        conversation_id=party.conversation_id,
        joined_on=moment.day,
        supersedes_id=party.id,
    )


def _concerns_go_along(conversation_id: UUID, wrong: Case, right: Case) -> None:
    hers = Concern.objects.filter(case=wrong, conversation_id=conversation_id)
    standing = list(hers.filter(withdrawn_on=None).values_list("id", flat=True))
    hers.update(case=right)
    for case in (wrong, right):
        kinds = Concern.objects.filter(case=case, withdrawn_on=None).values_list("kind", flat=True)
        case.severe = any(kind_of(code).is_severe for code in kinds)
        case.save(update_fields=["severe"])
        if case.severe:
            keep_from_search(parties_now(case).values_list("conversation_id", flat=True))
    for concern_id in standing:
        defer("verification.gather", concern_id=concern_id)
