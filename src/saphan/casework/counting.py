"""What verification and remedy may know of concerns: codes and ids. Call inside `acting_as(System(…))`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from saphan.casework.models import Case, Concern, Party
from saphan.casework.persons import groups_in_company, groups_now
from saphan.casework.representatives import Speaking, speaking_in, spoken_for
from saphan.standards.concern_kinds import all_kinds
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.made_once import MadeOnce
from saphan.voice.linking.together import of_one_person

NOBODY = Speaking()


class ConcernFacts(NamedTuple):
    """One concern, coded. withdrawn: taken back or corrected, counts no more.

    mandate: "", or unchecked or checked where somebody speaks for others. speaks_for: people it counts for.
    in_company: its story counts as one voice with others. vouched: somebody else speaks for her by a checked mandate.
    """

    concern_id: UUID
    desk_id: UUID
    case_id: UUID
    conversation_id: UUID
    kind: str
    family: str
    respondent_id: UUID
    stage: str
    recorded_on: date
    voice_group: UUID
    first_hand: bool
    proof: str
    number_affected: int
    withdrawn: bool
    mandate: str = ""
    speaks_for: int = 1
    in_company: bool = False
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class ConcernBehind:
    """One concern that stands behind an issue now, with what holds a disclosure back."""

    concern_id: UUID
    conversation_id: UUID
    desk_id: UUID
    case_id: UUID
    kind: str
    voice_group: UUID
    quarrel_on: date | None
    under_18: bool
    number_affected: int
    recorded_on: date
    speaks_for: int = 1


@dataclass(frozen=True, slots=True)
class StoryOf:
    """The story of one concern. vouched: somebody with a checked mandate speaks for her in its case."""

    conversation_id: UUID
    vouched: bool


_stories_of = MadeOnce(
    lambda ids: (
        Concern.objects.filter(id__among=ids)
        .annotate(vouched=spoken_for())
        .values_list("id", "conversation_id", "vouched")
    )
)


def stories_of(concern_ids: Collection[UUID]) -> dict[UUID, StoryOf]:
    """By concern."""
    return {concern_id: StoryOf(*story) for concern_id, *story in _stories_of(concern_ids)}


def concern_for_facts(concern_id: UUID) -> ConcernFacts | None:
    """None when there is no such concern."""
    return concerns_for_facts([concern_id]).get(concern_id)


def concerns_for_facts(concern_ids: Collection[UUID]) -> dict[UUID, ConcernFacts]:
    """By concern; one that does not exist is missing."""
    return {each.concern_id: each for each in _facts_of_each(_rows_of(concern_ids))}


def numbers_of(concern_ids: Collection[UUID]) -> dict[UUID, int]:
    """By concern, how many people it says are affected; also of one that counts no more."""
    return dict(_numbers_of(concern_ids))


_numbers_of = MadeOnce(lambda ids: Concern.objects.filter(id__among=ids).values_list("id", "number_affected"))


def concerns_about(respondent_ids: Collection[UUID], desk_ids: Collection[UUID]) -> list[ConcernFacts]:
    """Those that count, of these desks about these respondents."""
    return _facts_of_each(_rows_about(respondent_ids, desk_ids))


def respondents_of(desk_ids: Collection[UUID]) -> dict[UUID, int]:
    """Whom the concerns of these desks are about, also those that count no more, and how many they are."""
    found = Concern.objects.filter(desk_id__in=desk_ids).values_list("respondent_id").annotate(Count("id"))
    return dict(found.order_by())


_COLUMNS = (
    *("id", "desk_id", "case_id", "conversation_id", "kind", "respondent_id", "stage", "recorded_on"),
    *("voice_group", "first_hand", "proof", "number_affected", "withdrawn_on"),
)
Row = tuple[Any, ...]

_rows_of = MadeOnce(lambda ids: Concern.objects.filter(id__among=ids).values_list(*_COLUMNS))
_rows_about = MadeOnce(
    lambda places, desks: Concern.objects.filter(
        respondent_id__among=places, desk_id__among=desks, withdrawn_on=None
    ).values_list(*_COLUMNS)
)


def _facts_of_each(rows: Collection[Row]) -> list[ConcernFacts]:
    """Rows and not models: they are read by the million."""
    in_company = groups_in_company({row[3] for row in rows})
    speaking = speaking_in({row[2] for row in rows})
    return [_facts_of(row, in_company, speaking.get(row[2], NOBODY) if speaking else NOBODY) for row in rows]


def _facts_of(row: Row, in_company: Mapping[UUID, UUID], speaking: Speaking) -> ConcernFacts:
    concern_id, desk_id, case_id, story_id, kind, respondent_id, stage, recorded_on, *rest = row
    group, first_hand, proof, number_affected, withdrawn_on = rest
    mandate, people = speaking.of(story_id)
    return ConcernFacts(
        concern_id,
        desk_id,
        case_id,
        story_id,
        kind,
        kind_of(kind).family,
        respondent_id,
        stage,
        recorded_on,
        in_company.get(story_id, group),
        first_hand,
        proof,
        number_affected,
        withdrawn=withdrawn_on is not None,
        mandate=mandate,
        speaks_for=people,
        in_company=story_id in in_company,
        vouched=speaking.vouch_for(story_id),
    )


def concerns_behind(family: str, respondent_ids: Collection[UUID], desk_ids: Collection[UUID]) -> list[ConcernBehind]:
    """Every concern that counts, of one kind family at these respondents, at these desks; oldest first."""
    kinds = [code for code, kind in all_kinds().items() if kind.family == family]
    found = Concern.objects.filter(
        kind__in=kinds, respondent_id__in=list(respondent_ids), desk_id__in=list(desk_ids), withdrawn_on=None
    )
    concerns = list(found.select_related("case").order_by("recorded_on", "id"))
    speaking = speaking_in({concern.case_id for concern in concerns})
    cases = _cases_of({concern.conversation_id for concern in concerns})
    groups = groups_now(concerns)
    return [
        _behind(
            concern,
            groups[concern.id],
            [concern.case, *cases[concern.conversation_id]],
            speaking.get(concern.case_id, NOBODY).of(concern.conversation_id)[1],
        )
        for concern in concerns
    ]


def concern_ids_of(conversation_id: UUID) -> list[UUID]:
    """Every concern ever recorded from one conversation, also those that count no more."""
    found = Concern.objects.filter(conversation_id=conversation_id).order_by("recorded_on", "id")
    return list(found.values_list("id", flat=True))


def concerns_said_in(conversation_ids: Collection[UUID]) -> list[tuple[UUID, UUID, UUID]]:
    """Every concern of these stories that counts: its conversation, its id and its respondent."""
    found = Concern.objects.filter(conversation_id__in=list(conversation_ids), withdrawn_on=None)
    return list(found.order_by("id").values_list("conversation_id", "id", "respondent_id"))


def concern_ids_of_one_person(conversation_id: UUID) -> list[UUID]:
    """Every concern of this story and of all that are put together with it."""
    found = Concern.objects.filter(conversation_id__in=of_one_person(conversation_id))
    return list(found.order_by("recorded_on", "id").values_list("id", flat=True))


def voice_groups_of(conversation_id: UUID) -> set[UUID]:
    """The voices of everything that was recorded of a conversation, also of what counts no more."""
    found = Concern.objects.filter(conversation_id=conversation_id)
    return set(found.values_list("voice_group", flat=True))


def _behind(concern: Concern, group: UUID, cases: Sequence[Case], people: int) -> ConcernBehind:
    return ConcernBehind(
        concern_id=concern.id,
        conversation_id=concern.conversation_id,
        desk_id=concern.desk_id,
        case_id=concern.case_id,
        kind=concern.kind,
        voice_group=group,
        quarrel_on=max((case.quarrel_on for case in cases if case.quarrel_on is not None), default=None),
        under_18=any(case.under_18 for case in cases),
        number_affected=concern.number_affected,
        recorded_on=concern.recorded_on,
        speaks_for=people,
    )


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What holds an individual claim of one worker back, over every case that she is or was in."""

    under_18: bool
    families: frozenset[str]
    quarrels_on: tuple[date, ...]


def person_facts(conversation_id: UUID) -> PersonFacts:
    """Of one conversation: coded facts of its cases and of the concerns that count."""
    cases = _cases_of([conversation_id])[conversation_id]
    kinds = Concern.objects.filter(conversation_id=conversation_id, withdrawn_on=None).values_list("kind", flat=True)
    return PersonFacts(
        under_18=any(case.under_18 for case in cases),
        families=frozenset(kind_of(kind).family for kind in kinds),
        quarrels_on=tuple(case.quarrel_on for case in cases if case.quarrel_on is not None),
    )


def _cases_of(conversation_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Case]]:
    """By conversation, also cases that she left: what asks for care goes along to another case or desk."""
    found: dict[UUID, list[Case]] = defaultdict(list)
    for party in Party.objects.filter(conversation_id__in=conversation_ids).select_related("case"):
        found[party.conversation_id].append(party.case)
    return found
