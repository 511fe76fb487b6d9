"""Kring speaks Dutch until somebody chooses English, whatever the browser prefers."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_browser_that_prefers_english_still_gets_dutch(client):
    answer = client.get(reverse("account_login"), headers={"accept-language": "en-GB,en"})

    assert '<html lang="nl"' in answer.text
    assert answer.headers["Content-Language"] == "nl"


def test_who_chooses_english_keeps_it(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    assert '<html lang="en"' in client.get(reverse("account_login")).text


def test_a_language_that_does_not_exist_is_passed_over(client):
    client.cookies["django_language"] = "xx"

    assert '<html lang="nl"' in client.get(reverse("account_login")).text
