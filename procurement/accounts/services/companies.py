"""The address book: companies that are asked, bid and deliver, and who speaks for them."""

from django.db import transaction

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.models import Company, CompanyContact, Organisation, User
from procurement.accounts.services.people import person_with, switch_off_without_ground, tell_how_to_sign_in
from procurement.core import audit


@transaction.atomic
def add_company(
    organisation_id: int, *, name: str, actor: User | None, kvk: str = "", address: str = "", products: str = ""
) -> Company:
    """Put a company in the address book of the organisation and return it. kvk: eight digits or empty.

    Raises:
        AccountError: "same_name".
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    _refuse_same_name(organisation.pk, name)
    company = Company.objects.create(
        organisation=organisation,
        name=name.strip(),
        kvk=kvk.strip(),
        address=address.strip(),
        products=products.strip(),
    )
    audit.record("company.added", actor=actor, target=company)
    return company


@transaction.atomic
def change_company(
    company_id: int, *, name: str, kvk: str, address: str, actor: User, products: str | None = None
) -> Company:
    """Store what is known of a company and return it; nothing is recorded when nothing differs.

    products: None leaves them as they are.

    Raises:
        AccountError: "same_name".
    """
    company = Company.objects.select_for_update().get(pk=company_id)
    values = {"name": name.strip(), "kvk": kvk.strip(), "address": address.strip()}
    if products is not None:
        values["products"] = products.strip()
    changed = [field for field, value in values.items() if getattr(company, field) != value]
    if not changed:
        return company
    _refuse_same_name(company.organisation_id, name, but=company.pk)
    for field in changed:
        setattr(company, field, values[field])
    company.save(update_fields=[*changed, "updated_at"])
    audit.record("company.changed", actor=actor, target=company, fields=changed)
    return company


@transaction.atomic
def add_contact(company_id: int, *, email: str, name: str, actor: User | None, job_title: str = "") -> CompanyContact:
    """Let a person speak for a company, write them how to sign in, and return the contact.

    Raises:
        AccountError: "already_contact".
    """
    company = Company.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=company_id)
    user = person_with(email, name=name, job_title=job_title)
    if company.contacts.filter(user=user, is_active=True).exists():
        raise AccountError("already_contact")
    contact = CompanyContact.objects.create(company=company, user=user)
    tell_how_to_sign_in(user, organisation=company.organisation, reason="", company=company)
    audit.record("contact.added", actor=actor, target=contact)
    return contact


@transaction.atomic
def end_contact(contact_id: int, *, actor: User) -> CompanyContact:
    """End that a person speaks for a company and return the contact; what they signed stays.

    Raises:
        AccountError: "already_ended".
    """
    contact = CompanyContact.objects.select_for_update().get(pk=contact_id)
    if not contact.is_active:
        raise AccountError("already_ended")
    contact.is_active = False
    contact.save(update_fields=["is_active"])
    switch_off_without_ground(contact.user)
    audit.record("contact.ended", actor=actor, target=contact)
    return contact


def _refuse_same_name(organisation_id: int, name: str, *, but: int | None = None) -> None:
    namesakes = Company.objects.filter(organisation_id=organisation_id, name__iexact=name.strip())
    if (namesakes.exclude(pk=but) if but else namesakes).exists():
        raise AccountError("same_name")
