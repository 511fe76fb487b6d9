"""The page of demo mode that signs in with one click."""

import pytest
from django.test import Client
from django.urls import reverse

from procurement.accounts.demo.people import PEOPLE
from procurement.accounts.domain.roles import Role
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

URL = reverse("accounts:demo_sign_in")


@pytest.fixture
def _demo_mode(settings):
    settings.DEMO_MODE = True
    settings.SECOND_FACTOR_REQUIRED = False
    settings.DEMO_PASSWORD = "openbaar"
    settings.LOGIN_URL = "accounts:demo_sign_in"


def make_demo_user(key="verhoeve", **fields):
    person = PEOPLE[key]
    return make_user(name=person.name, job_title=person.job_title, email=person.email, demo_key=key, **fields)


def test_the_page_does_not_exist_outside_demo_mode(client):
    make_demo_user()

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"person": "verhoeve"}).status_code == 404


@pytest.mark.usefixtures("_demo_mode")
def test_the_cast_stands_there_with_what_each_does(client):
    make_demo_user(role=Role.BUYER)

    page = client.get(URL).content.decode()

    assert "M. Verhoeve" in page
    assert str(PEOPLE["verhoeve"].story) in page
    assert "N. Halim" not in page


@pytest.mark.usefixtures("_demo_mode")
def test_one_click_signs_in_and_goes_on(client):
    user = make_demo_user(role=Role.BUYER)

    response = client.post(URL, {"person": "verhoeve", "next": "/profiel/"})

    assert response.url == "/profiel/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.usefixtures("_demo_mode")
def test_nobody_is_sent_to_another_site(client):
    make_demo_user()

    assert client.post(URL, {"person": "verhoeve", "next": "https://elders.example/"}).url == "/"


@pytest.mark.usefixtures("_demo_mode")
@pytest.mark.parametrize("person", ["", "onbekend", "1"])
def test_only_demo_users_are_signed_in(client, person):
    make_user(role=Role.ADMIN)

    response = client.post(URL, {"person": person})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_demo_mode")
def test_the_token_is_asked():
    from_elsewhere = Client(enforce_csrf_checks=True)
    make_demo_user()

    assert from_elsewhere.post(URL, {"person": "verhoeve"}).status_code == 403


@pytest.mark.usefixtures("_demo_mode")
def test_signing_out_returns_there(client):
    client.force_login(make_demo_user())

    assert client.post(reverse("account_logout")).url == URL
