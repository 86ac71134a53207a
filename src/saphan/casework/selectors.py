"""What casework can show: frozen data, read as the one who asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.cards import CaseCard, case_cards
from saphan.casework.counting import (
    ConcernBehind,
    ConcernFacts,
    StoryOf,
    concern_for_facts,
    concern_ids_of,
    concern_ids_of_one_person,
    concerns_about,
    concerns_behind,
    concerns_for_facts,
    concerns_said_in,
    numbers_of,
    person_facts,
    respondents_of,
    stories_of,
    voice_groups_of,
)
from saphan.casework.finding import conversation_of
from saphan.casework.models import Case, Concern, Note, Party
from saphan.casework.policies import may_work_on, may_work_with_stories, require
from saphan.casework.representatives import RepresentativeCard, may_not_confirm, representatives_of
from saphan.casework.statement import Statement
from saphan.network.models import Staff as Member
from saphan.network.selectors import read_as
from saphan.network.workers_bodies import WorkersBodyCard, workers_bodies_at
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts
from saphan.voice.models import Conversation

__all__ = [
    "ConcernBehind",
    "ConcernFacts",
    "StoryOf",
    "concern_for_facts",
    "concern_ids_of",
    "concern_ids_of_one_person",
    "concerns_about",
    "concerns_behind",
    "concerns_for_facts",
    "concerns_said_in",
    "case_page",
    "cases_of",
    "concern_to_correct",
    "may_not_confirm",
    "notes",
    "numbers_of",
    "open_cases",
    "person_facts",
    "place_of",
    "respondents_of",
    "staff_names",
    "stories_of",
    "voice_groups_of",
]


@dataclass(frozen=True, slots=True)
class NoteShown:
    """Staff's own words, opened."""

    id: UUID
    text: str
    author: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Voice:
    """One person of a case, coded."""

    conversation_id: UUID
    language: str
    channel: str
    icon: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class CasePage:
    card: CaseCard
    owner: str
    voices: tuple[Voice, ...]
    representatives: tuple[RepresentativeCard, ...]
    workers_bodies: tuple[WorkersBodyCard, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and in which language a conversation stands, without opening anything."""

    conversation_id: UUID
    language: str
    icon: str
    organisation_id: UUID | None
    organisation: str
    line: str


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """A concern as it stands, for the form that corrects it."""

    concern_id: UUID
    case_id: UUID
    conversation_id: UUID
    statement: Statement
    respondent_id: UUID
    respondent: str


def notes(by: Staff, conversation_id: UUID) -> tuple[NoteShown, ...]:
    """Staff's notes beside one story, oldest first; an audited read. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        rows = list(Note.objects.filter(conversation_id=conversation_id).order_by("id"))
        cells = [(bytes(row.sealed), Cell("casework_note", "sealed", row.id)) for row in rows]
        texts = open_texts(cells, subject_id=conversation_id, why="notes_read")
        return tuple(NoteShown(row.id, text, row.author, row.at) for row, text in zip(rows, texts, strict=True))


def cases_of(by: Staff, conversation_id: UUID) -> tuple[CaseCard, ...]:
    """Every case this conversation belongs to, open ones first. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        mine = Party.objects.filter(conversation_id=conversation_id, left_on=None).values("case_id")
        return case_cards(by, _whole(Case.objects.filter(id__in=mine)).order_by("-status", "opened_on", "id"))


def open_cases(by: Staff, limit: int = 30) -> tuple[CaseCard, ...]:
    """The desk's open cases, newest first. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        found = _whole(Case.objects.filter(desk_id=by.desk_id, status="open"))
        return case_cards(by, found.order_by("-opened_on", "id")[:limit])


def case_page(by: Staff, case_id: UUID) -> CasePage:
    """Raises NotAllowed, also for a case of another desk."""
    with acting_as(by):
        case = _whole(Case.objects.filter(id=case_id)).first()
        if case is None:
            raise NotAllowed
        require(may_work_on(by, case))
        (card,) = case_cards(by, [case])
        joined = {party.conversation_id: party.joined_on for party in case.parties.all() if party.left_on is None}
        voices = Conversation.objects.filter(id__in=joined).order_by("id")
        return CasePage(
            card=card,
            owner=_names({case.owner}).get(case.owner, ""),
            voices=tuple(Voice(v.id, v.language, v.channel, v.icon, joined[v.id]) for v in voices),
            representatives=representatives_of(by, case_id),
            workers_bodies=workers_bodies_at(*{concern.respondent_id for concern in case.concerns.all()}),
        )


def place_of(by: Staff, conversation_id: UUID) -> Place:
    """What the concern form can fill in by itself; opens nothing. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        place_id = conversation.place_organisation_id
        organisation = read_as([place_id]).get(place_id) if place_id else None
        return Place(
            conversation_id=conversation.id,
            language=conversation.language,
            icon=conversation.icon,
            organisation_id=organisation.id if organisation else None,
            organisation=organisation.name if organisation else "",
            line=conversation.place_line,
        )


def concern_to_correct(by: Staff, concern_id: UUID) -> ToCorrect:
    """Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        concern = Concern.objects.filter(id=concern_id).first()
        if concern is None:
            raise NotAllowed
        respondent = read_as([concern.respondent_id]).get(concern.respondent_id)
        return ToCorrect(
            concern_id=concern.id,
            case_id=concern.case_id,
            conversation_id=concern.conversation_id,
            statement=Statement(**{name: getattr(concern, name) for name in Statement.__slots__}),
            respondent_id=respondent.id if respondent else concern.respondent_id,
            respondent=respondent.name if respondent else "",
        )


def staff_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of colleagues, for marks such as "assigned to"."""
    return _names(set(ids))


def _names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Member.objects.filter(id__in=list(ids)).values_list("id", "name"))


def _whole(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.prefetch_related("parties", "needs", "concerns")
