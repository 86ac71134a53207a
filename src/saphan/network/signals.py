"""What a session remembers of signing in: when, and that a second factor was shown in it."""

import time
from typing import Any

from allauth.mfa.signals import authenticator_used
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from saphan.network.middleware import PASSED
from saphan.network.models import Staff
from saphan.network.restoring import forget_chosen_password

SIGNED_IN_AT = "signed_in_at"


def connect() -> None:
    """Called once, when the room is ready."""
    authenticator_used.connect(_remember_second_factor, dispatch_uid="network.second_factor")
    user_logged_in.connect(_remember_sign_in, dispatch_uid="network.sign_in")


def remember_second_factor(request: HttpRequest, staff: Staff) -> None:
    """This session has shown a code of this person."""
    request.session[PASSED] = str(staff.id)


def _remember_second_factor(request: HttpRequest, user: Staff, **_: Any) -> None:
    remember_second_factor(request, user)
    forget_chosen_password(user.id)


def _remember_sign_in(request: HttpRequest, **_: Any) -> None:
    request.session[SIGNED_IN_AT] = time.time()
