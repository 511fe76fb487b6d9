"""Makers of people, organisations and companies."""

from itertools import count
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, CompanyContact, Membership, Organisation, User

PASSWORD = "een-lang-wachtwoord"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_serial = count(1)


def make_organisation(*, name: str | None = None, **fields: Any) -> Organisation:
    """A contracting authority."""
    return Organisation.objects.create(name=name or f"Gemeente {next(_serial)}", **fields)


def make_user(
    *,
    name: str | None = None,
    organisation: Organisation | None = None,
    role: Role | None = None,
    password: str | None = None,
    **fields: Any,
) -> User:
    """A person; with ``role`` also a membership. Without ``password`` only a one-time code signs in."""
    number = next(_serial)
    user = User.objects.create_user(
        email=fields.pop("email", f"persoon{number}@voorbeeld.nl"),
        password=password,
        name=name or f"Persoon {number}",
        **fields,
    )
    if role:
        Membership.objects.create(user=user, organisation=organisation or make_organisation(), role=role)
    return user


def make_second_factor(user: User) -> str:
    """Give the user an authenticator app; returns its secret."""
    TOTP.activate(user, TOTP_SECRET)
    return TOTP_SECRET


def make_company(*, organisation: Organisation, name: str | None = None, **fields: Any) -> Company:
    """A company in the address book of the organisation."""
    return Company.objects.create(organisation=organisation, name=name or f"Onderneming {next(_serial)}", **fields)


def make_contact(*, company: Company, user: User | None = None) -> User:
    """A person who speaks for the company."""
    user = user or make_user()
    CompanyContact.objects.create(company=company, user=user)
    return user
