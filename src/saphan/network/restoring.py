"""A lost phone or a lost password: two persons let her in again, and she herself shows what she still has.

One asks, another confirms with her own code within 72 hours; never one alone, and neither is the person herself.
She then uses a one-time link: for a lost phone she gives her password, for a lost password the next sign-in asks for
her phone's code. Who lost both is let go and invited anew (docs/adr/0027), so that no two can become her by one loss
after the other.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import QuerySet

from saphan.network.models import OneTimeLink, PoolMember, Restoration, Role, Staff
from saphan.network.notices import notify
from saphan.network.people import LINK_LASTS, Invited, make_link
from saphan.network.refusals import LostBoth, NotAskedFor, NotStartedYet, WrongCode
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

ASKED, RESTORED = "network.restoration_asked", "network.restored"
SECOND_FACTOR, PASSWORD = "second_factor", "password"
LOST = (SECOND_FACTOR, PASSWORD)
WRONG_CODES = 5


@dataclass(frozen=True, slots=True)
class RestorationShown:
    """One that waits for a second person; `mine`: asked by who looks, who cannot confirm it too."""

    id: UUID
    name: str
    desk: str
    lost: str
    asked_by: str
    until: datetime
    mine: bool


def ask_restoration(*, staff_id: UUID, lost: str, by: StaffCaller) -> UUID:
    """Ask that somebody be let in again; a second person is rung for. Raises NotAllowed, NotStartedYet, LostBoth."""
    with acting_as(by) as moment:
        staff = Staff.objects.select_for_update().get(id=staff_id)
        second = _others_who_may(staff, by.id)
        _require(lost in LOST and by.id in _who_may(staff))
        if staff.left_on is not None or staff.demo:
            raise NotAllowed
        if not staff.has_usable_password():
            raise NotStartedYet("new_link")
        _refuse_both(staff, lost)
        Restoration.objects.filter(staff=staff, confirmed_at=None).delete()
        row = Restoration.objects.create(
            staff=staff, lost=lost, asked_by=by.id, asked_at=moment.now, until=moment.now + LINK_LASTS
        )
        notify(staff_ids=second, kind=ASKED, object_id=row.id, urgent=True)
        record("network.restoration_asked", staff_id, detail={"lost": lost, "asked_by": str(by.id)})
    return row.id


def confirm_restoration(*, restoration_id: UUID, code: str, by: StaffCaller) -> Invited:
    """The second person confirms, with a code of her own second factor; returns the link for the person herself.

    Raises NotAllowed, NotAskedFor (over, or too many wrong codes), WrongCode, LostBoth.
    """
    with acting_as(by) as moment:
        row = Restoration.objects.select_for_update().filter(id=restoration_id, confirmed_at=None).first()
        if row is None or row.until <= moment.now or row.wrong_codes >= WRONG_CODES:
            raise NotAskedFor
        staff = Staff.objects.select_for_update().get(id=row.staff_id)
        _require(by.id != row.asked_by and by.id in _others_who_may(staff, row.asked_by))
        _refuse_both(staff, row.lost)
        is_right = _shows_her_code(by.id, code)
        if is_right:
            token = _let_in(row, staff, by, moment.now)
        else:
            row.wrong_codes += 1
            row.save(update_fields=["wrong_codes"])
    if not is_right:  # after the transaction, or the wrong code would not be counted
        raise WrongCode
    return Invited(row.staff_id, token)


def waiting_for(by: StaffCaller) -> list[RestorationShown]:
    """What waits for a second person and concerns whoever looks."""
    rows = Restoration.objects.filter(confirmed_at=None, until__gt=clock.now()).select_related("staff", "staff__desk")
    names = dict(Staff.objects.filter(id__in={row.asked_by for row in rows}).values_list("id", "name"))
    return [
        RestorationShown(
            id=row.id,
            name=row.staff.name,
            desk=row.staff.desk.name if row.staff.desk else row.staff.organisation.name,
            lost=row.lost,
            asked_by=names.get(row.asked_by, ""),
            until=row.until,
            mine=row.asked_by == by.id,
        )
        for row in rows.order_by("asked_at")
        if by.id == row.asked_by or by.id in _others_who_may(row.staff, row.asked_by)
    ]


def _let_in(row: Restoration, staff: Staff, by: StaffCaller, now: datetime) -> str:
    row.confirmed_by, row.confirmed_at = by.id, now
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    OneTimeLink.objects.filter(staff=staff, used_at=None).delete()
    token = make_link(staff.id, now + LINK_LASTS, kind=row.lost)
    notify(staff_ids=_leads_of(staff), kind=RESTORED, object_id=staff.id)
    both = {"asked_by": str(row.asked_by), "confirmed_by": str(by.id)}
    record("network.restoration_confirmed", staff.id, detail={"lost": row.lost, **both})
    return token


def _refuse_both(staff: Staff, lost: str) -> None:
    """Raises LostBoth for a lost phone while a password that others let her choose is all that she has shown."""
    chosen = OneTimeLink.objects.filter(staff=staff, kind=PASSWORD).exclude(used_at=None)
    if lost == SECOND_FACTOR and chosen.exists():
        raise LostBoth("let_go")


def forget_chosen_password(staff_id: UUID) -> None:
    """She has shown her phone: the password that she was let choose is hers."""
    OneTimeLink.objects.filter(staff_id=staff_id, kind=PASSWORD).exclude(used_at=None).delete()


def _who_may(staff: Staff) -> set[UUID]:
    """Leads and administrators of her desk; where she has no other lead, also leads of other desks of the pool.

    For people of companies, who have no desk: every lead and administrator.
    """
    found = Staff.objects.filter(is_active=True, left_on=None).exclude(desk=None)
    if staff.desk_id is None:
        return set(_with(found, Role.LEAD, Role.ADMINISTRATOR)) - {staff.id}
    here = found.filter(desk_id=staff.desk_id)
    known = set(_with(here, Role.LEAD, Role.ADMINISTRATOR)) - {staff.id}
    leads = set(_with(here, Role.LEAD)) - {staff.id}
    if len(leads) < 2:
        known |= set(_with(found.filter(desk_id__in=_desks_of_pool(staff.desk_id)), Role.LEAD))
    return known - {staff.id}


def _others_who_may(staff: Staff, asked_by: UUID) -> set[UUID]:
    return _who_may(staff) - {asked_by}


def _with(people: QuerySet[Staff], *roles: str) -> list[UUID]:
    wanted = set(roles)
    return [staff_id for staff_id, held in people.values_list("id", "roles") if wanted & set(held)]


def _desks_of_pool(desk_id: UUID) -> list[UUID]:
    pools = PoolMember.objects.filter(desk_id=desk_id, left_on=None).values("pool_id")
    return list(PoolMember.objects.filter(pool_id__in=pools, left_on=None).values_list("desk_id", flat=True))


def _leads_of(staff: Staff) -> list[UUID]:
    if staff.desk_id is None:
        return []
    return _with(Staff.objects.filter(desk_id=staff.desk_id, is_active=True, left_on=None), Role.LEAD)


def _shows_her_code(staff_id: UUID, code: str) -> bool:
    factor = Authenticator.objects.filter(user_id=staff_id, type=Authenticator.Type.TOTP).first()
    return factor is not None and bool(TOTP(factor).validate_code(code.strip()))


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
