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
from saphan.network.merging.reading import is_merged_away
from saphan.network.models import OneTimeLink, Organisation, Role, Staff
from saphan.network.refusals import DemoOnly, EmailTaken, RolesDoNotFit, TwoPersons
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

    Somebody who left may be invited again, also by another desk: this is how people change desks.
    Raises NotAllowed, EmailTaken, RolesDoNotFit.
    """
    require_lead(by, desk_id)
    try:
        with acting_as(by) as moment:
            _free_the_address(email)
            staff = _new_staff(email, name, organisation_id, desk_id, roles, language, languages)
            token = make_link(staff.id, moment.now + LINK_LASTS)
            record("network.staff_invited", staff.id, detail={"roles": ",".join(sorted(staff.roles))})
    except IntegrityError:
        raise EmailTaken from None
    return Invited(staff.id, token)


def new_link(*, staff_id: UUID, by: By = OURSELVES) -> Invited:
    """A fresh link for somebody who never used hers. Raises NotAllowed, TwoPersons when she has signed in before."""
    with acting_as(by) as moment:
        staff = Staff.objects.select_for_update().get(id=staff_id)
        require_lead(by, staff.desk_id)
        if staff.left_on is not None or staff.demo:
            raise NotAllowed
        if staff.has_usable_password():
            raise TwoPersons("ask_restoration")
        OneTimeLink.objects.filter(staff=staff, used_at=None).delete()
        token = make_link(staff.id, moment.now + LINK_LASTS)
        record("network.link_renewed", staff.id)
    return Invited(staff.id, token)


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
    if Role.PARTNER in wanted and is_merged_away(organisation_id):  # its people sign in under the name it is read as
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


def _free_the_address(email: str) -> None:
    """Who left signs nothing any more, but her name stays beside what she did: her row gives the address up."""
    for former in Staff.objects.select_for_update().filter(email=email.strip().lower(), demo=False):
        if former.left_on is not None:
            former.email = f"{former.id}@left.invalid"
            former.save(update_fields=["email"])


def make_link(staff_id: UUID, until: datetime, *, kind: str = "start") -> str:
    """The token of a new link; said once. Call inside `acting_as`."""
    token = secrets.token_urlsafe(24)
    newest = tokens(LINK, token)[0]
    OneTimeLink.objects.create(
        staff_id=staff_id, token_hash=newest.hash, key_version=newest.version, until=until, kind=kind
    )
    return token


def hashes_of(token: str) -> list[bytes]:
    """Under which a link may be kept, the newest key's first."""
    return [each.hash for each in tokens(LINK, token)]


def require_lead(by: By, desk_id: UUID | None) -> None:
    """A lead looks after her own desk's people and after partners', who have no desk. Raises NotAllowed."""
    allowed = policies.may_manage(by) if desk_id is None else policies.may_manage_desk(by, desk_id)
    if not allowed:
        raise NotAllowed
