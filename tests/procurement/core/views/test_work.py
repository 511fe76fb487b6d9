""" "Mijn werk", and the frame around every page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from procurement.core import clock
from procurement.core.extension_points import NOTIFICATION_KINDS, WORK_ITEMS, WorkItem
from procurement.core.services.notifications import notify
from tests.cast import Cast

FRIDAY = datetime(2024, 1, 5, 8, 0, tzinfo=UTC)
ITEMS = [
    WorkItem("Kies een procedure", "/p/", "Procedure", subject="Kantoorinrichting"),
    WorkItem("Teken de publicatie", "/t/", "Publicatie", due=date(2024, 1, 10)),
    WorkItem("Beantwoord 3 vragen", "/v/", "Inlichtingen", due=date(2024, 1, 3)),
    WorkItem("Verstuur de nota", "/n/", "Inlichtingen", due=date(2024, 1, 5)),
    WorkItem("Leg de meting vast", "/m/", "Contract", due=date(2024, 1, 7)),
    WorkItem("Schrijf de lessen", "/l/", "Contract", due=date(2024, 3, 1)),
]


@pytest.fixture
def items() -> Iterator[list[WorkItem]]:
    """What every person has to do; a test may change the list."""
    found = list(ITEMS)
    WORK_ITEMS["test.work"] = lambda user: found
    with clock.at(FRIDAY):
        yield found
    dict.__delitem__(WORK_ITEMS, "test.work")


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reader)
    return client


def text(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_work_stands_by_group_with_the_nearest_date_first(reader: Client, items: list[WorkItem]) -> None:
    response = reader.get("/")

    groups = [(group, [str(line.item.title) for line in lines]) for group, lines in response.context["groups"]]
    assert groups == [
        ("Inlichtingen", ["Beantwoord 3 vragen", "Verstuur de nota"]),
        ("Contract", ["Leg de meting vast", "Schrijf de lessen"]),
        ("Publicatie", ["Teken de publicatie"]),
        ("Procedure", ["Kies een procedure"]),
    ]
    assert "6 zaken wachten op u, waarvan 1 te laat" in text(response)


def test_the_time_left_is_told_in_working_days(reader: Client, items: list[WorkItem]) -> None:
    page = text(reader.get("/"))

    for said in (
        "2 werkdagen te laat 3 januari 2024",
        "vandaag 5 januari 2024",
        "geen werkdag meer 7 januari 2024",
        "nog 3 werkdagen 10 januari 2024",
        "nog 40 werkdagen 1 maart 2024",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("group=Contract", {"Leg de meting vast", "Schrijf de lessen"}),
        ("due=late", {"Beantwoord 3 vragen"}),
        ("group=Contract&due=week", {"Leg de meting vast"}),
        ("group=Publicatie&due=late", set()),
    ],
)
def test_a_filter_narrows_the_work(reader: Client, items: list[WorkItem], query: str, shown: set[str]) -> None:
    response = reader.get(f"/?{query}")

    assert {str(line.item.title) for _, lines in response.context["groups"] for line in lines} == shown


def test_the_chosen_filter_stays_until_it_is_cleared(reader: Client, items: list[WorkItem]) -> None:
    reader.get("/?group=Contract&due=")

    assert reader.get("/")["Location"] == "/?group=Contract&due="
    assert reader.get("/?group=").status_code == 200
    assert reader.get("/").status_code == 200


def test_a_filter_on_a_group_that_is_gone_is_forgotten(reader: Client, items: list[WorkItem]) -> None:
    reader.get("/?group=Contract")
    items[:] = [ITEMS[0]]

    response = reader.get("/", follow=True)

    assert [group for group, _ in response.context["groups"]] == ["Procedure"]
    assert reader.get("/").status_code == 200


def test_without_work_the_page_says_what_will_stand_there(cast: Cast) -> None:
    official, bidder = Client(), Client()
    official.force_login(cast.stranger)
    bidder.force_login(cast.bidder)

    assert "Er wacht niets op u" in text(official.get("/"))
    assert "Zodra een aanbestedende dienst iets van uw onderneming vraagt" in text(bidder.get("/"))


def test_unread_messages_stand_beside_the_work(cast: Cast, reader: Client) -> None:
    NOTIFICATION_KINDS.setdefault("test.news", "Nieuws")
    notify([cast.reader], "test.news", "De gids is klaar", "U kunt hem lezen.", "/")

    page = text(reader.get("/"))

    assert "De gids is klaar" in page
    assert 'Meldingen <span class="count">1</span>' in page


def test_the_number_of_queries_does_not_grow_with_the_work(reader: Client, items: list[WorkItem]) -> None:
    with CaptureQueriesContext(connection) as few:
        reader.get("/")
    items *= 40

    with CaptureQueriesContext(connection) as many:
        reader.get("/")

    assert len(many) == len(few)
    assert len(few) <= 30


class TestFrame:
    """What stands around each page."""

    def test_the_current_page_is_marked_in_the_navigation(self, reader: Client) -> None:
        active = {entry["label"]: entry["active"] for entry in reader.get("/meldingen/?page=1").context["navigation"]}

        assert (active["Mijn werk"], active["Meldingen"]) == (False, True)

    def test_the_audit_trail_is_offered_to_auditors(self, cast: Cast) -> None:
        auditor, reader = Client(), Client()
        auditor.force_login(cast.auditor)
        reader.force_login(cast.reader)

        assert 'href="/logboek/"' in text(auditor.get("/"))
        assert 'href="/logboek/"' not in text(reader.get("/"))

    def test_the_demo_says_so_on_every_page(self, reader: Client, settings: Settings) -> None:
        assert "demo-banner" not in text(reader.get("/"))

        settings.DEMO_MODE = True

        assert "Demo: alles op deze pagina is verzonnen" in text(reader.get("/"))
