"""The audit trail on screen."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.models import AuditEvent
from tests.cast import Cast, make_tender_row


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def trail(cast: Cast) -> None:
    """Four events in two organisations, on two days."""
    other = make_tender_row(organisation=cast.organisation, created_by=cast.buyer, reference="LIN-2", title="Stoelen")
    with transaction.atomic():
        with clock.at(datetime(2024, 1, 5, 9, 30, tzinfo=UTC)):
            audit.record("act.signed", actor=cast.buyer, target=cast.tender)
            audit.record("act.completed", actor=cast.second_buyer, target=cast.lot)
        with clock.at(datetime(2024, 1, 8, 9, 30, tzinfo=UTC)):
            audit.record("act.signed", actor=cast.second_buyer, target=other)
            audit.record("act.signed", actor=cast.other_buyer, target=cast.other_organisation)


def seen(client: Client, query: str = "") -> list[tuple[str, str]]:
    events = client.get(f"/logboek/{query}").context["page"].object_list
    return [(event.action, event.actor_name) for event in events]


def test_an_auditor_sees_the_trail_of_the_own_organisation_newest_first(cast: Cast, trail: None) -> None:
    assert seen(browser(cast.auditor)) == [
        ("act.signed", "J. Wolters"),
        ("act.completed", "J. Wolters"),
        ("act.signed", "M. Verhoeve"),
    ]


def test_the_list_agrees_with_the_permission(cast: Cast, trail: None) -> None:
    for person in cast.people.values():
        visible = set(AuditEvent.objects.visible_to(person).values_list("stream", flat=True))
        for organisation in (cast.organisation, cast.other_organisation):
            may = person.has_perm("core.view_auditevent", organisation)
            assert (f"organisation:{organisation.pk}" in visible) == may


def test_the_page_speaks_dutch(cast: Cast, trail: None) -> None:
    page = " ".join(browser(cast.auditor).get("/logboek/").content.decode().split())

    assert "Handeling door twee personen voltooid" in page
    assert "5 januari 2024, 10.30 uur" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?since=2024-01-06", 1),
        ("?until=2024-01-05", 2),
        ("?since=2024-01-05&until=2024-01-08", 3),
        ("?action=act.completed", 1),
        ("?person={buyer}", 1),
        ("?person={buyer}&action=act.completed", 0),
    ],
)
def test_the_trail_is_narrowed_by_period_person_and_action(cast: Cast, trail: None, query: str, count: int) -> None:
    assert len(seen(browser(cast.auditor), query.format(buyer=cast.buyer.pk))) == count


def test_a_period_that_ends_before_it_begins_is_said(cast: Cast, trail: None) -> None:
    page = browser(cast.auditor).get("/logboek/?since=2024-01-08&until=2024-01-05").content.decode()

    assert "Deze dag ligt voor de eerste dag van de periode." in page


def test_the_trail_of_one_tender_holds_what_belongs_to_it(cast: Cast, trail: None) -> None:
    client = browser(cast.buyer)

    assert seen(client, f"?subject=tenders.Tender:{cast.tender.pk}") == [
        ("act.completed", "J. Wolters"),
        ("act.signed", "M. Verhoeve"),
    ]


@pytest.mark.parametrize(
    "subject",
    [
        "tenders.Tender:0",
        "tenders.Nothing:1",
        "x",
        "tenders.Tender:x",
        "tenders:1",
        "core.StoredFile:abc",
        "tenders.Tender:99999999999999999999999",
    ],
)
def test_a_subject_that_is_not_there_is_not_found(cast: Cast, subject: str) -> None:
    assert browser(cast.buyer).get(f"/logboek/?subject={subject}").status_code == 404


def test_a_subject_without_organisation_is_not_found(cast: Cast) -> None:
    assert browser(cast.auditor).get(f"/logboek/?subject=accounts.User:{cast.buyer.pk}").status_code == 404


def test_a_subject_of_another_organisation_is_not_found(cast: Cast) -> None:
    assert browser(cast.other_buyer).get(f"/logboek/?subject=tenders.Tender:{cast.tender.pk}").status_code == 404


def test_a_page_keeps_its_filter(cast: Cast) -> None:
    with transaction.atomic():
        for _ in range(60):
            audit.record("act.signed", actor=cast.buyer, target=cast.tender)

    page = browser(cast.auditor).get("/logboek/?action=act.signed&page=2").content.decode()

    assert 'href="?action=act.signed&amp;page=1"' in page


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    client = browser(cast.auditor)
    counts = []
    for rows in (5, 200):
        with transaction.atomic():
            for _ in range(rows):
                audit.record("act.signed", actor=cast.buyer, target=cast.tender)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/logboek/?subject=tenders.Tender:{cast.tender.pk}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
