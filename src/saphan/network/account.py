"""Signing in: allauth's own steps with our pages, the one-time link, the second factor, and the bell."""

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from saphan.network import demo_log_ins, one_time, selectors, services, signals
from saphan.network.doors import signed_in_page
from saphan.network.forms import FormerPasswordForm, StartForm
from saphan.network.models import Staff
from saphan.network.refusals import LinkSpent, WrongPassword

BACKEND = "saphan.network.sign_in.StaffBackend"


class LoginPage(LoginView):  # type: ignore[misc]
    """E-mail and password. In a demo the log-ins are listed, and one that was picked fills the form."""

    template_name = "network/sign_in/password.html"

    def get_initial(self) -> dict[str, Any]:
        picked = self._picked()
        return {"login": picked.email, "password": picked.password} if picked else {}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["password"].widget.render_value = self._picked() is not None
        for name in ("login", "password"):
            form.fields[name].widget.attrs.pop("placeholder", None)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_log_ins": demo_log_ins.listed()}

    def _picked(self) -> demo_log_ins.DemoLogIn | None:
        email = self.request.GET.get("as", "")
        return next((one for one in demo_log_ins.listed() if one.email == email), None) if email else None


class CodePage(AuthenticateView):  # type: ignore[misc]
    """The second factor. In a demo the code that the account's phone would show now stands beside it."""

    template_name = "network/sign_in/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_code": demo_log_ins.code_for(self.stage.login.user)}


class SetUpPage(ActivateTOTPView):  # type: ignore[misc]
    """The one page that somebody without a second factor can reach. Setting it up counts as showing it."""

    template_name = "network/sign_in/set_up.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        signals.remember_second_factor(self.request, self.request.user)
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


log_in = LoginPage.as_view()
give_code = CodePage.as_view()
set_up = SetUpPage.as_view()
log_out = LogoutView.as_view(template_name="network/sign_in/leave.html")
password_again = ReauthenticateView.as_view(template_name="network/sign_in/password_again.html")
code_again = CodeAgainView.as_view(template_name="network/sign_in/code_again.html")
recovery_codes = signed_in_page(ViewRecoveryCodesView.as_view(template_name="network/sign_in/recovery_codes.html"))
new_recovery_codes = signed_in_page(
    GenerateRecoveryCodesView.as_view(template_name="network/sign_in/new_recovery_codes.html")
)


@never_cache
@sensitive_post_parameters("password", "again")
def start(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: choose a password, then set up the second factor. Opening the page uses nothing up."""
    kind = one_time.kind_of_link(token)
    if not kind and request.method == "POST":
        return render(request, "network/sign_in/link_spent.html", status=409)
    form = (FormerPasswordForm if kind == one_time.SECOND_FACTOR else StartForm)(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _start_page(request, form, kind, 422 if form.errors else 200)
    try:
        staff_id = services.start(token=token, password=form.cleaned_data["password"])
    except LinkSpent:
        return render(request, "network/sign_in/link_spent.html", status=409)
    except WrongPassword:
        form.add_error("password", gettext("This is not the password that you have."))
        return _start_page(request, form, kind, 422)
    request.session.flush()
    if kind == one_time.PASSWORD:  # her phone is asked for its code, as at every sign-in
        return redirect("account_login")
    login(request, Staff.objects.get(id=staff_id), backend=BACKEND)
    return redirect("mfa_activate_totp")


def _start_page(request: HttpRequest, form: Any, kind: str, status: int) -> HttpResponse:
    return render(request, "network/sign_in/start.html", {"form": form, "kind": kind}, status=status)


@require_safe
@signed_in_page
def second_factor(request: HttpRequest) -> HttpResponse:
    """What stands between a stolen password and this account."""
    return render(request, "network/sign_in/second_factor.html")


@require_safe
@signed_in_page
def notices(request: HttpRequest) -> HttpResponse:
    """What the bell rang for and nobody has looked at."""
    return render(request, "network/notices.html", {"notices": selectors.unseen_notices(_member_id(request))})


@require_POST
@signed_in_page
def see(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Seen; on to where it leads."""
    waiting = {notice.id: notice for notice in selectors.unseen_notices(_member_id(request))}
    services.see_notice(notice_id=notice_id, staff_id=_member_id(request))
    found = waiting.get(notice_id)
    return redirect(found.url if found and found.url else "network:notices")


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """allauth's limits are reached: wait a few minutes."""
    return render(request, "network/sign_in/too_many_tries.html", status=429)


def _member_id(request: HttpRequest) -> UUID:
    member: selectors.StaffCard = request.member  # type: ignore[attr-defined]
    return member.id
