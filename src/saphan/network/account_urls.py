"""Signing in: the few of allauth's addresses that are needed, under the names that allauth looks for.

There is none for signing up, for changing the e-mail or for a forgotten password: two persons let her in again.
"""

from django.urls import path
from django.views.generic import RedirectView

from saphan.network import account

to_second_factor = RedirectView.as_view(pattern_name="mfa_index")
to_login = RedirectView.as_view(pattern_name="account_login")

urlpatterns = [
    path("login/", account.log_in, name="account_login"),
    path("inactive/", to_login, name="account_inactive"),
    path("logout/", account.log_out, name="account_logout"),
    path("reauthenticate/", account.password_again, name="account_reauthenticate"),
    path("code/", account.give_code, name="mfa_authenticate"),
    path("code/again/", account.code_again, name="mfa_reauthenticate"),
    path("second-factor/", account.second_factor, name="mfa_index"),
    path("second-factor/set-up/", account.set_up, name="mfa_activate_totp"),
    path("second-factor/keep/", to_second_factor, name="mfa_deactivate_totp"),
    path("recovery-codes/", account.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", account.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
