"""The page of reach: which workplaces, corridors, languages and provinces were met in the last 90 days, which never."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from saphan.network import selectors as network
from saphan.network.merging.reading import canonical, read_by_own_name
from saphan.network.models import Organisation, WorkforceGroup
from saphan.network.naming import country_name, language_name
from saphan.network.reach.models import Reach
from saphan.network.reach.selectors import LATELY
from saphan.network.reach.tiles import Drawing, Known, draw
from saphan.standards.corridors import corridors
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff

PLACES: Final = ("workplace", "supplier")
MOST: Final = 300  # lines; those that nobody met stand first


@dataclass(frozen=True, slots=True)
class Met:
    """Of one line. last: None when nobody was ever met; the first of its month where another desk met them.

    people, languages: in the last 90 days.
    """

    last: date | None = None
    by_month: bool = False
    lately: bool = False
    people: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkplaceRow:
    """codes, speaks: languages of its workforce, as counted there. not_met: those in which nobody was met lately."""

    id: UUID
    name: str
    place: str
    headcount: int
    codes: tuple[str, ...]
    speaks: tuple[str, ...]
    not_met: tuple[str, ...]
    met: Met


@dataclass(frozen=True, slots=True)
class Line:
    """A corridor or a language."""

    name: str
    met: Met


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ReachPage:
    """people: met in the last 90 days, each visit's once. never, before: workplaces never met, and not lately."""

    since: date
    people: int
    never: int
    before: int
    countries: tuple[Country, ...]
    workplaces: tuple[WorkplaceRow, ...]
    corridors: tuple[Line, ...]
    languages: tuple[Line, ...]
    left_off: int


@dataclass(frozen=True, slots=True)
class _Row:
    source: UUID
    own: bool
    organisation: UUID | None
    corridor: str
    province: str
    country: str
    language: str
    day: date
    people: int


def reach_page(by: Staff) -> ReachPage:
    """As the desk and its pool went out. Days are the own desk's; of others, months."""
    since = clock.today() - LATELY
    rows = _rows(by)
    desk = network.desk(by.desk_id)
    places = _workplaces(rows, since)
    shown = places[:MOST]
    return ReachPage(
        since=since,
        people=_met(rows, since).people,
        never=sum(one.met.last is None for one in places),
        before=sum(one.met.last is not None and not one.met.lately for one in places),
        countries=_countries(desk.country, rows, since),
        workplaces=tuple(shown),
        corridors=_corridors(rows, since),
        languages=_languages({*desk.languages, *(code for one in places for code in one.codes)}, rows, since),
        left_off=len(places) - len(shown),
    )


def _rows(by: Staff) -> list[_Row]:
    pool_id = network.pool_of_desk(by.desk_id)
    desks = {by.desk_id, *(network.desks_of_pool(pool_id) if pool_id else [])}
    with acting_as(Counting()):
        found = list(Reach.objects.filter(desk_id__in=desks, people__gt=0, day__lte=clock.today()))
    meant = canonical({row.organisation_id for row in found if row.organisation_id})
    return [
        _Row(
            source=row.source_id,
            own=row.desk_id == by.desk_id,
            organisation=meant[row.organisation_id] if row.organisation_id else None,
            corridor=row.corridor,
            province=row.province,
            country=row.country,
            language=row.language,
            day=row.day,
            people=row.people,
        )
        for row in found
    ]


def _met(rows: Iterable[_Row], since: date) -> Met:
    """A visit near several of these counts once in each language."""
    each = {(row.source, row.language): row for row in rows}.values()
    if not each:
        return Met()
    last = max(each, key=lambda row: (row.day, row.own))
    lately = [row for row in each if row.day >= since]
    return Met(
        last=last.day if last.own else last.day.replace(day=1),
        by_month=not last.own,
        lately=bool(lately),
        people=sum(row.people for row in lately),
        languages=tuple(sorted({row.language for row in lately if row.language})),
    )


def _workplaces(rows: Collection[_Row], since: date) -> list[WorkplaceRow]:
    """Those that stand in the graph, whose people were counted, or near which somebody was met: never met first."""
    met: dict[UUID, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.organisation:
            met[row.organisation].append(row)
    tied = Q(workforce_groups__isnull=False) | Q(relations_in__isnull=False) | Q(relations_out__isnull=False)
    there = read_by_own_name().filter(Q(kind__in=PLACES), tied | Q(id__in=met)).distinct()
    groups: dict[UUID, list[WorkforceGroup]] = defaultdict(list)
    for group in WorkforceGroup.objects.filter(organisation__in=there):
        groups[group.organisation_id].append(group)
    found = [_workplace(row, groups.get(row.id, []), _met(met.get(row.id, ()), since)) for row in there]
    return sorted(found, key=lambda one: (one.met.last or date.min, -one.headcount, one.name))


def _workplace(row: Organisation, groups: Collection[WorkforceGroup], met: Met) -> WorkplaceRow:
    codes = tuple(sorted({group.language for group in groups if group.language}))
    return WorkplaceRow(
        id=row.id,
        name=row.name,
        place=row.place or row.province,
        headcount=max((group.headcount for group in groups), default=0),
        codes=codes,
        speaks=tuple(language_name(code) for code in codes),
        not_met=tuple(language_name(code) for code in codes if code not in met.languages),
        met=_named(met),
    )


def _named(met: Met) -> Met:
    return Met(met.last, met.by_month, met.lately, met.people, tuple(language_name(code) for code in met.languages))


def _corridors(rows: Collection[_Row], since: date) -> tuple[Line, ...]:
    keys = sorted(set(corridors()) | {row.corridor for row in rows if row.corridor})
    return tuple(
        Line(_corridor_name(key), _named(_met([row for row in rows if row.corridor == key], since))) for key in keys
    )


def _corridor_name(key: str) -> str:
    origin, _, destination = key.partition("-")
    return f"{country_name(origin)} → {country_name(destination)}"


def _languages(codes: Collection[str], rows: Collection[_Row], since: date) -> tuple[Line, ...]:
    known = sorted({*codes, *(row.language for row in rows if row.language)})
    lines = [Line(language_name(code), _met([row for row in rows if row.language == code], since)) for code in known]
    return tuple(sorted(lines, key=lambda line: line.name))


def _countries(own: str, rows: Collection[_Row], since: date) -> tuple[Country, ...]:
    """The desk's own, then others in which somebody was met lately."""
    others = sorted({row.country for row in rows if row.day >= since} - {own})
    known = _known(rows, since)
    drawn = [(code, draw(code, known)) for code in [own, *others]]
    return tuple(Country(country_name(code), drawing) for code, drawing in drawn if drawing)


def _known(rows: Iterable[_Row], since: date) -> Mapping[str, Known]:
    """By province."""
    met: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        met[row.province].append(row)
    there: dict[str, int] = defaultdict(int)
    for province in read_by_own_name().filter(kind__in=PLACES).exclude(province="").values_list("province", flat=True):
        there[province] += 1
    return {code: Known(_met(met.get(code, ()), since).people, there.get(code, 0)) for code in {*met, *there} if code}
