"""What the desk's own pages about the network show."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from saphan.network import duty, selectors
from saphan.network.duty import END_OF_DAY
from saphan.network.forms import GENDERS, WEEKDAYS
from saphan.network.frozen import open_desks_beside
from saphan.network.matching.models import Mark
from saphan.network.matching.words import told
from saphan.network.merging.reading import read_by_own_name, same_as
from saphan.network.models import (
    Alias,
    DayOff,
    DeskWords,
    Duty,
    Organisation,
    Poster,
    Relation,
    RelationKind,
    Role,
    Staff,
)
from saphan.network.naming import country_name, language_name
from saphan.network.selectors import DeskCard, GroupCard, OrganisationCard
from saphan.network.workers_bodies import KINDS, WorkersBodyCard, workers_bodies_at
from saphan.store import clock
from saphan.web.sector_names import sector_name


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    card: OrganisationCard
    kind: str
    country: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation as a sentence: this organisation `words` other, or other `words` this one."""

    id: UUID
    outward: bool
    words: str
    other_id: UUID
    other: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """where: site, line and shift; empty for the whole place."""

    where: str
    speaks: str
    gender: str
    headcount: int
    counted_on: date
    source: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    id: UUID
    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    card: OrganisationCard
    kind: str
    country: str
    sector: str
    takes_partners: bool
    aliases: tuple[str, ...]
    marks: tuple[MarkRow, ...]
    edges: tuple[Edge, ...]
    groups: tuple[GroupRow, ...]
    workers_bodies: tuple[WorkersBodyCard, ...]
    body_kinds: tuple[tuple[str, str | Promise], ...]
    people: tuple["Person", ...]


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: str
    email: str
    roles: str
    has_started: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """closes is None at midnight."""

    id: UUID
    name: str
    opens: time
    closes: time | None


@dataclass(frozen=True, slots=True)
class DutyDay:
    name: str
    is_today: bool
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """On these days nobody is there from `opens` until `closes`; closes is None at midnight."""

    days: str
    opens: time
    closes: time | None

    @property
    def all_day(self) -> bool:
        return self.opens == time() and self.closes is None


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PosterRow:
    token: str
    place: str
    line: str

    @property
    def address(self) -> str:
        return f"{settings.SAPHAN_ADDRESS}/p/{self.token}/"


@dataclass(frozen=True, slots=True)
class OurDesk:
    """until and next_at are local times of the desk, without a zone.

    leads: how many of its own could open it again; leads_beside: leads of its pool's other open desks.
    """

    card: DeskCard
    on_duty: str
    until: datetime | None
    next_at: datetime | None
    week: tuple[DutyDay, ...]
    gaps: tuple[Gap, ...]
    days_off: tuple[tuple[UUID, date], ...]
    words: tuple[Words, ...]
    words_missing: tuple[str, ...]
    posters: tuple[PosterRow, ...]
    people: tuple[Person, ...]
    leads: int
    leads_beside: int


def organisation_rows(typed: str = "", most: int = 300) -> list[OrganisationRow]:
    """Everyone by name; or those that a typed name may mean, likeliest first."""
    if not typed:
        return [_row(selectors.organisation_card(one)) for one in read_by_own_name().order_by("name", "id")[:most]]
    found = selectors.candidates(typed, limit=20)
    cards = selectors.organisations(candidate.organisation_id for candidate in found)
    return [_row(cards[one.organisation_id], told(one)) for one in found]


def organisation_page(organisation_id: UUID) -> OrganisationPage:
    """Raises Organisation.DoesNotExist."""
    row = Organisation.objects.get(id=organisation_id)
    card = selectors.organisation_card(row)
    return OrganisationPage(
        card=card,
        kind=str(row.get_kind_display()),
        country=country_name(row.country),
        sector=str(sector_name(row.sector)),
        takes_partners=row.acts_on_disclosure,
        aliases=tuple(Alias.objects.filter(organisation=row).order_by("name").values_list("name", flat=True)),
        marks=tuple(_mark(one) for one in row.marks.order_by("kind", "written")),
        edges=tuple(_edges(organisation_id)),
        groups=tuple(_group(one) for one in selectors.workforce_groups(organisation_id)),
        workers_bodies=workers_bodies_at(organisation_id),
        body_kinds=tuple(KINDS.items()),
        people=tuple(_person(one) for one in Staff.objects.filter(organisation=row, desk=None).order_by("name", "id")),
    )


def our_desk(desk_id: UUID) -> OurDesk:
    """Raises Desk.DoesNotExist."""
    card, now = selectors.desk(desk_id), clock.now()
    there, zone = selectors.on_duty(desk_id, now), ZoneInfo(card.time_zone)
    words = [
        Words(row.language, language_name(row.language), row.emergency)
        for row in DeskWords.objects.filter(desk_id=desk_id).order_by("language")
    ]
    missing = [language_name(code) for code in card.languages if code not in {one.language for one in words}]
    return OurDesk(
        card=card,
        on_duty=there.name,
        until=_local(there.until, zone),
        next_at=_local(there.next_at, zone),
        week=tuple(_week(desk_id, now.astimezone(zone).weekday())),
        gaps=tuple(_gaps(desk_id)),
        days_off=tuple(
            DayOff.objects.filter(desk_id=desk_id, day__gte=now.date()).order_by("day").values_list("id", "day")
        ),
        words=tuple(words),
        words_missing=tuple(missing),
        posters=tuple(
            _poster(one) for one in _posters().filter(desk_id=desk_id).order_by("organisation__name", "token")
        ),
        people=tuple(_person(one) for one in Staff.objects.filter(desk_id=desk_id).order_by("left_on", "name", "id")),
        leads=len(selectors.lead_ids(desk_id)),
        leads_beside=sum(len(selectors.lead_ids(other)) for other in open_desks_beside(desk_id)),
    )


def poster_row(desk_id: UUID, token: str) -> PosterRow:
    """A poster of this desk. Raises Poster.DoesNotExist."""
    return _poster(_posters().get(desk_id=desk_id, token=token))


def people_to_choose(desk_id: UUID) -> list[tuple[str, str]]:
    """Ids and names of those who may be put on duty."""
    found = Staff.objects.filter(desk_id=desk_id, is_active=True, left_on=None).order_by("name", "id")
    return [(str(one.id), one.name) for one in found]


def _row(card: OrganisationCard, why: str = "") -> OrganisationRow:
    kind = str(Organisation(kind=card.kind).get_kind_display())
    return OrganisationRow(card, kind, country_name(card.country), why)


def _group(card: GroupCard) -> GroupRow:
    where = " · ".join(part for part in (card.site, card.line, card.shift) if part)
    speaks = language_name(card.language) if card.language else ""
    gender = str(GENDERS.get(card.gender, card.gender))
    return GroupRow(where, speaks, gender, card.headcount, card.counted_on, card.source)


def _mark(row: Mark) -> MarkRow:
    return MarkRow(row.id, str(row.get_kind_display()), row.written)


def _edges(organisation_id: UUID) -> list[Edge]:
    here = same_as(organisation_id)
    rows = Relation.objects.filter(Q(source_id__in=here) | Q(target_id__in=here))
    return [_edge(row, here) for row in rows.select_related("source", "target").order_by("-since", "id")]


def _edge(row: Relation, here: frozenset[UUID]) -> Edge:
    outward = row.source_id in here
    other = row.target if outward else row.source
    words = str(RelationKind(row.kind).label)
    return Edge(row.id, outward, words, other.id, other.name, row.since, row.until)


def _week(desk_id: UUID, today: int) -> list[DutyDay]:
    rows = list(Duty.objects.filter(desk_id=desk_id).select_related("staff").order_by("weekday", "opens", "id"))
    return [
        DutyDay(str(name), weekday == today, tuple(_duty_row(row) for row in rows if row.weekday == weekday))
        for weekday, name in WEEKDAYS
    ]


def _gaps(desk_id: UUID) -> Iterator[Gap]:
    names, days = dict(WEEKDAYS), defaultdict(list)
    for weekday, opens, closes in duty.gaps(selectors.stretches(desk_id)):
        days[opens, closes].append(str(names[weekday]))
    for (opens, closes), weekdays in sorted(days.items()):
        yield Gap(", ".join(weekdays), opens, None if closes == END_OF_DAY else closes)


def _duty_row(row: Duty) -> DutyRow:
    return DutyRow(row.id, row.staff.name, row.opens, None if row.closes == END_OF_DAY else row.closes)


def _posters() -> QuerySet[Poster]:
    return Poster.objects.select_related("organisation")


def _poster(row: Poster) -> PosterRow:
    return PosterRow(row.token, row.organisation.name if row.organisation else "", row.line)


def _person(row: Staff) -> Person:
    roles = ", ".join(str(Role(role).label) for role in row.roles)
    return Person(row.id, row.name, row.email, roles, row.has_usable_password(), row.left_on)


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None
