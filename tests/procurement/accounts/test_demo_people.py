"""The people of the demo, made through the services."""

import pytest

from procurement.accounts.demo.loader import load_people
from procurement.accounts.demo.people import COMPANIES, PEOPLE
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Organisation, User
from procurement.core.models import AuditEvent, Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def context(settings):
    settings.DEMO_PASSWORD = "openbaar"
    loaded = {}
    load_people(loaded)
    return loaded


def test_everybody_and_every_company_is_there(context):
    assert set(context["people"]) == set(PEOPLE)
    assert list(context["companies"]) == [company.letter for company in COMPANIES]
    assert context["organisation"].name == "Gemeente Lindermeer"


def test_each_has_the_role_of_the_story(context):
    lindermeer = context["organisation"].pk
    zuiderloo = Organisation.objects.get(name="Gemeente Zuiderloo").pk
    roles = {key: user.roles for key, user in context["people"].items()}

    assert roles["verhoeve"] == {lindermeer: {Role.BUYER}}
    assert roles["admin"] == {lindermeer: {Role.ADMIN}}
    assert roles["deruiter"] == {lindermeer: {Role.CONTRACT_MANAGER}}
    assert roles["zuiderloo_buyer"] == {zuiderloo: {Role.BUYER}}
    assert roles["halim"] == roles["werkbank"] == roles["kringstoel"] == {}


def test_contacts_speak_for_their_company(context):
    companies = context["companies"]

    assert context["people"]["werkbank"].company_ids == {companies["E"].pk}
    assert context["people"]["kringstoel"].company_ids == {companies["B"].pk}


def test_everybody_can_be_signed_in_and_sign_with_the_public_password(context):
    for key, user in context["people"].items():
        stored = User.objects.get(pk=user.pk)

        assert stored.demo_key == key
        assert stored.check_password("openbaar")


def test_the_past_is_the_past(context):
    assert AuditEvent.objects.order_by("shown_at").first().shown_at.year == 2021
    assert not Notification.objects.filter(mailed_at__isnull=True).exists()
    assert not Notification.objects.filter(read_at__isnull=True).exists()


def test_without_a_public_password_nobody_has_one(settings):
    settings.DEMO_PASSWORD = ""

    load_people({})

    assert not User.objects.get(demo_key="verhoeve").has_usable_password()
