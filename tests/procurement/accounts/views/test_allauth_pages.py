"""The pages of django-allauth: all in our own frame and words, with no link that leads nowhere."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import resolve, reverse

from procurement.accounts.domain.roles import Role
from tests.factories.accounts import PASSWORD, make_second_factor, make_user

pytestmark = pytest.mark.django_db

OUTSIDE = [
    "account_login",
    "account_request_login_code",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_password_reset_completed",
]
INSIDE = ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate"]
BEHIND_PASSWORD = [
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]
ENGLISH = re.compile(r"\b(?:Sign (?:In|Up|Out)|Password|Email|Log ?in|Change|Confirm|Cancel|Authenticator app)\b")


@pytest.fixture
def buyer(client):
    user = make_user(role=Role.BUYER, password=PASSWORD)
    make_second_factor(user)
    RecoveryCodes.activate(user)
    client.force_login(user)
    return user


def check_page(client, name):
    page = client.get(reverse(name)).content.decode()
    shown = re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.DOTALL)

    assert 'class="site-header"' in page
    assert '<html lang="nl">' in page
    assert ENGLISH.findall(shown) == []
    for link in set(re.findall(r'(?:href|action)="(/[^"#?]*)', page)):
        assert link.startswith("/static/") or resolve(link)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_before_signing_in(client, name):
    check_page(client, name)


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.usefixtures("buyer")
def test_a_page_of_who_is_signed_in(client, name):
    check_page(client, name)


@pytest.mark.parametrize("name", BEHIND_PASSWORD)
@pytest.mark.usefixtures("buyer")
def test_a_page_that_asks_the_password_first(client, name):
    asked = client.get(reverse(name))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert asked.url.startswith(reverse("account_reauthenticate"))
    check_page(client, name)


def test_a_recovery_code_opens_the_second_step_once(client):
    user = make_user(role=Role.BUYER, password=PASSWORD)
    make_second_factor(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]

    def sign_in():
        step = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        client.post(step.url, {"code": code})
        return "_auth_user_id" in client.session

    first = sign_in()
    client.post(reverse("account_logout"))

    assert first is True
    assert sign_in() is False


def test_too_many_requests_get_a_page_that_says_so(client):
    answers = [client.post(reverse("account_login"), {"login": "x", "password": "x"}) for _attempt in range(31)]

    assert answers[-1].status_code == 429
    assert "Te veel pogingen" in answers[-1].content.decode()


def test_a_password_that_is_too_easy_is_refused(client, buyer):
    values = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}

    page = client.post(reverse("account_change_password"), values).content.decode()
    buyer.refresh_from_db()

    assert "12 tekens" in page
    assert buyer.check_password(PASSWORD)
