"""Writes about people who sign in: invited by a one-time link, never by signing up; gone when they leave."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from saphan.network import policies
from saphan.network.models import Duty, OneTimeLink, Organisation, Staff
from saphan.network.refusals import DemoOnly, EmailTaken, LinkSpent, RolesDoNotFit
from saphan.network.sealed import seal_factor
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import System
from saphan.store.models import Deployment
from saphan.store.refusals import NotAllowed
from saphan.vault.hashing import tokens
from saphan.vault.recording import record

LINK = "one-time-link"
LINK_LASTS = timedelta(hours=72)
DEMO_PASSWORD = "walk across the bridge"
"""Public on purpose: printed on the sign-in page of every demo. A trigger keeps demo log-ins out of real databases."""

By = StaffCaller | System
OURSELVES = System("network.people")


@dataclass(frozen=True, slots=True)
class Invited:
    """token: said once, to whoever hands the link over; only its keyed hash is kept."""

    staff_id: UUID
    token: str

    @property
    def link(self) -> str:
        return f"{settings.SAPHAN_ADDRESS}/account/start/{self.token}/"


def invite_staff(
    *,
    email: str,
    name: str,
    organisation_id: UUID,
    desk_id: UUID | None = None,
    roles: Iterable[str],
    language: str = "en",
    languages: Iterable[str] = (),
    by: By = OURSELVES,
) -> Invited:
    """Add somebody who cannot sign in until she has used her one-time link (72 hours).

    Raises NotAllowed, EmailTaken, RolesDoNotFit.
    """
    _require_lead(by, desk_id)
    try:
        with acting_as(by) as moment:
            staff = _new_staff(email, name, organisation_id, desk_id, roles, language, languages)
            token = _new_link(staff.id, moment.now + LINK_LASTS)
            record("network.staff_invited", staff.id, detail={"roles": ",".join(sorted(staff.roles))})
    except IntegrityError:
        raise EmailTaken from None
    return Invited(staff.id, token)


def new_link(*, staff_id: UUID, by: By = OURSELVES) -> Invited:
    """A fresh one-time link for somebody who lost hers or her phone: password and second factor start anew.

    Raises NotAllowed.
    """
    with acting_as(by) as moment:
        staff = Staff.objects.select_for_update().get(id=staff_id)
        _require_lead(by, staff.desk_id)
        if staff.left_on is not None or staff.demo:
            raise NotAllowed
        OneTimeLink.objects.filter(staff=staff, used_at=None).delete()
        token = _new_link(staff.id, moment.now + LINK_LASTS)
        record("network.link_renewed", staff.id)
    return Invited(staff.id, token)


def start(*, token: str, password: str) -> UUID:
    """Use a one-time link: the password is set and any former second factor is gone. Returns the person's id.

    Raises LinkSpent. The password is hashed before the transaction, because hashing is slow by design.
    """
    hashed = make_password(password)
    with acting_as(OURSELVES) as moment:
        link = OneTimeLink.objects.select_for_update().filter(token_hash__in=_hashes(token)).first()
        if link is None or link.used_at is not None or link.until <= moment.now:
            raise LinkSpent
        staff = Staff.objects.select_for_update().get(id=link.staff_id)
        if staff.left_on is not None or not staff.is_active or _works_at_a_frozen_desk(staff):
            raise LinkSpent
        link.used_at = moment.now
        link.save(update_fields=["used_at"])
        staff.password = hashed
        staff.save(update_fields=["password"])
        Authenticator.objects.filter(user=staff).delete()
        record("network.link_used", staff.id)
    return staff.id


def let_go(*, staff_id: UUID, by: By = OURSELVES) -> None:
    """Somebody leaves: her sessions end with this transaction, her links, second factor and duty are gone.

    Raises NotAllowed.
    """
    with acting_as(by) as moment:
        staff = Staff.objects.select_for_update().get(id=staff_id)
        _require_lead(by, staff.desk_id)
        staff.is_active, staff.left_on = False, moment.day
        staff.set_unusable_password()  # also ends every session: they carry a hash of the password
        staff.save(update_fields=["is_active", "left_on", "password"])
        OneTimeLink.objects.filter(staff=staff).delete()
        Authenticator.objects.filter(user=staff).delete()
        Duty.objects.filter(staff=staff).delete()
        record("network.staff_left", staff.id)


def add_demo_staff(
    *,
    email: str,
    name: str,
    organisation_id: UUID,
    desk_id: UUID | None = None,
    roles: Iterable[str],
    language: str = "en",
    languages: Iterable[str] = (),
) -> UUID:
    """A log-in of the demo with DEMO_PASSWORD and a second factor that the sign-in page shows.

    Raises DemoOnly outside a demo database; the database itself refuses one there too.
    """
    hashed = _demo_password()
    with acting_as(OURSELVES):
        if not Deployment.objects.filter(ever_demo=True).exists():
            raise DemoOnly
        staff = _new_staff(
            email, name, organisation_id, desk_id, roles, language, languages, password=hashed, demo=True
        )
        secret = seal_factor(generate_totp_secret())
        Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": secret})
        record("network.demo_staff_added", staff.id)
    return staff.id


@cache
def _demo_password() -> str:
    """Hashed once for all log-ins: everybody knows it, and hashing is meant to be slow."""
    return make_password(DEMO_PASSWORD)


def _new_staff(
    email: str,
    name: str,
    organisation_id: UUID,
    desk_id: UUID | None,
    roles: Iterable[str],
    language: str,
    languages: Iterable[str],
    *,
    password: str | None = None,
    demo: bool = False,
) -> Staff:
    organisation = Organisation.objects.get(id=organisation_id)
    wanted = frozenset(roles)
    if not policies.roles_fit(wanted, organisation.kind, desk_id is not None):
        raise RolesDoNotFit
    return Staff.objects.create(
        email=email.strip().lower(),
        name=name.strip(),
        organisation=organisation,
        desk_id=desk_id,
        roles=sorted(wanted),
        language=language,
        languages=list(languages),
        password=password or make_password(None),
        demo=demo,
    )


def _new_link(staff_id: UUID, until: datetime) -> str:
    token = secrets.token_urlsafe(24)
    newest = tokens(LINK, token)[0]
    OneTimeLink.objects.create(staff_id=staff_id, token_hash=newest.hash, key_version=newest.version, until=until)
    return token


def _works_at_a_frozen_desk(staff: Staff) -> bool:
    return staff.desk is not None and staff.desk.frozen_on is not None


def _hashes(token: str) -> list[bytes]:
    return [each.hash for each in tokens(LINK, token)]


def _require_lead(by: By, desk_id: UUID | None) -> None:
    """A lead looks after her own desk's people and after partners', who have no desk."""
    allowed = policies.may_manage(by) if desk_id is None else policies.may_manage_desk(by, desk_id)
    if not allowed:
        raise NotAllowed
