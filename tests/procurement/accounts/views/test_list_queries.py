"""A list asks the database the same number of questions whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, CompanyContact, Invitation, Membership, Organisation, User

pytestmark = pytest.mark.django_db


def fill(cast, start, stop):
    """Add rows ``start`` to ``stop`` to every list."""
    people = User.objects.bulk_create(
        User(email=f"p{number}@voorbeeld.nl", name=f"Persoon {number:03}") for number in range(start, stop)
    )
    organisation = Organisation.objects.get(pk=cast.organisation.pk)
    Membership.objects.bulk_create(
        Membership(user=person, organisation=organisation, role=Role.READER) for person in people
    )
    companies = Company.objects.bulk_create(
        Company(organisation=organisation, name=f"Onderneming {number:03}") for number in range(start, stop)
    )
    CompanyContact.objects.bulk_create(
        CompanyContact(company=company, user=person) for company, person in zip(companies, people, strict=True)
    )
    Invitation.objects.bulk_create(
        Invitation(
            organisation=organisation,
            user=person,
            reason="beoordelen",
            invited_by=cast.buyer,
            created_at=cast.tender.created_at,
        )
        for person in people
    )


@pytest.mark.parametrize("name", ["accounts:members", "accounts:companies", "accounts:invitations"])
def test_20_and_200_rows_take_as_many_queries(client, cast, name):
    client.force_login(cast.admin)
    counts = []

    for start, stop in ((0, 20), (20, 200)):
        fill(cast, start, stop)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(name))
        counts.append(len(queries))

    assert response.context["list"].page.paginator.count >= 200
    assert counts[0] == counts[1]
    assert counts[0] <= 10
