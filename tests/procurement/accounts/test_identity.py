"""Who signs says again who they are."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache

from procurement.accounts import identity
from procurement.accounts.identity import IdentityForm, confirm_identity, send_identity_code
from tests.factories.accounts import PASSWORD, make_second_factor, make_user

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def mailed_code() -> str:
    return re.search(r"^(\d{4} \d{4})$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_the_password_confirms_and_another_does_not():
    user = make_user(password=PASSWORD)

    assert confirm_identity(user, PASSWORD) is True
    assert confirm_identity(user, PASSWORD + "x") is False
    assert confirm_identity(user, "") is False


def test_an_authenticator_code_confirms_once():
    user = make_user(password=PASSWORD)
    code = code_of(make_second_factor(user))

    assert confirm_identity(user, code) is True
    assert confirm_identity(user, code) is False


def test_a_person_without_password_confirms_with_a_mailed_code_once():
    user = make_user()

    assert send_identity_code(user) is True

    assert mail.outbox[0].to == [user.email]
    assert confirm_identity(user, "0000 0000") is False
    assert confirm_identity(user, mailed_code()) is True
    assert confirm_identity(user, mailed_code()) is False


def test_a_mailed_code_is_of_one_person_only():
    user, other = make_user(), make_user()
    send_identity_code(user)

    assert confirm_identity(other, mailed_code()) is False


def test_a_mailed_code_is_not_stored_as_it_is():
    user = make_user()
    send_identity_code(user)

    stored = cache.get(f"identity:code:{user.pk}")

    assert mailed_code().replace(" ", "") not in stored
    assert len(stored) == 64


def test_nobody_with_a_password_gets_a_code():
    user = make_user(password=PASSWORD)

    assert send_identity_code(user) is False
    assert mail.outbox == []


def test_codes_can_be_asked_for_a_few_times_only():
    user = make_user()

    sent = [send_identity_code(user) for _attempt in range(identity.MAX_CODES + 1)]

    assert sent == [True] * identity.MAX_CODES + [False]


def test_after_too_many_wrong_answers_the_right_one_is_refused_too():
    user = make_user(password=PASSWORD)
    for _attempt in range(identity.MAX_FAILURES):
        confirm_identity(user, "fout")

    form = IdentityForm({"identity": PASSWORD}, user=user)

    assert confirm_identity(user, PASSWORD) is False
    assert form.errors == {"identity": ["Te vaak geprobeerd. Probeer het over een kwartier opnieuw."]}


def test_a_person_who_left_confirms_nothing():
    user = make_user(password=PASSWORD, is_active=False)

    assert confirm_identity(user, PASSWORD) is False


def test_the_form_never_hands_on_the_answer():
    user = make_user(password=PASSWORD)

    form = IdentityForm({"identity": PASSWORD}, user=user)

    assert form.is_valid()
    assert form.cleaned_data == {"identity": ""}
    assert PASSWORD not in str(form["identity"])


def test_only_a_person_without_password_sees_the_button_that_mails_a_code():
    with_password = str(IdentityForm(user=make_user(password=PASSWORD))["identity"])
    without = str(IdentityForm(user=make_user())["identity"])

    assert "Stuur mij een code" not in with_password
    assert "Stuur mij een code" in without
    assert 'autocomplete="one-time-code"' in without
    # The button belongs to a form of its own, so that Enter in the field signs and asks for no new code.
    assert 'form="identity-code"' in without


def test_in_demo_mode_the_public_password_is_the_help_text(settings):
    settings.DEMO_MODE, settings.DEMO_PASSWORD = True, "openbaar"

    form = IdentityForm(user=make_user(password="openbaar"))

    assert form["identity"].help_text == "In de demonstratie heeft iedereen hetzelfde wachtwoord: openbaar"
