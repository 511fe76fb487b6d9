"""What people see, and what the log keeps, when something goes wrong."""

import json
import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procurement.core.log_format import JsonFormatter
from tests.cast import Cast

HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
pytestmark = pytest.mark.urls("tests.procurement.core.views.trouble_urls")


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, str]]:
    return [json.loads(JsonFormatter().format(record)) for record in caplog.records]


def test_a_fault_gives_a_reference_that_the_log_knows_too(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        response = visitor.post("/proef/fout/", {"price": "412500"})

    page = response.content.decode()
    found = re.search(r"kenmerk ([0-9A-F]{4}-[0-9A-F]{4})", page)
    assert response.status_code == 500
    assert found
    assert "Er ging iets mis" in page
    written = [line for line in lines(caplog) if line["level"] == "ERROR"]
    assert len(written) == 1
    assert written[0]["message"] == f"POST /proef/fout/ failed, reference {found[1]}"
    assert written[0]["exception"].startswith("builtins.ValueError: ")
    assert "trouble_urls.py" in written[0]["exception"]


def test_nothing_of_a_form_reaches_the_log(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        visitor.post("/proef/fout/?price=412500", {"price": "412500"})

    assert "412500" not in "\n".join(json.dumps(line) for line in lines(caplog))


@pytest.mark.parametrize("headers", [HTMX, JSON], ids=["htmx", "json"])
def test_a_script_gets_a_line_and_no_page(visitor: Client, headers: dict[str, str]) -> None:
    response = visitor.get("/proef/fout/", headers=headers)

    assert response.status_code == 500
    assert "<html" not in response.content.decode()
    assert "Kenmerk: " in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_database_gone_for_a_minute(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Client(raise_request_exception=False)
    visitor.force_login(cast.reader)
    assert visitor.get("/").status_code == 200
    connection.close()
    with monkeypatch.context() as gone:
        gone.setitem(connection.settings_dict, "HOST", "/nowhere")

        response = visitor.get("/")

        page = response.content.decode()
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert "Kring is even niet bereikbaar" in page
        assert re.search(r"kenmerk [0-9A-F]{4}-[0-9A-F]{4}", page)

    connection.close()
    assert visitor.get("/").status_code == 200


def test_a_request_that_is_far_too_large_is_refused_unread(visitor: Client, settings: Settings) -> None:
    settings.REQUEST_LIMIT_BYTES = 1000

    response = visitor.post("/proef/post/", {"text": "x" * 1001})

    assert response.status_code == 413
    assert "Dit is te groot" in response.content.decode()


def test_too_much_text_is_refused_with_the_same_words(visitor: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = visitor.post("/proef/post/", {"text": "x" * 1001}, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "Dit is te groot" in response.content.decode()


def test_too_many_fields_are_a_bad_request(visitor: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    response = visitor.post("/proef/post/", {"a": 1, "b": 2, "c": 3})

    assert response.status_code == 400
    assert "Dit verzoek klopt niet" in response.content.decode()


def test_an_address_that_does_not_exist(visitor: Client) -> None:
    response = visitor.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_a_form_of_before_signing_in_again_says_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/proef/post/", {"text": "x"})

    assert response.status_code == 403
    assert "Deze pagina is verlopen" in response.content.decode()


class TestPrivateByDefault:
    """Who is not signed in."""

    @pytest.mark.django_db
    def test_opening_a_page_leads_to_signing_in(self, client: Client) -> None:
        response = client.get("/logboek/?person=1")

        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next=/logboek/%3Fperson%3D1"

    @pytest.mark.django_db
    @pytest.mark.parametrize("headers", [HTMX, JSON], ids=["htmx", "json"])
    def test_a_script_hears_to_sign_in_elsewhere(self, client: Client, headers: dict[str, str]) -> None:
        response = client.get("/", headers=headers)

        assert response.status_code == 401
        assert "U bent afgemeld. Meld u aan in een nieuw tabblad; uw tekst blijft staan." in response.content.decode()
        assert "<form" not in response.content.decode()

    @pytest.mark.django_db
    def test_what_was_sent_is_answered_with_how_to_keep_it(self, client: Client) -> None:
        response = client.post("/", {"text": "lang getypt"})

        page = response.content.decode()
        assert response.status_code == 401
        assert "het staat nog in uw browser" in page
        assert f'href="{reverse("account_login")}"' in page

    @pytest.mark.django_db
    @pytest.mark.parametrize("name", ["account_login", "account_request_login_code"])
    def test_signing_in_is_open(self, client: Client, name: str) -> None:
        assert client.get(reverse(name)).status_code == 200

    @pytest.mark.django_db
    def test_a_language_can_be_chosen_before_signing_in(self, client: Client) -> None:
        response = client.post("/taal/", {"language": "en", "next": reverse("account_login")})

        assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
