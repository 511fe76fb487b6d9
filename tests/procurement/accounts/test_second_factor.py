"""A buyer or admin without an authenticator app reaches only the page that sets it up."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from procurement.accounts.second_factor import has_authenticator
from tests.factories.accounts import PASSWORD, make_second_factor, make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:profile")
SET_UP = reverse("mfa_activate_totp")


@pytest.mark.parametrize("role", [Role.BUYER, Role.ADMIN])
def test_without_app_every_page_leads_to_setting_it_up(client, role):
    client.force_login(make_user(role=role, password=PASSWORD))

    assert client.get(PAGE).url == SET_UP
    assert client.post(PAGE).url == SET_UP
    assert client.get(reverse("mfa_index")).url == SET_UP


def test_a_part_of_a_page_leads_there_too(client):
    client.force_login(make_user(role=Role.BUYER, password=PASSWORD))

    response = client.get(PAGE, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == SET_UP


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR, Role.CONTRACT_MANAGER, None])
def test_other_people_need_no_app(client, role):
    client.force_login(make_user(role=role, password=PASSWORD))

    assert client.get(PAGE).status_code == 200


def test_with_the_app_everything_opens(client):
    user = make_user(role=Role.BUYER, password=PASSWORD)
    make_second_factor(user)
    client.force_login(user)

    assert client.get(PAGE).status_code == 200


def test_a_buyer_without_password_chooses_one_first(client):
    user = make_user(role=Role.BUYER)
    make_second_factor(user)
    client.force_login(user)

    assert client.get(PAGE).url == reverse("account_set_password")
    assert client.get(reverse("account_set_password")).status_code == 200


def test_the_way_out_and_the_language_stay_open(client):
    client.force_login(make_user(role=Role.BUYER, password=PASSWORD))

    assert client.post(reverse("set_language"), {"language": "en", "next": "/"}).url == "/"
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_the_app_is_set_up_with_its_first_code_after_the_password_again(client):
    user = make_user(role=Role.BUYER, password=PASSWORD)
    client.force_login(user)

    asked_again = client.get(SET_UP)
    client.post(asked_again.url, {"password": PASSWORD})
    secret = client.get(SET_UP).context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = client.post(SET_UP, {"code": code})
    codes = client.get(done.url)

    assert asked_again.url.startswith(reverse("account_reauthenticate"))
    assert has_authenticator(user)
    assert done.url == reverse("mfa_view_recovery_codes")
    assert "Herstelcodes" in codes.content.decode()


def test_where_no_second_factor_is_required_nothing_is_asked(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(role=Role.BUYER, password=PASSWORD))

    assert client.get(PAGE).status_code == 200
