"""What an organisation and a person say about themselves."""

import pytest

from procurement.accounts.domain.roles import Role
from procurement.accounts.services.organisations import change_organisation
from procurement.accounts.services.profile import change_profile
from procurement.core.models import AuditEvent
from tests.factories.accounts import make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_only_what_differs_is_recorded():
    organisation = make_organisation(court_city="Den Haag")
    admin = make_user(organisation=organisation, role=Role.ADMIN)

    change_organisation(organisation.pk, actor=admin, court_city="Den Haag", kvk="00020001")

    organisation.refresh_from_db()
    assert organisation.kvk == "00020001"
    assert AuditEvent.objects.get().data == {"fields": ["kvk"]}


def test_nothing_that_differs_is_nothing_recorded():
    organisation = make_organisation(court_city="Den Haag")

    change_organisation(organisation.pk, actor=make_user(), court_city=" Den Haag ")

    assert not AuditEvent.objects.exists()


def test_what_belongs_to_policy_is_refused():
    organisation = make_organisation()

    with pytest.raises(KeyError):
        change_organisation(organisation.pk, actor=make_user(), definition="iets")

    assert not AuditEvent.objects.exists()


def test_people_change_their_own_data():
    user = make_user()

    change_profile(user.pk, name="N. Ieuw", job_title="Jurist", language="en")

    user.refresh_from_db()
    assert (user.name, user.job_title, user.language) == ("N. Ieuw", "Jurist", "en")
    assert AuditEvent.objects.get().action == "profile.changed"
