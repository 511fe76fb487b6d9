"""System checks of the core."""

import pytest
from pytest_django import Settings

from procurement.core import checks


def ids(found: list[object]) -> list[str]:
    return [each.id for each in found]


def test_here_everything_holds() -> None:
    assert checks.spreadsheets_are_read_safely(None) == []
    assert checks.fonts_of_documents_are_there(None) == []
    assert checks.the_demo_stays_on_this_machine(None) == []


def test_unsafe_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "DEFUSEDXML", False)

    assert ids(checks.spreadsheets_are_read_safely(None)) == ["core.E001"]


@pytest.mark.parametrize(
    ("is_demo", "hosts", "found"),
    [
        (True, ["localhost", "127.0.0.1"], []),
        (True, ["localhost", "kring.example.org"], ["core.E002"]),
        (True, ["*"], ["core.E002"]),
        (False, ["kring.example.org"], []),
    ],
)
def test_the_demo_answers_loopback_only(settings: Settings, is_demo: bool, hosts: list[str], found: list[str]) -> None:
    settings.DEMO_MODE, settings.ALLOWED_HOSTS = is_demo, hosts

    assert ids(checks.the_demo_stays_on_this_machine(None)) == found


@pytest.mark.parametrize(
    ("key", "found"), [("short", ["core.E004"]), ("a" * 60, ["core.E004"]), ("abcdefgh01" * 6, [])]
)
def test_the_secret_key_must_be_strong(settings: Settings, key: str, found: list[str]) -> None:
    settings.SECRET_KEY = key

    assert ids(checks.the_secret_key_is_strong(None)) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("redis://broker:6379/0", []),
        ("redis+socket:///run/redis.sock", []),
        ("", ["core.E005"]),
        (None, ["core.E005"]),
        ("memory://", ["core.E005"]),
        ("filesystem://", ["core.E005"]),
    ],
)
def test_a_broker_that_loses_tasks_is_refused(settings: Settings, url: str | None, found: list[str]) -> None:
    settings.CELERY_BROKER_URL = url

    assert ids(checks.the_broker_keeps_tasks(None)) == found


@pytest.mark.django_db
def test_the_owner_of_the_tables_is_named() -> None:
    assert ids(checks.kring_does_not_run_as_owner(None, databases=["default"])) == ["core.W001"]
    assert checks.kring_does_not_run_as_owner(None) == []


def test_missing_fonts_are_noticed(settings: Settings) -> None:
    settings.BASE_DIR = "/nowhere"

    assert ids(checks.fonts_of_documents_are_there(None)) == ["core.E003"]
