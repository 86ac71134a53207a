"""Reading reach: it tells "nobody was there" from "somebody was, and heard nothing"."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from saphan.network.merging.reading import all_same_as, canonical
from saphan.network.reach.models import Reach
from saphan.release.public import shown
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Counting

LATELY: Final = timedelta(days=90)
NOTHING_COUNTED: Final = timedelta(days=14)
"""After which a visit of which no count has come in is taken not to have been held."""


SENT: Final = timedelta(days=7)  # in which what a tablet holds comes in
MONTHS_TOLD: Final = 3
LEAST: Final = 10  # people, as in all tables of partners (domain model §5)


@dataclass(frozen=True, slots=True)
class Reached:
    """last: the latest day on which anybody was met; None when nobody was. languages: those that people spoke."""

    last: date | None = None
    people: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOut:
    """A day on which a desk went out, and near whom."""

    desk_id: UUID
    day: date
    near: frozenset[UUID]


NEVER: Final = Reached()


def reach_of(
    organisation_ids: Collection[UUID],
    since: date | None = None,
    before: date | None = None,
    desk_ids: Collection[UUID] | None = None,
) -> dict[UUID, Reached]:
    """By each id, who was met near what it is read as; those near whom nobody was met in that time are missing.

    desk_ids: only what these desks did; without, all.
    """
    asked = canonical(organisation_ids)
    found = _met_near(all_same_as(asked.values()), since, before, desk_ids)
    meant = canonical({row[0] for row in found})
    # By visit and language: a visit near two that are read as one counts once
    met: dict[UUID, dict[tuple[UUID, str], tuple[date, str, int]]] = defaultdict(dict)
    for organisation_id, source_id, day, language, people in found:
        met[meant[organisation_id]][source_id, language] = (day, language, people)
    reached = {root: reached_of(rows.values()) for root, rows in met.items()}
    return {each: reached[root] for each, root in asked.items() if root in reached}


def _met_near(
    organisation_ids: Collection[UUID], since: date | None, before: date | None, desk_ids: Collection[UUID] | None
) -> list[tuple[UUID, UUID, date, str, int]]:
    rows = Reach.objects.filter(organisation_id__in=organisation_ids, people__gt=0)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lt=before) if before else rows
    rows = rows.filter(desk_id__in=desk_ids) if desk_ids is not None else rows
    with acting_as(Counting()):
        return [
            (row.organisation_id, row.source_id, row.day, row.language, row.people)
            for row in rows
            if row.organisation_id
        ]


def reached_of(rows: Collection[tuple[date, str, int]]) -> Reached:
    """Folded from days, languages and numbers of people."""
    if not rows:
        return NEVER
    languages = sorted({language for _, language, _ in rows if language})
    return Reached(max(day for day, _, _ in rows), sum(people for *_, people in rows), tuple(languages))


def days_out(desk_ids: Collection[UUID], since: date) -> list[DayOut]:
    """Days on which these desks went out, oldest first: those that were counted, and lately also those that were not.

    As `System` or `Counting`; opens its own door.
    """
    today = clock.today()
    held = Q(people__gt=0) | Q(day__gte=today - NOTHING_COUNTED)
    with acting_as(Counting()):
        rows = Reach.objects.filter(held, desk_id__in=desk_ids, day__range=(since, today))
        found = list(rows.order_by("day", "source_id").values_list("source_id", "desk_id", "day", "organisation_id"))
    near: dict[tuple[UUID, UUID, date], set[UUID]] = defaultdict(set)
    for source_id, desk_id, day, organisation_id in found:
        near[source_id, desk_id, day].update([organisation_id] if organisation_id else [])
    return [DayOut(desk_id, day, frozenset(ids)) for (_, desk_id, day), ids in near.items()]


def told_to_all(organisation_id: UUID | None = None, corridor: str = "") -> int:
    """What everybody may read: how many were met near it or of that corridor, in three months that are over.

    Rounded down to tens; 0 where it was fewer than 11, or nobody: no information. A month is over when its tablets
    have sent. The three are a quarter of the year: two times that overlap would tell of one month by their difference.
    """
    ends = quarter_of(clock.today() - SENT)
    begins = _months_before(ends, MONTHS_TOLD)
    if organisation_id:
        found = reach_of([organisation_id], since=begins, before=ends).get(organisation_id, NEVER).people
    else:
        with acting_as(Counting()):
            found = people_by_corridor(begins, ends).get(corridor, 0)
    return in_tens(found)


def people_by_corridor(begins: date, ends: date) -> dict[str, int]:
    """How many were met in that time, `ends` left out; "" where no corridor is known. As System or Counting."""
    met: dict[str, dict[tuple[UUID, str], int]] = defaultdict(dict)
    rows = Reach.objects.filter(day__gte=begins, day__lt=ends, people__gt=0)
    for corridor, source_id, language, people in rows.values_list("corridor", "source_id", "language", "people"):
        met[corridor][source_id, language] = people
    return {corridor: sum(each.values()) for corridor, each in met.items()}


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, (day.month - 1) // MONTHS_TOLD * MONTHS_TOLD + 1, 1)


def in_tens(people: int) -> int:
    """Rounded down; 0 for fewer than 11. Pure."""
    return people // 10 * 10 if shown(people) else 0


def _months_before(first: date, months: int) -> date:
    whole = first.year * 12 + first.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def told_outside(organisation_ids: Collection[UUID]) -> dict[UUID, date]:
    """What a partner may read: the last month that is over and in which people were met near each, `LEAST` or more.

    Never the day, the number or the languages: a manager could look for who spoke.
    """
    this_month = clock.today().replace(day=1)
    reached = reach_of(organisation_ids, since=clock.today() - LATELY, before=this_month)
    return {each: one.last.replace(day=1) for each, one in reached.items() if one.last and one.people >= LEAST}
