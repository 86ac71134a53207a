"""Reads about organisations, desks, duty, people and notices. Nothing here is of workers, so nobody has to act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from saphan.languages.closest import alike
from saphan.network import duty, notice_words
from saphan.network.cards import OrganisationCard, organisation_card
from saphan.network.duty import DutyNow
from saphan.network.graph import buyers_of, partners_of, relation_ids, suppliers_of
from saphan.network.matching.finding import whom
from saphan.network.matching.judging import Candidate, Found
from saphan.network.merging.reading import Group, all_same_as, canonical, group_of, groups_of, same_as, same_as_each
from saphan.network.models import (
    DayOff,
    Desk,
    DeskWords,
    Duty,
    Notice,
    Organisation,
    PoolMember,
    Poster,
    Role,
    Staff,
    WorkforceGroup,
)
from saphan.network.refusals import NoDeskYet
from saphan.store import callers, clock
from saphan.store.made_once import MadeOnce

__all__ = [
    "Group",
    "Candidate",
    "DutyNow",
    "Found",
    "OrganisationCard",
    "all_same_as",
    "buyers_of",
    "canonical",
    "group_of",
    "groups_of",
    "organisation_card",
    "partners_of",
    "relation_ids",
    "same_as",
    "same_as_each",
    "suppliers_of",
    "whom",
]


@dataclass(frozen=True, slots=True)
class DeskCard:
    id: UUID
    name: str
    organisation_id: UUID
    languages: tuple[str, ...]
    country: str
    time_zone: str
    is_frozen: bool = False


@dataclass(frozen=True, slots=True)
class GroupCard:
    id: UUID
    line: str
    shift: str
    language: str
    gender: str
    headcount: int
    counted_on: date
    source: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class StaffCard:
    """desk_id is None for a partner."""

    id: UUID
    name: str
    desk_id: UUID | None
    organisation_id: UUID
    roles: frozenset[str]
    language: str
    organisation_name: str = ""
    desk_name: str = ""


@dataclass(frozen=True, slots=True)
class PosterCard:
    """What a scanned poster says: which desk, and the place where it hangs."""

    desk_id: UUID
    organisation_id: UUID | None
    line: str


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """words: in the reader's language. url: empty when it leads nowhere."""

    id: UUID
    words: str
    url: str
    urgent: bool
    at: datetime


# -- organisations


def organisation(organisation_id: UUID) -> OrganisationCard:
    """Raises Organisation.DoesNotExist."""
    return organisation_card(Organisation.objects.get(id=organisation_id))


def organisations(organisation_ids: Iterable[UUID]) -> dict[UUID, OrganisationCard]:
    """Several at once, by id; for lists."""
    return {row.id: organisation_card(row) for row in Organisation.objects.filter(id__in=set(organisation_ids))}


def read_as(organisation_ids: Iterable[UUID]) -> dict[UUID, OrganisationCard]:
    """By each id, the organisation that it is read as today; for pages of desks. A partner's page reads its own rows.

    Ids that nobody has are left out.
    """
    roots = canonical(organisation_ids)
    cards = organisations(roots.values())
    return {organisation_id: cards[root] for organisation_id, root in roots.items() if root in cards}


def workforce_groups(organisation_id: UUID) -> list[GroupCard]:
    """Newest count first, of all that is read as the same organisation."""
    there = WorkforceGroup.objects.filter(organisation_id__in=same_as(organisation_id))
    rows = there.order_by("-counted_on", "line", "shift", "id")
    return [
        GroupCard(
            id=row.id,
            line=row.line,
            shift=row.shift,
            language=row.language,
            gender=row.gender,
            headcount=row.headcount,
            counted_on=row.counted_on,
            source=row.source,
            site=row.site,
        )
        for row in rows
    ]


def candidates(typed: str, country: str | None = None, limit: int = 5) -> list[Candidate]:
    """Organisations that a typed name may mean, likeliest first; a person chooses."""
    return list(whom(typed, country or "", limit).candidates)


# -- desks and duty


def desk(desk_id: UUID) -> DeskCard:
    """Raises Desk.DoesNotExist."""
    row = Desk.objects.get(id=desk_id)
    is_frozen = row.frozen_on is not None
    return DeskCard(row.id, row.name, row.organisation_id, tuple(row.languages), row.country, row.time_zone, is_frozen)


def first_desk_id() -> UUID:
    """The desk that was opened first, a frozen one only when all are: a voice is taken always. Raises NoDeskYet."""
    in_order = Desk.objects.order_by(F("frozen_on").asc(nulls_first=True), "opened_on", "name", "id")
    found = in_order.values_list("id", flat=True).first()
    if found is None:
        raise NoDeskYet
    return found


def poster(token: str) -> PosterCard | None:
    """What a poster's address names; None for a token that no poster carries. A frozen desk's voices are still its."""
    row = Poster.objects.filter(token=token).first() if token else None
    return PosterCard(row.desk_id, row.organisation_id, row.line) if row else None


def desk_for(language: str, poster_token: str | None = None) -> UUID:
    """The poster's desk; else an open one that is on duty for this language now, or speaks it; else the first.

    Raises NoDeskYet.
    """
    named = poster(poster_token) if poster_token else None
    if named:
        return named.desk_id
    speaking = list(
        Desk.objects.filter(frozen_on=None, languages__overlap=list(alike(language)))
        .order_by("opened_on", "name", "id")
        .values_list("id", flat=True)
    )
    if len(speaking) < 2:
        return speaking[0] if speaking else first_desk_id()
    now = clock.now()
    return next((desk_id for desk_id in speaking if duty_staff_ids(desk_id, now)), speaking[0])


def on_duty(desk_id: UUID, now: datetime) -> DutyNow:
    """Who is on duty and until when; or nobody, and when somebody will be."""
    return duty.duty_now(stretches(desk_id), _zone(desk_id), now, days_off(desk_id))


def duty_staff_ids(desk_id: UUID, now: datetime) -> list[UUID]:
    """Everybody on duty at `now`."""
    return duty.on_duty(stretches(desk_id), _zone(desk_id), now, days_off(desk_id))


def emergency_words(desk_id: UUID, language: str) -> str:
    """The desk's own emergency numbers and places; in English, then in any language, where these words are missing."""
    words = dict(DeskWords.objects.filter(desk_id=desk_id).order_by("language").values_list("language", "emergency"))
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def days_off(desk_id: UUID) -> list[date]:
    """Days on which nobody of the desk is on duty, past ones included, first first."""
    return list(DayOff.objects.filter(desk_id=desk_id).order_by("day").values_list("day", flat=True))


def stretches(desk_id: UUID) -> list[duty.Stretch]:
    """The weekly roster of those who are still there."""
    rows = Duty.objects.filter(desk_id=desk_id, staff__is_active=True, staff__left_on=None).select_related("staff")
    return [duty.Stretch(row.staff_id, row.staff.name, row.weekday, row.opens, row.closes) for row in rows]


def _zone(desk_id: UUID) -> ZoneInfo:
    return ZoneInfo(Desk.objects.values_list("time_zone", flat=True).get(id=desk_id))


# -- pools


def pool_of_desk(desk_id: UUID) -> UUID | None:
    """The pool that the desk is in today, if any."""
    return next((pool_id for (pool_id,) in _pool_of_desk(desk_id)), None)


def desks_of_pool(pool_id: UUID) -> list[UUID]:
    """Its members today."""
    return [desk_id for (desk_id,) in _desks_of_pool(pool_id)]


def _members_in(**where: UUID) -> QuerySet[PoolMember]:
    return PoolMember.objects.filter(**where, left_on=None)


_pool_of_desk = MadeOnce(lambda desk_id: _members_in(desk_id=desk_id).order_by("id").values_list("pool_id"))
_desks_of_pool = MadeOnce(lambda pool_id: _members_in(pool_id=pool_id).order_by("since", "id").values_list("desk_id"))


def pool_ids() -> list[UUID]:
    """Every pool that a desk is in today."""
    members = PoolMember.objects.filter(left_on=None).order_by("pool_id")
    return list(members.values_list("pool_id", flat=True).distinct())


# -- people


def lead_ids(desk_id: UUID) -> list[UUID]:
    return _with_role(desk_id, Role.LEAD)


def verifier_ids(desk_id: UUID) -> list[UUID]:
    return _with_role(desk_id, Role.VERIFIER)


def partner_ids(organisation_id: UUID) -> list[UUID]:
    """Who signs in for a company."""
    found = Staff.objects.filter(organisation_id=organisation_id, roles__contains=[Role.PARTNER], is_active=True)
    return list(found.order_by("name", "id").values_list("id", flat=True))


def working_at(desk_id: UUID) -> frozenset[UUID]:
    """Everybody who works at the desk now, whatever her roles."""
    found = Staff.objects.filter(desk_id=desk_id, is_active=True, left_on=None)
    return frozenset(found.values_list("id", flat=True))


def verifiers_or_leads(desk_id: UUID) -> list[UUID]:
    """Whom a question about an issue rings: where a desk has no verifier, its leads, who can name one."""
    return verifier_ids(desk_id) or lead_ids(desk_id)


def with_role(desk_id: UUID, role: str) -> list[UUID]:
    """Who of the desk has this role now."""
    return _with_role(desk_id, role)


def _with_role(desk_id: UUID, role: str) -> list[UUID]:
    found = Staff.objects.filter(desk_id=desk_id, roles__contains=[role], is_active=True, left_on=None)
    return list(found.order_by("name", "id").values_list("id", flat=True))


def staff_card(staff_id: UUID) -> StaffCard:
    """Raises Staff.DoesNotExist."""
    return card_of(Staff.objects.select_related("organisation", "desk").get(id=staff_id))


def staff_names(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by id, those who left included; for lists."""
    return dict(Staff.objects.filter(id__in=set(staff_ids)).values_list("id", "name"))


def card_of(staff: Staff) -> StaffCard:
    return StaffCard(
        id=staff.id,
        name=staff.name,
        desk_id=staff.desk_id,
        organisation_id=staff.organisation_id,
        roles=frozenset(staff.roles),
        language=staff.language,
        organisation_name=staff.organisation.name,
        desk_name=staff.desk.name if staff.desk else "",
    )


def caller_of(staff: Staff) -> callers.Staff | callers.Partner | None:
    """The caller that the database knows this person as; None for somebody who left or has no part here."""
    if not staff.is_active or staff.left_on is not None:
        return None
    roles = frozenset(staff.roles)
    if Role.PARTNER in roles:
        return callers.Partner(staff.id, staff.organisation_id, roles)
    if staff.desk_id is None or not roles:
        return None
    return callers.Staff(staff.id, staff.desk_id, roles, pool_of_desk(staff.desk_id))


# -- notices


def unseen_notices(staff_id: UUID, most: int = 50) -> list[NoticeCard]:
    """What waits for her, urgent first, then newest."""
    rows = Notice.objects.filter(staff_id=staff_id, seen_at=None).order_by("-urgent", "-at", "id")[:most]
    return [
        NoticeCard(
            row.id,
            notice_words.words_for(row.kind, row.object_id),
            notice_words.address_for(row.kind, row.object_id),
            row.urgent,
            row.at,
        )
        for row in rows
    ]


def count_unseen(staff_id: UUID) -> int:
    return Notice.objects.filter(staff_id=staff_id, seen_at=None).count()


def urgent_words(staff_id: UUID) -> str:
    """What the newest unseen urgent notice says, in the language now spoken; empty when none waits."""
    waiting = Notice.objects.filter(staff_id=staff_id, seen_at=None, urgent=True).order_by("-at").first()
    return notice_words.words_for(waiting.kind, waiting.object_id) if waiting else ""
