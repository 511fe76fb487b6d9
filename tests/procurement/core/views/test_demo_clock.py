"""The clock of the demo."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from procurement.core import clock
from procurement.core.models import AuditEvent
from procurement.core.services.demo_clock import NotInDemoMode, go_to
from tests.cast import Cast

MOMENT = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reader)
    return client


def test_outside_the_demo_there_is_no_clock_to_move(reader: Client, cast: Cast) -> None:
    assert reader.get("/demo/datum/").status_code == 404
    with pytest.raises(NotInDemoMode):
        go_to(MOMENT, actor=cast.reader)


def test_a_moved_clock_runs_on_from_the_chosen_moment(
    reader: Client, settings: Settings, django_capture_on_commit_callbacks
) -> None:
    settings.DEMO_MODE = True

    with django_capture_on_commit_callbacks(execute=True):
        reader.post("/demo/datum/", {"moment": "2024-01-05T10:30"})

    assert timedelta(0) <= clock.now() - MOMENT < timedelta(minutes=1)
    assert clock.is_moved()
    page = " ".join(reader.get("/demo/datum/").content.decode().split())
    assert "Demo: het is 5 januari 2024" in page
    event = AuditEvent.objects.get()
    assert event.action == "clock.moved"
    assert event.data["offset_seconds"] < 0


def test_the_clock_can_come_back(reader: Client, settings: Settings, django_capture_on_commit_callbacks) -> None:
    settings.DEMO_MODE = True
    with django_capture_on_commit_callbacks(execute=True):
        reader.post("/demo/datum/", {"moment": "2024-01-05T10:30"})
        reader.post("/demo/datum/", {"back": "1"})

    assert not clock.is_moved()
    assert abs(clock.now() - clock.real_now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "verplicht"), ("morgen", "geldige"), ("1999-01-01T00:00", "tussen 2000 en 2100")]
)
def test_a_moment_that_cannot_be_is_said_at_the_field(
    reader: Client, settings: Settings, typed: str, said: str
) -> None:
    settings.DEMO_MODE = True

    response = reader.post("/demo/datum/", {"moment": typed})

    assert said in response.content.decode()
    assert not clock.is_moved()


def test_what_demo_mode_left_behind_does_not_move_another_mode(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks
) -> None:
    settings.DEMO_MODE = True
    with django_capture_on_commit_callbacks(execute=True):
        go_to(MOMENT, actor=cast.reader)
    settings.DEMO_MODE = False

    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=1)
