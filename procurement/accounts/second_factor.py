"""Who must have a second factor, and what a person still lacks of it."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from procurement.accounts.domain.roles import SECOND_FACTOR_ROLES
from procurement.accounts.models import User


def must_have_second_factor(user: User) -> bool:
    """True for buyers and admins of any organisation, unless the second factor is switched off (demo mode)."""
    return settings.SECOND_FACTOR_REQUIRED and any(roles & SECOND_FACTOR_ROLES for roles in user.roles.values())


def has_authenticator(user: User) -> bool:
    """True when the person has set up an authenticator app. Recovery codes alone do not count."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def page_to_complete(user: User) -> str | None:
    """Return the name of the page where this person completes what is lacking; None when nothing lacks."""
    if not must_have_second_factor(user):
        return None
    if not user.has_usable_password():
        return "account_set_password"
    return None if has_authenticator(user) else "mfa_activate_totp"
