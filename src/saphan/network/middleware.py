"""Turns the signed-in person into the caller that the database knows. Costs worker pages nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from saphan.network import selectors
from saphan.network.menus import Portal, in_two, menu_for
from saphan.network.models import Staff
from saphan.network.selectors import StaffCard
from saphan.store import callers

Answer = Callable[[HttpRequest], HttpResponse]

STAFF_SIDE = ("/desk/", "/partner/", "/account/", "/in/")
PASSED = "second_factor_passed"
"""Session key: whose second factor was shown in this session. A password alone leaves it empty."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody signed in. caller is None until her second factor was shown in this session, or when she left.

    frozen: her second factor was shown, but her desk is frozen: she has no caller, and one page.
    """

    member: StaffCard
    caller: callers.Staff | callers.Partner | None
    has_second_factor: bool
    frozen: bool = False


def know_who_calls(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        seen = cast(Any, request)
        seen.visit = seen.caller = seen.member = None
        seen.menu, seen.more, seen.unseen, seen.bell, seen.alarm = (), (), 0, "", ""
        visit = _visit(request) if _may_be_staff(request) else None
        if visit is None:
            return get_response(request)
        seen.visit, seen.member, seen.caller = visit, visit.member, visit.caller
        with translation.override(visit.member.language):
            if visit.caller:
                seen.menu, seen.more = in_two(menu_for(_portal(visit.caller), visit.caller.roles, request.path))
                seen.unseen, seen.bell = selectors.count_unseen(visit.member.id), reverse("network:notices")
                seen.alarm = selectors.urgent_words(visit.member.id)
            response = get_response(request)
            response.headers.setdefault("Content-Language", visit.member.language)
        return response

    return middleware


def _portal(caller: callers.Staff | callers.Partner) -> Portal:
    return "desk" if isinstance(caller, callers.Staff) else "partner"


def _may_be_staff(request: HttpRequest) -> bool:
    return request.path.startswith(STAFF_SIDE) and settings.SESSION_COOKIE_NAME in request.COOKIES


def _visit(request: HttpRequest) -> Visit | None:
    user = request.user
    if not isinstance(user, Staff):
        return None
    staff = Staff.objects.select_related("organisation", "desk").get(id=user.id)
    has_second_factor = Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()
    passed = has_second_factor and request.session.get(PASSED) == str(staff.id)
    frozen = passed and staff.desk is not None and staff.desk.frozen_on is not None
    caller = selectors.caller_of(staff) if passed and not frozen else None
    return Visit(selectors.card_of(staff), caller, has_second_factor, frozen)
