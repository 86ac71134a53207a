"""Somebody changes or leaves: sessions end with the transaction, and what she held is in other hands at its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import F

from saphan.network import policies
from saphan.network.holdings import Held, hand_over_all, held_by
from saphan.network.models import Duty, OneTimeLink, Organisation, Restoration, Role, Staff
from saphan.network.people import OURSELVES, By, require_lead
from saphan.network.refusals import LastLead, RolesDoNotFit
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody whom a lead looks after. colleagues: ids and names of those who may take over."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    language: str
    desk_id: UUID | None
    organisation_id: UUID
    has_started: bool
    is_last_lead: bool
    held: tuple[Held, ...]
    colleagues: tuple[tuple[UUID, str], ...]


def person_page(by: StaffCaller, staff_id: UUID) -> PersonPage:
    """Raises NotAllowed, also for somebody who left."""
    with acting_as(by):
        staff = Staff.objects.filter(id=staff_id, left_on=None).first()
        if staff is None:
            raise NotAllowed
        require_lead(by, staff.desk_id)
        return PersonPage(
            id=staff.id,
            name=staff.name,
            email=staff.email,
            roles=tuple(staff.roles),
            languages=tuple(staff.languages),
            language=staff.language,
            desk_id=staff.desk_id,
            organisation_id=staff.organisation_id,
            has_started=staff.has_usable_password(),
            is_last_lead=_is_last_lead(staff),
            held=held_by(staff_id) if staff.desk_id else (),
            colleagues=tuple((one.id, one.name) for one in _colleagues(staff)),
        )


def change_staff(
    *, staff_id: UUID, roles: Iterable[str], languages: Iterable[str], language: str, by: By = OURSELVES
) -> None:
    """Other roles, other languages. Where a role is taken away, every session of hers ends with this transaction.

    Raises NotAllowed, RolesDoNotFit, LastLead.
    """
    with acting_as(by):
        staff = _staff_to_change(staff_id, by)
        wanted, former = frozenset(roles), frozenset(staff.roles)
        kind = Organisation.objects.values_list("kind", flat=True).get(id=staff.organisation_id)
        if not policies.roles_fit(wanted, kind, staff.desk_id is not None):
            raise RolesDoNotFit
        if Role.LEAD not in wanted and _is_last_lead(staff):
            raise LastLead("another_lead")
        staff.roles, staff.languages, staff.language = sorted(wanted), list(languages), language
        staff.save(update_fields=["roles", "languages", "language"])
        if former - wanted:
            end_sessions(staff_id)
        detail = ",".join(sorted(wanted))
        record("network.staff_changed", staff_id, detail={"roles": detail, "former": ",".join(sorted(former))})


def let_go(*, staff_id: UUID, to: UUID | None = None, by: By = OURSELVES) -> None:
    """Somebody leaves: sessions, links, second factor and duty are gone, and her work is in other hands.

    to: a colleague of her desk, or None for nobody in particular. Raises NotAllowed, LastLead; nothing changes then.
    """
    with acting_as(by) as moment:
        staff = _staff_to_change(staff_id, by)
        if _is_last_lead(staff):
            raise LastLead("another_lead")
        if to is not None and to not in {one.id for one in _colleagues(staff)}:
            raise NotAllowed
        staff.is_active, staff.left_on, staff.handed_to = False, moment.day, to
        staff.set_unusable_password()  # also ends every session: they carry a hash of the password
        staff.save(update_fields=["is_active", "left_on", "handed_to", "password"])
        handed = hand_over_all(staff_id, to, by) if staff.desk_id else 0
        for model in (OneTimeLink, Duty, Restoration):
            model._default_manager.filter(staff=staff).delete()
        Authenticator.objects.filter(user=staff).delete()
        record("network.staff_left", staff.id, detail={"to": str(to) if to else None, "handed_over": handed})


def end_sessions(staff_id: UUID) -> None:
    """Every session of hers is over when this transaction is: their mark carries this number."""
    Staff.objects.filter(id=staff_id).update(session_round=F("session_round") + 1)


def hand_over_duty(staff_id: UUID, to: UUID | None, by: By) -> None:
    """Her hours are her colleague's, apart from those that she has herself; without one they are nobody's."""
    hers = Duty.objects.filter(staff_id=staff_id)
    if to is None:
        hers.delete()
        return
    taken = set(Duty.objects.filter(staff_id=to).values_list("weekday", "opens", "closes"))
    for row in hers:
        if (row.weekday, row.opens, row.closes) not in taken:
            row.staff_id = to
            row.save(update_fields=["staff_id"])


def count_duty(staff_id: UUID) -> int:
    return Duty.objects.filter(staff_id=staff_id).count()


def _staff_to_change(staff_id: UUID, by: By) -> Staff:
    """Locked, and her desk too, so that two leads do not let each other go at once."""
    found = Staff.objects.filter(id=staff_id).values_list("desk_id", flat=True).first()
    if found is not None:
        one_at_a_time(found)
    staff = Staff.objects.select_for_update().get(id=staff_id)
    require_lead(by, staff.desk_id)
    if staff.left_on is not None:
        raise NotAllowed
    return staff


def _is_last_lead(staff: Staff) -> bool:
    """True when no other lead of the desk can sign in."""
    if Role.LEAD not in staff.roles or staff.desk_id is None:
        return False
    others = Staff.objects.filter(desk_id=staff.desk_id, roles__contains=[Role.LEAD], is_active=True, left_on=None)
    return not any(other.has_usable_password() for other in others.exclude(id=staff.id))


def _colleagues(staff: Staff) -> list[Staff]:
    """Of her desk, and such as work with stories: who may take over."""
    if staff.desk_id is None:
        return []
    found = Staff.objects.filter(desk_id=staff.desk_id, is_active=True, left_on=None).exclude(id=staff.id)
    return [one for one in found.order_by("name", "id") if {Role.CASEWORKER, Role.LEAD} & set(one.roles)]
