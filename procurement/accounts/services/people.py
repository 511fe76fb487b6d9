"""Finding or making the person behind an e-mail address, and telling them how to sign in."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.accounts.domain.roles import SECOND_FACTOR_ROLES, Role
from procurement.accounts.models import Company, Organisation, User
from procurement.core.services.notifications import notify


def person_with(email: str, *, name: str, job_title: str = "") -> User:
    """Return the person with this address, made without a password when there is none.

    Somebody who is known keeps name and job title; somebody whose account was switched off gets it back.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        return User.objects.create_user(email.strip(), name=name.strip(), job_title=job_title.strip())
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


def tell_how_to_sign_in(
    user: User, *, organisation: Organisation, reason: str, role: Role | None = None, company: Company | None = None
) -> None:
    """Write the person a message that says what they can do in Kring and where to sign in; it holds no secret.

    reason: what the invitation is for, in a few words; empty for a member.
    """
    needs_password = role in SECOND_FACTOR_ROLES and not user.has_usable_password()
    by_code = not user.has_usable_password() and not needs_password
    pages = {True: "account_reset_password", False: "account_request_login_code" if by_code else "account_login"}
    with override(user.language):
        context = {
            "person": user,
            "organisation": organisation,
            "reason": reason,
            "company": company,
            "role": role,
            "needs_password": needs_password,
            "by_code": by_code,
        }
        body = render_to_string("emails/welcome_body.txt", context).strip()
        subject = _("U hebt toegang tot Kring van %(organisation)s") % {"organisation": organisation.name}
    notify([user], "accounts.welcome", subject, body, reverse(pages[needs_password]))


def has_ground_for_access(user: User) -> bool:
    """True while the person has a role, speaks for a company, or holds an invitation that was not withdrawn."""
    return (
        user.memberships.filter(is_active=True).exists()
        or user.company_contacts.filter(is_active=True).exists()
        or user.invitations.open().exists()
    )


def switch_off_without_ground(user: User) -> None:
    """Switch the account off when nothing gives access any more; what the person did stays."""
    if not has_ground_for_access(user):
        user.is_active = False
        user.save(update_fields=["is_active"])
