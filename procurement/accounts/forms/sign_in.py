"""The forms of django-allauth in our words: no placeholders, labels that say what to fill in."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from procurement.accounts.second_factor import must_have_second_factor


def _word(form: BaseForm, **labels: Any) -> None:
    """Give the fields their labels and take away the texts inside the controls."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name, label in labels.items():
        form.fields[name].label = label


def _forgot(form: BaseForm, name: str) -> None:
    """Say under a password field where to go without one."""
    link = '<a href="{}">{}</a>'
    form.fields[name].help_text = format_html(link, reverse("account_reset_password"), _("Wachtwoord vergeten?"))


class LoginForm(account.LoginForm):
    """Sign in with e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login=_("E-mailadres"), password=_("Wachtwoord"))
        _forgot(self, "password")


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    """Ask for a one-time code by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email=_("E-mailadres"))

    def clean_email(self) -> str:
        """Whoever must use a password gets a mail that says so instead of a code; the page shows no difference."""
        email = super().clean_email()
        user: User | None = getattr(self, "_user", None)
        if user is not None and must_have_second_factor(user):
            self._user = None
        return email


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    """The code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=_("Code uit de e-mail"))


class ResetPasswordForm(account.ResetPasswordForm):
    """Ask for a code to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email=_("E-mailadres"))


class ConfirmPasswordResetCodeForm(account.ConfirmPasswordResetCodeForm):
    """The code that was mailed to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=_("Code uit de e-mail"))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """The new password, after the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1=_("Nieuw wachtwoord"), password2=_("Nieuw wachtwoord, nog een keer"))


class ChangePasswordForm(account.ChangePasswordForm):
    """Another password, by somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self,
            oldpassword=_("Huidig wachtwoord"),
            password1=_("Nieuw wachtwoord"),
            password2=_("Nieuw wachtwoord, nog een keer"),
        )
        _forgot(self, "oldpassword")


class SetPasswordForm(account.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1=_("Wachtwoord"), password2=_("Wachtwoord, nog een keer"))


class ReauthenticateForm(account.ReauthenticateForm):
    """The password again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password=_("Wachtwoord"))
        _forgot(self, "password")


class SecondFactorForm(second_factor.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=_("Code uit de app, of een herstelcode"))


class SecondFactorAgainForm(second_factor.ReauthenticateForm):
    """A code again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=_("Code uit de app"))


class ActivateTotpForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=_("Code uit de app"))
