"""The log-ins that a demo shows to every visitor. They exist in demo databases only, and open there only."""

import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache

from saphan.network.models import Role, Staff
from saphan.network.people import DEMO_PASSWORD
from saphan.network.sealed import open_factor
from saphan.store.models import Deployment

STEPS = (0, 1, -1)  # of 30 seconds; allauth accepts one to either side (MFA_TOTP_TOLERANCE)


@dataclass(frozen=True, slots=True)
class DemoLogIn:
    """One line of the sign-in page's list."""

    name: str
    email: str
    password: str
    role: str
    place: str


def are_allowed() -> bool:
    """The process was started as a demo, and the database was made as one."""
    return bool(settings.SAPHAN_DEMO) and Deployment.objects.filter(ever_demo=True).exists()


def listed() -> list[DemoLogIn]:
    """Everybody a visitor may sign in as, desks first; empty outside a demo."""
    if not are_allowed():
        return []
    people = Staff.objects.filter(demo=True, is_active=True, left_on=None).select_related("organisation", "desk")
    in_order = sorted(people, key=lambda one: (one.desk_id is None, _place(one), one.name))
    return [DemoLogIn(one.name, one.email, DEMO_PASSWORD, _roles(one), _place(one)) for one in in_order]


def code_for(staff: Staff) -> str:
    """A code that this demo account has not used yet, as its phone would show it; empty outside a demo."""
    factor = Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).first()
    if factor is None or not staff.demo or not are_allowed():
        return ""
    secret = open_factor(factor.data["secret"])
    now = int(time.time()) // 30
    codes: list[str] = [format_hotp_value(hotp_value(secret, now + step)) for step in STEPS]
    return next((code for code in codes if not cache.get(TOTP(factor)._get_used_cache_key(code))), codes[0])


def _place(staff: Staff) -> str:
    return staff.desk.name if staff.desk else staff.organisation.name


def _roles(staff: Staff) -> str:
    return ", ".join(str(Role(role).label) for role in staff.roles)
