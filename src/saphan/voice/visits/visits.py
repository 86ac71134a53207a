"""Letting a tablet enter workers for a day, ending that, and who sees which visit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from saphan.network import selectors as network
from saphan.network.models import Role
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import sealing
from saphan.vault.envelope import new_pair
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of_desk
from saphan.voice.refusals import VisitOver
from saphan.voice.visits.models import Place, Visit, VisitEntry

OURSELVES = System("voice.visits")
PLANS = frozenset({Role.LEAD.value, Role.CASEWORKER.value})
HOLDS = PLANS | {Role.OUTREACH.value}
SENT_WITHIN = timedelta(days=7)
"""How long after its day a tablet may still send: a boat, a village without network."""


@dataclass(frozen=True, slots=True)
class VisitCard:
    """One line: where, when, who carries the tablet, and how many workers were taken in. Never who they are."""

    id: UUID
    desk_id: UUID
    kind: str
    place: str
    team: int
    day: date
    until: date
    holder: UUID
    holder_name: str
    ended: bool
    taken: int
    public_key: bytes


def may_plan(by: Staff) -> bool:
    return bool(by.roles & PLANS)


def holders_of(by: Staff) -> list[tuple[UUID, str]]:
    """Who of the desk may carry a tablet, by name."""
    found = {staff_id for role in HOLDS for staff_id in network.with_role(by.desk_id, role)}
    return sorted(network.staff_names(found).items(), key=lambda one: one[1])


def begin_visit(*, holder: UUID, kind: str, place: str, day: date, team: int = 1, by: Staff) -> UUID:
    """Let one person's tablet enter workers; returns the visit's id. Raises NotAllowed."""
    if not may_plan(by) or holder not in dict(holders_of(by)):
        raise NotAllowed
    visit_id, (private, public) = random_id(), new_pair()
    with acting_as(OURSELVES):
        sealed = sealing.seal_bytes(private, key_of_desk(by.desk_id), cell_of(visit_id))
    with acting_as(by) as moment:
        Visit.objects.create(
            id=visit_id,
            desk_id=by.desk_id,
            holder=holder,
            kind=Place(kind),
            place=place.strip(),
            team=team,
            day=day,
            until=day + SENT_WITHIN,
            made_by=by.id,
            made_on=moment.day,
            public_key=public,
            sealed_key=sealed,
        )
        record("voice.visit_begun", visit_id, detail={"kind": kind, "holder": str(holder)})
    return visit_id


def end_visit(*, visit_id: UUID, by: Staff) -> None:
    """The tablet is back, or lost: nothing more is taken from it, and what lies on it opens nowhere any more.

    Raises NotAllowed.
    """
    if not may_plan(by):
        raise NotAllowed
    with acting_as(by) as moment:
        visit = Visit.objects.select_for_update().filter(id=visit_id, desk_id=by.desk_id).first()
        if visit is None:
            raise NotAllowed
        if visit.ended_on is None:
            visit.ended_on, visit.sealed_key = moment.day, None
            visit.save(update_fields=["ended_on", "sealed_key"])
            record("voice.visit_ended", visit_id)


def end_what_is_over() -> None:
    """Each minute: of visits whose time to send has passed, the key goes."""
    with acting_as(OURSELVES) as moment:
        over = Visit.objects.select_for_update().filter(until__lt=moment.day, sealed_key__isnull=False)
        ids = list(over.values_list("id", flat=True))
        Visit.objects.filter(id__in=ids).update(sealed_key=None, ended_on=moment.day)
        for visit_id in ids:
            record("voice.visit_ended", visit_id)


def visits_of(by: Staff, most: int = 50) -> tuple[VisitCard, ...]:
    """Of the whole desk for those who plan; for anybody else those that she carried. The latest first."""
    with acting_as(by):
        rows = Visit.objects.all() if may_plan(by) else Visit.objects.filter(holder=by.id)
        return _cards(list(rows.order_by("-day", "-made_on", "id")[:most]))


def own_visit(by: Staff, visit_id: UUID) -> VisitCard:
    """The visit whose tablet the caller holds. Raises NotAllowed, VisitOver."""
    with acting_as(by):
        visit = Visit.objects.filter(id=visit_id, holder=by.id, desk_id=by.desk_id).first()
        if visit is None or not by.roles & HOLDS:
            raise NotAllowed
        if visit.sealed_key is None or visit.until < clock.today():
            raise VisitOver
        return _cards([visit])[0]


def private_key_of(visit_id: UUID) -> bytes:
    """Inside `acting_as` of the machinery. Raises VisitOver."""
    visit = Visit.objects.get(id=visit_id)
    if visit.sealed_key is None:
        raise VisitOver
    return sealing.open_bytes(visit.sealed_key, key_of_desk(visit.desk_id), cell_of(visit_id))


def met_with(by: Staff, conversation_id: UUID) -> VisitCard | None:
    """The visit on which she was met, for whoever works with her story."""
    with acting_as(by):
        met = VisitEntry.objects.filter(conversation_id=conversation_id).values_list("visit_id", flat=True).first()
        found = Visit.objects.filter(id=met).first() if met else None
        return _cards([found])[0] if found else None


def cell_of(visit_id: UUID) -> Cell:
    return Cell("voice_visit", "sealed_key", visit_id)


def _cards(rows: Collection[Visit]) -> tuple[VisitCard, ...]:
    names, taken = network.staff_names({row.holder for row in rows}), _taken(row.id for row in rows)
    return tuple(_card(row, names.get(row.holder, ""), taken.get(row.id, 0)) for row in rows)


def _card(row: Visit, holder_name: str, taken: int) -> VisitCard:
    return VisitCard(
        id=row.id,
        desk_id=row.desk_id,
        kind=str(Place(row.kind).label),
        place=row.place,
        team=row.team,
        day=row.day,
        until=row.until,
        holder=row.holder,
        holder_name=holder_name,
        ended=row.sealed_key is None,
        taken=taken,
        public_key=bytes(row.public_key),
    )


def how_many_entered(visit_id: UUID) -> int:
    """Workers who were entered on it and asked us to go on with them; never who."""
    return _taken([visit_id]).get(visit_id, 0)


def _taken(visit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many, and nothing else: whoever holds the tablet sees no row of an entry."""
    with acting_as(OURSELVES):
        rows = VisitEntry.objects.filter(visit_id__in=list(visit_ids)).values("visit_id")
        return dict(rows.annotate(n=Count("id")).values_list("visit_id", "n"))


@dataclass(frozen=True, slots=True)
class OutreachDay:
    """A day on which somebody of a desk went out, and the stories that came of it; deleted ones are missing."""

    desk_id: UUID
    day: date
    conversation_ids: frozenset[UUID]


def outreach_days(desk_ids: Collection[UUID], since: date) -> list[OutreachDay]:
    """The visits of these desks on which anybody was met, oldest first. Call inside `acting_as(System(…))`."""
    visits = {row.id: row for row in Visit.objects.filter(desk_id__in=desk_ids, day__gte=since).order_by("day", "id")}
    met: dict[UUID, set[UUID]] = {}
    entries = VisitEntry.objects.filter(visit_id__in=list(visits))
    for visit_id, conversation_id in entries.values_list("visit_id", "conversation_id"):
        met.setdefault(visit_id, set()).update([conversation_id] if conversation_id else [])
    return [OutreachDay(row.desk_id, row.day, frozenset(met[row.id])) for row in visits.values() if row.id in met]
