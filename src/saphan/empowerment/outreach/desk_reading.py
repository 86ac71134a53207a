"""What staff read of outreach: places, visits, and what one visit brought. Of those who were met: numbers."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from saphan.empowerment.outreach.desk_words import TOPIC_WORDS
from saphan.empowerment.outreach.models import GroupMet, OutreachPlace, OutreachVisit
from saphan.empowerment.outreach.services import OURSELVES, own_plan
from saphan.network import selectors as network
from saphan.network.naming import language_name
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.voice.visits.models import Place as PlaceKind
from saphan.voice.visits.visits import how_many_entered, may_plan


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """near: names of organisations whose people come there."""

    id: UUID
    kind: str
    name: str
    province: str
    corridor: str
    near: tuple[str, ...]
    poster: str
    retired: bool


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One line. people: met and counted; 0 before anything came in."""

    id: UUID
    day: date
    kind: str
    place: str
    holder_name: str
    people: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: UUID
    language: str
    women: int
    men: int
    unsaid: int
    asked: tuple[str, ...]
    taught: tuple[str, ...]

    @property
    def people(self) -> int:
        return self.women + self.men + self.unsaid


@dataclass(frozen=True, slots=True)
class PlanPage:
    """followed_up: those who were entered on its tablet and asked us to go on with them; never who."""

    card: PlanCard
    team: tuple[str, ...]
    languages: tuple[str, ...]
    first_language: str
    topics: tuple[str, ...]
    near: tuple[str, ...]
    visit_id: UUID | None
    is_holder: bool
    groups: tuple[GroupRow, ...]
    followed_up: int
    asked: tuple[tuple[str, int], ...]
    taught: tuple[tuple[str, int], ...]


def places_of(by: Staff) -> tuple[PlaceCard, ...]:
    """Of the whole desk, by name, those that are used no more last, for those who plan; nobody else sees one."""
    with acting_as(by):
        used_first = F("retired_on").asc(nulls_first=True)
        rows = list(OutreachPlace.objects.filter(desk_id=by.desk_id).order_by(used_first, "name", "id"))
    names = _names(rows)
    return tuple(_place(row, names) for row in rows)


def place_as_typed(by: Staff, place_id: UUID) -> dict[str, Any]:
    """What stands in the form that changes it. Raises NotAllowed."""
    with acting_as(by):
        row = OutreachPlace.objects.filter(id=place_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    point = f"{row.latitude}, {row.longitude}" if row.latitude is not None else ""
    same = {name: getattr(row, name) for name in ("kind", "name", "country", "province", "corridor", "near")}
    return {**same, "agreed_with": row.agreed_with_id, "point": point}


def place_card(by: Staff, place_id: UUID) -> PlaceCard:
    """Raises NotAllowed."""
    with acting_as(by):
        row = OutreachPlace.objects.filter(id=place_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    return _place(row, _names([row]))


def plans_of(by: Staff, most: int = 60) -> tuple[PlanCard, ...]:
    """Of the whole desk for those who plan; for anybody else those on which she goes. The latest first."""
    with acting_as(by):
        rows = OutreachVisit.objects.filter(desk_id=by.desk_id)
        if not may_plan(by):
            rows = rows.filter(holder=by.id) | rows.filter(team__contains=[by.id])
        return _cards(list(rows.order_by("-day", "id")[:most]))


def plan_page(by: Staff, plan_id: UUID) -> PlanPage:
    """Raises NotAllowed."""
    with acting_as(by):
        plan = own_plan(by, plan_id)
        counted = GroupMet.objects.filter(outreach_visit_id=plan.id, struck_on=None).order_by("on", "id")
        rows = list(counted)
        followed_up = how_many_entered(plan.visit_id) if plan.visit_id else 0
        (card,) = _cards([plan])
    cards = network.read_as(plan.near)
    return PlanPage(
        card=card,
        team=tuple(sorted(network.staff_names(plan.team).values())),
        languages=tuple(language_name(code) for code in plan.languages),
        first_language=next(iter(plan.languages), ""),
        topics=_words(plan.topics),
        near=tuple(sorted({one.name for one in cards.values()})),
        visit_id=plan.visit_id,
        is_holder=plan.holder == by.id,
        groups=tuple(_group(row) for row in rows),
        followed_up=followed_up,
        asked=_how_often(row.asked for row in rows),
        taught=_how_many(rows),
    )


def _names(rows: Iterable[OutreachPlace]) -> dict[UUID, str]:
    return {one: card.name for one, card in network.read_as({each for row in rows for each in row.near}).items()}


def _place(row: OutreachPlace, names: dict[UUID, str]) -> PlaceCard:
    near = tuple(sorted({names[each] for each in row.near if each in names}))
    kind = str(PlaceKind(row.kind).label)
    retired = row.retired_on is not None
    return PlaceCard(row.id, kind, row.name, row.province, row.corridor, near, row.poster, retired)


def _cards(rows: Sequence[OutreachVisit]) -> tuple[PlanCard, ...]:
    names, people = network.staff_names({row.holder for row in rows}), _people([row.id for row in rows])
    return tuple(
        PlanCard(
            id=row.id,
            day=row.day,
            kind=str(PlaceKind(row.kind).label),
            place=row.place,
            holder_name=names.get(row.holder, ""),
            people=people[row.id],
            cancelled=row.cancelled_on is not None,
        )
        for row in rows
    )


def _people(plan_ids: Collection[UUID]) -> Counter[UUID]:
    """How many were met on each visit; whoever comes along sees no row of another's count."""
    met: Counter[UUID] = Counter()
    with acting_as(OURSELVES):
        for row in GroupMet.objects.filter(outreach_visit_id__in=plan_ids, struck_on=None):
            met[row.outreach_visit_id] += row.people
    return met


def _group(row: GroupMet) -> GroupRow:
    asked, taught = _words(row.asked), _words(row.taught)
    return GroupRow(row.id, language_name(row.language), row.women, row.men, row.unsaid, asked, taught)


def _words(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(TOPIC_WORDS[code]) for code in codes)


def _how_often(each: Iterable[Sequence[str]]) -> tuple[tuple[str, int], ...]:
    """In how many groups somebody asked."""
    often = Counter(code for codes in each for code in codes)
    return tuple((str(TOPIC_WORDS[code]), number) for code, number in often.most_common())


def _how_many(rows: Iterable[GroupMet]) -> tuple[tuple[str, int], ...]:
    """How many people were taught each lesson."""
    people: Counter[str] = Counter()
    for row in rows:
        people.update(dict.fromkeys(row.taught, row.people))
    return tuple((str(TOPIC_WORDS[code]), number) for code, number in people.most_common())
