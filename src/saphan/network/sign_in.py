"""Sign-in: closed to strangers, a second factor for everyone, its secrets sealed. Built on allauth."""

import io
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from saphan.network import demo_log_ins, sealed, signals
from saphan.network.models import Staff

FRESH = 300  # seconds after signing in during which the password is not asked again


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Also asked at every request of a session, so that whoever leaves is out at once."""

    def user_can_authenticate(self, user: Staff | None) -> bool:
        if user is None or not user.is_active or user.left_on is not None:
            return False
        return not user.demo or demo_log_ins.are_allowed()


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {  # noqa: RUF012
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This email or this password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The password is asked again before a second factor changes, unless it was typed just now."""
        signed_in_at = float(self.request.session.get(signals.SIGNED_IN_AT, 0))
        return time.time() - signed_in_at > FRESH

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        """allauth goes on with somebody whose password is right though she left; here that is a wrong password."""
        staff: Staff | None = super().authenticate(request, **credentials)
        return staff if StaffBackend().user_can_authenticate(staff) else None


class SealedSecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return sealed.seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.open_factor(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    def can_delete_authenticator(self, authenticator: object) -> bool:
        """Compulsory: a new phone is set up through a new one-time link."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: e-mails of Saphan have one sentence, and not this one."""


def qr_svg(content: str) -> str:
    """A QR code as SVG that takes the size it is given, without inline style (the page's policy allows none)."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        out,
        kind="svg",
        omitsize=True,
        border=2,
        xmldecl=False,
        dark="#1d2733",
        light="#ffffff",
        svgclass="qr",
        lineclass=None,
    )
    return out.getvalue().decode()
