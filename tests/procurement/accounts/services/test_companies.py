"""The address book."""

import pytest

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, User
from procurement.accounts.services.companies import add_company, add_contact, change_company, end_contact
from procurement.core.models import AuditEvent, Notification
from tests.factories.accounts import make_company, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation()


@pytest.fixture
def buyer(organisation):
    return make_user(organisation=organisation, role=Role.BUYER)


def test_a_company_is_added_and_recorded(organisation, buyer):
    company = add_company(organisation.pk, name=" De Werkbank ", kvk="00010005", address="", actor=buyer)

    assert (company.name, company.kvk) == ("De Werkbank", "00010005")
    assert AuditEvent.objects.get().action == "company.added"


def test_the_same_name_twice_is_refused_and_elsewhere_is_not(organisation, buyer):
    make_company(organisation=organisation, name="De Werkbank")

    with pytest.raises(AccountError) as caught:
        add_company(organisation.pk, name="de werkbank", actor=buyer)
    add_company(make_organisation().pk, name="De Werkbank", actor=buyer)

    assert caught.value.code == "same_name"
    assert Company.objects.count() == 2


def test_a_change_records_which_fields(organisation, buyer):
    company = make_company(organisation=organisation, name="De Werkbank")

    change_company(company.pk, name="De Werkbank", kvk="00010005", address="Werkplaats 3", actor=buyer)

    company.refresh_from_db()
    assert company.address == "Werkplaats 3"
    assert AuditEvent.objects.get().data == {"fields": ["kvk", "address"]}


def test_a_change_of_nothing_is_not_recorded(organisation, buyer):
    company = make_company(organisation=organisation, name="De Werkbank")

    change_company(company.pk, name="De Werkbank", kvk="", address="", actor=buyer)

    assert not AuditEvent.objects.exists()


def test_a_company_cannot_take_the_name_of_another(organisation, buyer):
    make_company(organisation=organisation, name="Prisma")
    company = make_company(organisation=organisation, name="De Werkbank")

    with pytest.raises(AccountError) as caught:
        change_company(company.pk, name="Prisma", kvk="", address="", actor=buyer)

    assert caught.value.code == "same_name"


def test_a_contact_sees_the_company_and_is_told_how(organisation, buyer):
    company = make_company(organisation=organisation, name="De Werkbank")

    contact = add_contact(company.pk, email="t@dewerkbank.example", name="G. Terpstra", actor=buyer)

    assert Company.objects.visible_to(contact.user).get() == company
    assert "contactpersoon van De Werkbank" in Notification.objects.get().body


def test_a_contact_is_added_once(organisation, buyer):
    company = make_company(organisation=organisation)
    add_contact(company.pk, email="t@dewerkbank.example", name="G. Terpstra", actor=buyer)

    with pytest.raises(AccountError) as caught:
        add_contact(company.pk, email="t@dewerkbank.example", name="G. Terpstra", actor=buyer)

    assert caught.value.code == "already_contact"


def test_a_contact_that_ended_sees_nothing_and_cannot_sign_in(organisation, buyer):
    company = make_company(organisation=organisation)
    contact = add_contact(company.pk, email="t@dewerkbank.example", name="G. Terpstra", actor=buyer)

    end_contact(contact.pk, actor=buyer)

    user = User.objects.get(pk=contact.user_id)
    assert not user.is_active
    assert not Company.objects.visible_to(user).exists()
    with pytest.raises(AccountError) as caught:
        end_contact(contact.pk, actor=buyer)
    assert caught.value.code == "already_ended"
