"""What the page about a desk's pool shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.network import selectors
from saphan.network.frozen import frozen_desk
from saphan.network.models import Desk, Pool, PoolInvitation, PoolMember
from saphan.network.naming import country_name, language_name
from saphan.network.pooling import still_to_agree
from saphan.store import clock
from saphan.store.callers import Staff


@dataclass(frozen=True, slots=True)
class Member:
    """on_duty, until: who is there now and until when, in that desk's time. may_reopen: she may, a frozen one."""

    desk_id: UUID
    name: str
    country: str
    languages: str
    since: date
    is_ours: bool
    on_duty: str
    until: datetime | None
    frozen_since: date | None
    may_reopen: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """to_us: this desk is invited; else ours invites. waiting: members that have not agreed."""

    id: UUID
    pool: str
    desk: str
    on: date
    to_us: bool
    waiting: str
    we_agreed: bool


@dataclass(frozen=True, slots=True)
class PoolPage:
    name: str
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    may_be_invited: tuple[tuple[str, str], ...]

    @property
    def is_shared(self) -> bool:
        return len(self.members) > 1


def pool_page(by: Staff) -> PoolPage:
    """Raises Pool.DoesNotExist."""
    pool = Pool.objects.get(members__desk_id=by.desk_id, members__left_on=None)
    rows = PoolMember.objects.filter(pool=pool, left_on=None).select_related("desk").order_by("since", "desk__name")
    here = {row.desk_id for row in rows}
    invited = set(PoolInvitation.objects.filter(pool=pool, ended_on=None).values_list("desk_id", flat=True))
    others = Desk.objects.exclude(id__in=here | invited).order_by("name", "id")
    return PoolPage(
        name=pool.name,
        members=tuple(_member(row, by) for row in rows),
        invitations=tuple(_invitations(pool, by)),
        may_be_invited=tuple((str(desk.id), desk.name) for desk in others),
    )


def _member(row: PoolMember, by: Staff) -> Member:
    desk, frozen = row.desk, frozen_desk(row.desk_id)
    duty = selectors.on_duty(desk.id, clock.now())
    until = duty.until.astimezone(ZoneInfo(desk.time_zone)).replace(tzinfo=None) if duty.until else None
    return Member(
        desk_id=desk.id,
        name=desk.name,
        country=country_name(desk.country),
        languages=", ".join(language_name(code) for code in desk.languages),
        since=row.since,
        is_ours=desk.id == by.desk_id,
        on_duty="" if frozen else duty.name,
        until=until,
        frozen_since=frozen.since.date() if frozen else None,
        may_reopen=frozen is not None and by.id in frozen.may_agree - frozen.agreed_ids,
    )


def _invitations(pool: Pool, by: Staff) -> list[Invitation]:
    ours = PoolInvitation.objects.filter(pool=pool, ended_on=None)
    to_us = PoolInvitation.objects.filter(desk_id=by.desk_id, ended_on=None)
    return [_invitation(row, by) for row in (ours | to_us).select_related("pool", "desk").order_by("on", "id")]


def _invitation(row: PoolInvitation, by: Staff) -> Invitation:
    names = dict(Desk.objects.values_list("id", "name"))
    waiting = ", ".join(names[desk_id] for desk_id in still_to_agree(row))
    we_agreed = by.desk_id in row.agreed
    return Invitation(row.id, row.pool.name, row.desk.name, row.on, row.desk_id == by.desk_id, waiting, we_agreed)
