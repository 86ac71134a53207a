"""Reads about merges. O(the neighbourhood): however many there are, one look touches those of the ids asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from saphan.network.merging import resolving
from saphan.network.merging.models import Merge
from saphan.network.models import Organisation, Staff

_UP = """
    WITH RECURSIVE way (organisation_id, read_as_id) AS (
        SELECT organisation_id, read_as_id FROM network_merge WHERE ended_on IS NULL AND organisation_id = ANY(%s)
        UNION
        SELECT next.organisation_id, next.read_as_id FROM network_merge AS next
        JOIN way ON next.organisation_id = way.read_as_id WHERE next.ended_on IS NULL
    ) SELECT organisation_id, read_as_id FROM way
"""
_WHOLE = """
    WITH RECURSIVE way (organisation_id, read_as_id) AS (
        SELECT organisation_id, read_as_id FROM network_merge
        WHERE ended_on IS NULL AND (organisation_id = ANY(%(ids)s) OR read_as_id = ANY(%(ids)s))
        UNION
        SELECT next.organisation_id, next.read_as_id FROM network_merge AS next
        JOIN way ON next.organisation_id IN (way.organisation_id, way.read_as_id)
            OR next.read_as_id IN (way.organisation_id, way.read_as_id)
        WHERE next.ended_on IS NULL
    ) SELECT organisation_id, read_as_id FROM way
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One merge as it is on record. ended_on None: it stands."""

    id: UUID
    organisation_id: UUID
    organisation: str
    read_as_id: UUID
    read_as: str
    why: str
    by: str
    on: date
    ended_by: str
    ended_on: date | None

    @property
    def stands(self) -> bool:
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations that are read as one. root: the one that they are read as."""

    root: UUID
    members: frozenset[UUID]


def canonical(organisation_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By each id, the one that it is read as today: its own where nothing was merged. Unknown ids are their own."""
    asked = list(dict.fromkeys(organisation_ids))
    return resolving.canonical(_merges(_UP, [asked]), asked) if asked else {}


def same_as(organisation_id: UUID) -> frozenset[UUID]:
    """Every id that is read as the same organisation, itself included."""
    return same_as_each([organisation_id])[organisation_id]


def same_as_each(organisation_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By each id, every id that is read as the same organisation."""
    return {one: group.members for one, group in groups_of(organisation_ids).items()}


def group_of(organisation_id: UUID) -> Group:
    """What it is read as one with, itself included."""
    return groups_of([organisation_id])[organisation_id]


def groups_of(organisation_ids: Iterable[UUID]) -> dict[UUID, Group]:
    """By each id, everybody it is read as one with today. One look, however many are asked for."""
    asked = list(dict.fromkeys(organisation_ids))
    merges = _merges(_WHOLE, {"ids": asked}) if asked else {}
    groups = {root: Group(root, members) for root, members in resolving.groups(merges, asked).items()}
    return {one: groups[root] for one, root in resolving.canonical(merges, asked).items()}


def all_same_as(organisation_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These and every id that is read as one of them: for filters."""
    return frozenset().union(*same_as_each(organisation_ids).values())


def is_merged_away(organisation_id: UUID) -> bool:
    """True while it is read as another one."""
    return Merge.objects.filter(organisation_id=organisation_id, ended_on=None).exists()


def read_by_own_name() -> QuerySet[Organisation]:
    """Everybody who is not read as another one: for lists and choices."""
    return Organisation.objects.exclude(Exists(Merge.objects.filter(organisation_id=OuterRef("id"), ended_on=None)))


def acts_about(organisation_ids: Collection[UUID]) -> tuple[Act, ...]:
    """What was merged and parted among these, newest first; what stands comes before what was undone."""
    found = Merge.objects.filter(Q(organisation_id__in=organisation_ids) | Q(read_as_id__in=organisation_ids))
    rows = list(found.select_related("organisation", "read_as").order_by("-on", "-id"))
    people = {person for row in rows for person in (row.by, row.ended_by) if person}
    names = dict(Staff.objects.filter(id__in=people).values_list("id", "name"))
    return tuple(sorted((_act(row, names) for row in rows), key=lambda act: not act.stands))


def _act(row: Merge, names: dict[UUID, str]) -> Act:
    return Act(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        read_as_id=row.read_as_id,
        read_as=row.read_as.name,
        why=str(row.get_why_display()),
        by=names.get(row.by, "") if row.by else "",
        on=row.on,
        ended_by=names.get(row.ended_by, "") if row.ended_by else "",
        ended_on=row.ended_on,
    )


def _merges(question: str, asked: list[list[UUID]] | dict[str, list[UUID]]) -> dict[UUID, UUID]:
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        return dict(cursor.fetchall())
