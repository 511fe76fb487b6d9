"""Signing in: password, one-time code, second step, and what they cannot be used for."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tests.factories.accounts import PASSWORD, make_second_factor, make_user

pytestmark = pytest.mark.django_db

PROFILE = reverse("accounts:profile")


def totp_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def mailed_code():
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4}|[A-Z0-9-]{6,9})$", mail.outbox[-1].body, re.MULTILINE)[1]


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_a_reader_signs_in_with_a_password(client):
    user = make_user(role=Role.READER, password=PASSWORD)

    response = sign_in(client, user)

    assert response.status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_says_so_in_dutch(client):
    user = make_user(role=Role.READER, password=PASSWORD)

    response = sign_in(client, user, "iets anders")

    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in response.content.decode()
    assert not is_signed_in(client)


def test_too_many_wrong_passwords_are_stopped(client):
    user = make_user(role=Role.READER, password=PASSWORD)
    for _attempt in range(5):
        sign_in(client, user, "fout")

    response = sign_in(client, user)

    assert "Te vaak geprobeerd" in response.content.decode()
    assert not is_signed_in(client)


def test_a_buyer_needs_the_code_of_the_app_after_the_password(client):
    user = make_user(role=Role.BUYER, password=PASSWORD)
    secret = make_second_factor(user)

    first = sign_in(client, user)
    half_way = is_signed_in(client)
    client.post(first.url, {"code": totp_now(secret)})

    assert first.url == reverse("mfa_authenticate")
    assert not half_way
    assert is_signed_in(client)


def test_somebody_from_outside_signs_in_with_a_mailed_code(client):
    user = make_user()

    asked = client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(asked.url, {"code": mailed_code()})

    assert mail.outbox[0].subject == "Kring: uw code om aan te melden"
    assert is_signed_in(client)


def test_a_wrong_code_is_refused_in_dutch(client):
    user = make_user()
    asked = client.post(reverse("account_request_login_code"), {"email": user.email})

    response = client.post(asked.url, {"code": "AAAA-AAAA"})

    assert "Deze code klopt niet of is verlopen." in response.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", [Role.BUYER, Role.ADMIN])
def test_who_must_have_two_factors_gets_no_code_by_mail(client, role):
    user = make_user(role=role, password=PASSWORD)
    make_second_factor(user)

    response = client.post(reverse("account_request_login_code"), {"email": user.email})

    assert response.url == reverse("account_confirm_login_code")
    assert mail.outbox[0].subject == "Kring: er is geen code verstuurd"
    assert not is_signed_in(client)


def test_a_code_that_was_sent_before_someone_became_buyer_lets_nobody_in(client):
    user = make_user()
    asked = client.post(reverse("account_request_login_code"), {"email": user.email})
    code = mailed_code()
    make_buyer(user)

    response = client.post(asked.url, {"code": code})

    assert response.url == reverse("account_login")
    assert not is_signed_in(client)


def make_buyer(user):
    from_role = make_user(role=Role.BUYER).memberships.get()
    from_role.user = user
    from_role.save(update_fields=["user"])


def test_an_unknown_address_looks_the_same_on_screen(client):
    known = client.post(reverse("account_request_login_code"), {"email": make_user().email})
    client.logout()
    unknown = client.post(reverse("account_request_login_code"), {"email": "niemand@voorbeeld.nl"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert mail.outbox[-1].subject == "Kring: er is geen code verstuurd"


def test_somebody_who_is_switched_off_cannot_sign_in(client):
    user = make_user(role=Role.READER, password=PASSWORD, is_active=False)

    response = sign_in(client, user)

    assert response.url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_a_forgotten_password_is_replaced_with_a_code(client):
    user = make_user(role=Role.READER, password=PASSWORD)

    asked = client.post(reverse("account_reset_password"), {"email": user.email})
    confirmed = client.post(asked.url, {"code": mailed_code()})
    new = "een-heel-ander-wachtwoord"
    done = client.post(confirmed.url, {"password1": new, "password2": new})
    page = client.get(done.url)
    sign_in(client, user, new)

    assert "Uw wachtwoord is gewijzigd" in page.content.decode()
    assert "http" not in mail.outbox[0].body
    assert is_signed_in(client)


def test_a_new_buyer_without_password_chooses_one_with_a_code(client):
    user = make_user(role=Role.BUYER)

    asked = client.post(reverse("account_reset_password"), {"email": user.email})
    confirmed = client.post(asked.url, {"code": mailed_code()})
    client.post(confirmed.url, {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(client, user)
    response = client.get(PROFILE)

    assert response.url == reverse("mfa_activate_totp")


def test_signing_up_is_closed_and_says_so(client):
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"email": "ik@voorbeeld.nl", "password1": PASSWORD})

    assert "Een account krijgt u van uw organisatie" in page.content.decode()
    assert not is_signed_in(client)
    assert type(make_user()).objects.filter(email="ik@voorbeeld.nl").exists() is False


def test_signing_out_is_a_post_and_ends_at_the_sign_in_page(client):
    client.force_login(make_user(role=Role.READER))

    page = client.get(reverse("account_logout"))
    still_in = is_signed_in(client)
    response = client.post(reverse("account_logout"))

    assert "Afmelden" in page.content.decode()
    assert still_in
    assert response.url == reverse("account_login")
    assert not is_signed_in(client)


def test_signing_in_shows_kring_in_the_language_of_the_person(client):
    user = make_user(role=Role.READER, password=PASSWORD, language="en")

    response = sign_in(client, user)

    assert response.cookies["django_language"].value == "en"
