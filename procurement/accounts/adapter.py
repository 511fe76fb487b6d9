"""How django-allauth behaves in Kring: nobody signs up, who must have two factors uses both, errors are in Dutch."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from procurement.accounts.language import in_language
from procurement.accounts.models import User
from procurement.accounts.second_factor import must_have_second_factor


class KringAccountAdapter(DefaultAccountAdapter):
    """Public sign-up does not exist; a one-time code alone never lets a buyer or admin in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is uitgeschakeld. Vraag uw beheerder."),
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_code": _("Deze code klopt niet of is verlopen."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_login": _("Vul een e-mailadres in."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Wacht een paar minuten en probeer het opnieuw."),
        "rate_limited": _("Te veel verzoeken na elkaar. Wacht even en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("accounts:profile")

    def pre_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse | None:
        """Refuse who must use a password when none was given: a mailed code is not enough for them."""
        refusal = super().pre_login(request, user, **details)
        if refusal is not None or not must_have_second_factor(user):
            return refusal
        if any(record["method"] == "password" for record in get_authentication_records(request, user)):
            return None
        messages.error(request, _("Met uw rol meldt u zich aan met wachtwoord en authenticator-app."))
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Show Kring in the language of this person, also on a machine where they never were."""
        response = super().post_login(request, user, **details)
        return in_language(response, user.language)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code uit de authenticator-app"),
        }
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]


class KringSecondFactorAdapter(DefaultMFAAdapter):
    """Only the words differ."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app."),
        "cannot_delete_authenticator": _("U kunt de authenticator-app nu niet verwijderen."),
        "cannot_generate_recovery_codes": _("Stel eerst de authenticator-app in."),
    }
