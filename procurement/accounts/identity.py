"""Who signs says again who they are: by password, by authenticator code, or by a code that was just mailed.

Nothing of a code is stored but its keyed hash, in the cache, until it is used, expires or was tried too often.
"""

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User

CODE_DIGITS = 8
CODE_SECONDS = 10 * 60
# Wrong answers before nothing is accepted any more, and for how long; codes that one may ask for in that time.
MAX_FAILURES = 8
MAX_CODES = 5
WINDOW_SECONDS = 15 * 60


class IdentityWidget(forms.PasswordInput):
    """A password field; for a person without a password there is a button beside it that mails a code."""

    template_name = "accounts/widgets/identity.html"
    offers_code = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"offers_code": self.offers_code}


class IdentityField(forms.CharField):
    """Asks for password or code; ``ask(user)`` fits the words to what this person has."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "current-password", "data-no-autosave": ""}
        options.setdefault("label", _("Uw wachtwoord of code"))
        options.setdefault("strip", True)
        super().__init__(widget=IdentityWidget(attrs=attrs), max_length=256, **options)

    def ask(self, user: User) -> None:
        """Fit label, help and the button to what this person can answer with."""
        if settings.DEMO_MODE:
            self.help_text = _("In de demonstratie heeft iedereen hetzelfde wachtwoord: %(password)s") % {
                "password": settings.DEMO_PASSWORD
            }
        elif user.has_usable_password():
            self.help_text = _("Hiermee tekent u. De code van uw authenticator-app mag ook.")
        else:
            self.label = _("Eenmalige code")
            self.help_text = _("Hiermee tekent u. Vraag een code aan; u krijgt die per e-mail.")
            self.widget.offers_code, self.widget.input_type = True, "text"
            self.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}


class IdentityForm(forms.Form):
    """A form that one signs with; also a base for forms with more fields. Give it ``user``."""

    identity = IdentityField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["identity"]
        assert isinstance(field, IdentityField)  # noqa: S101 -- tells the type checker which field this is
        field.ask(user)
        self.order_fields([name for name in self.fields if name != "identity"] + ["identity"])

    def clean_identity(self) -> str:
        """Refuse a wrong answer; the answer itself is not handed on."""
        if not confirm_identity(self.user, self.cleaned_data["identity"]):
            if _count(self.user, "failed") >= MAX_FAILURES:
                raise forms.ValidationError(_("Te vaak geprobeerd. Probeer het over een kwartier opnieuw."), "blocked")
            raise forms.ValidationError(_("Dit wachtwoord of deze code klopt niet."), "wrong")
        return ""


def confirm_identity(user: User, secret: str) -> bool:
    """True when ``secret`` is the person's password, a valid authenticator code, or the code last mailed to them.

    A mailed code counts only for a person without a password, and once. After ``MAX_FAILURES`` wrong answers
    nothing is accepted for a quarter of an hour.
    """
    secret = secret.strip()
    if not secret or not user.is_active or _count(user, "failed") >= MAX_FAILURES:
        return False
    right = _is_password(user, secret) or _is_authenticator_code(user, secret) or _is_mailed_code(user, secret)
    if not right:
        _raise_count(user, "failed")
    return right


def send_identity_code(user: User) -> bool:
    """Mail a new one-time code to a person without a password; False when too many were asked for."""
    if user.has_usable_password() or _raise_count(user, "sent") > MAX_CODES:
        return False
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    cache.set(_key(user, "code"), _hash(user, code), CODE_SECONDS)
    context = {"user": user, "code": f"{code[:4]} {code[4:]}", "minutes": CODE_SECONDS // 60}
    send_mail(
        subject=render_to_string("emails/identity_code_subject.txt", context).strip(),
        message=render_to_string("emails/identity_code_body.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )
    return True


def _is_password(user: User, secret: str) -> bool:
    return user.has_usable_password() and user.check_password(secret)


def _is_authenticator_code(user: User, secret: str) -> bool:
    code = secret.replace(" ", "")
    if not code.isdigit():
        return False
    found = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    return found is not None and TOTP(found).validate_code(code)


def _is_mailed_code(user: User, secret: str) -> bool:
    stored = cache.get(_key(user, "code"))
    code = secret.replace(" ", "")
    if user.has_usable_password() or not stored or not constant_time_compare(stored, _hash(user, code)):
        return False
    # Whoever deletes it first has used it: a code that is sent twice at the same moment counts once.
    return bool(cache.delete(_key(user, "code")))


def _hash(user: User, code: str) -> str:
    return salted_hmac("procurement.accounts.identity", f"{user.pk}:{code}", algorithm="sha256").hexdigest()


def _key(user: User, what: str) -> str:
    return f"identity:{what}:{user.pk}"


def _count(user: User, what: str) -> int:
    return int(cache.get(_key(user, what), 0))


def _raise_count(user: User, what: str) -> int:
    cache.add(_key(user, what), 0, WINDOW_SECONDS)
    return int(cache.incr(_key(user, what)))
