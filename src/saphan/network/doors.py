"""Doors of the desk's and the partners' pages: signed in, with a second factor, and the right kind of caller."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from saphan.network.menus import MenuItem
from saphan.network.middleware import Visit
from saphan.network.selectors import StaffCard
from saphan.store import callers
from saphan.store.refusals import DeskFrozen

FROZEN = "network:frozen"


class DeskRequest(HttpRequest):
    """A request that passed `desk_page`."""

    caller: callers.Staff
    member: StaffCard
    menu: tuple[MenuItem, ...]
    htmx: HtmxDetails


class PartnerRequest(HttpRequest):
    """A request that passed `partner_page`."""

    caller: callers.Partner
    member: StaffCard
    menu: tuple[MenuItem, ...]
    htmx: HtmxDetails


View = Callable[..., HttpResponse]
DeskView = Callable[..., HttpResponse]


def desk_page(*roles: str) -> Callable[[DeskView], View]:
    """Only for staff of a desk; with roles, only for those who have one of them."""

    def door(view: DeskView) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            turned_away = _turn_away(request, callers.Staff, roles)
            if turned_away:
                return turned_away
            try:
                return view(cast(DeskRequest, request), *args, **kwargs)
            except DeskFrozen:  # a moment ago
                return _lead(request, reverse(FROZEN))

        return guarded

    return door


def partner_page(view: Callable[..., HttpResponse]) -> View:
    """Only for people of a supplier, recruiter, brand, retailer or government body."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        turned_away = _turn_away(request, callers.Partner, ())
        return turned_away or view(cast(PartnerRequest, request), *args, **kwargs)

    return guarded


def signed_in_page(view: Callable[..., HttpResponse]) -> View:
    """For either, about themselves; still with the second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        turned_away = _turn_away(request, (callers.Staff, callers.Partner), ())
        return turned_away or view(request, *args, **kwargs)

    return guarded


def frozen_page(view: Callable[..., HttpResponse]) -> View:
    """Only for people of a frozen desk, with their second factor: the one page that they have."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visit: Visit | None = getattr(request, "visit", None)
        if visit is not None and visit.frozen:
            return view(request, *args, **kwargs)
        return _turn_away(request, (callers.Staff, callers.Partner), ()) or _lead(request, "/in/")

    return guarded


def _turn_away(request: HttpRequest, kind: type | tuple[type, ...], roles: tuple[str, ...]) -> HttpResponse | None:
    visit: Visit | None = getattr(request, "visit", None)
    if visit is None:
        return _lead(request, redirect_to_login(request.get_full_path()).url)
    if visit.frozen:
        return _lead(request, reverse(FROZEN))
    if visit.caller is None:
        return _lead(request, _second_factor(request, visit))
    if not isinstance(visit.caller, kind):
        raise PermissionDenied
    if roles and not visit.caller.roles & set(roles):
        raise PermissionDenied
    return None


def _second_factor(request: HttpRequest, visit: Visit) -> str:
    """Where she gives this session a code, or sets the second factor up first."""
    if visit.has_second_factor:
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
    return reverse("mfa_activate_totp")


def _lead(request: HttpRequest, url: str) -> HttpResponse:
    """A part of a page cannot show the sign-in page, so htmx is told to go there."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
