"""Signing in and all that belongs to it: the views of django-allauth that Kring uses, under Dutch addresses.

Adding e-mail addresses and signing up by oneself are left out: addresses are kept by the admin.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

urlpatterns = [
    path("aanmelden/", account.login, name="account_login"),
    path("aanmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("aanmelden/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/tweede-stap/", second_factor.authenticate, name="mfa_authenticate"),
    path("aanmelden/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/bevestigen/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("aanmelden/uitgeschakeld/", account.account_inactive, name="account_inactive"),
    path("afmelden/", account.logout, name="account_logout"),
    path("registreren/", account.signup, name="account_signup"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("wachtwoord/vergeten/nieuw/", account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "wachtwoord/vergeten/gereed/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("profiel/twee-stappen/", second_factor.index, name="mfa_index"),
    path("profiel/twee-stappen/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("profiel/twee-stappen/loskoppelen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("profiel/herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("profiel/herstelcodes/maken/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "profiel/herstelcodes/bewaren/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
