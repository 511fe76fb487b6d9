"""Messages in Kring."""

import pytest
from django.test import Client

from procurement.core.extension_points import NOTIFICATION_KINDS
from procurement.core.models import Notification
from procurement.core.services.notifications import notify
from tests.cast import Cast


@pytest.fixture
def reader(cast: Cast) -> Client:
    NOTIFICATION_KINDS.setdefault("test.news", "Nieuws")
    client = Client()
    client.force_login(cast.reader)
    return client


def test_only_ones_own_messages_are_listed(cast: Cast, reader: Client) -> None:
    notify([cast.reader], "test.news", "Voor mij", "x")
    notify([cast.lawyer], "test.news", "Voor een ander", "x")

    page = reader.get("/meldingen/").content.decode()

    assert "Voor mij" in page
    assert "Voor een ander" not in page


def test_opening_a_message_marks_it_and_goes_there(cast: Cast, reader: Client) -> None:
    message = notify([cast.reader], "test.news", "x", "y", "/aanbestedingen/1/")[0]

    response = reader.get(f"/meldingen/{message.pk}/")

    assert response["Location"] == "/aanbestedingen/1/"
    assert Notification.objects.get().read_at is not None


@pytest.mark.parametrize("url", ["", "https://elders.example/", "//elders.example/"])
def test_a_message_never_leads_elsewhere(cast: Cast, reader: Client, url: str) -> None:
    message = notify([cast.reader], "test.news", "x", "y", url)[0]

    assert reader.get(f"/meldingen/{message.pk}/")["Location"] == "/meldingen/"


def test_all_are_marked_at_once(cast: Cast, reader: Client) -> None:
    notify([cast.reader, cast.lawyer], "test.news", "x", "y")

    reader.post("/meldingen/gelezen/")

    assert [note.recipient for note in Notification.objects.filter(read_at__isnull=True)] == [cast.lawyer]


def test_a_long_list_comes_in_pages(cast: Cast, reader: Client) -> None:
    for number in range(30):
        notify([cast.reader], "test.news", f"Bericht {number}", "x")

    page = reader.get("/meldingen/?page=2").content.decode()

    assert "26 tot en met 30 van 30 meldingen" in page
