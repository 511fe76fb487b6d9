"""The whole demo, loaded once: the finished case gives its numbers, and each practice tender waits where it says."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from criteria.models import Computation, Evaluation, Letter
from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.models import AuditEvent
from procurement.core.services import demo
from tenders.models import Tender
from tenders.workspace import current_stage, stage_states
from tests.permissions.conftest import signed_in

# Without a mark on some test, no test database is made for the demo.
pytestmark = pytest.mark.django_db
FURNITURE = "LIN-2023-014"
# Number of the practice tender -> state, stage where the work is, and who has which line on "Mijn werk".
WAITING: dict[int, tuple[str, str, dict[str, str]]] = {
    1: ("draft", "ambition", {"verhoeve": "Beleid lezen dat voor deze aanbesteding geldt"}),
    2: ("draft", "specification", {"verhoeve": "Beleid lezen dat voor deze aanbesteding geldt"}),
    3: ("review", "review", {"boersma": "Publiceer als tweede persoon"}),
    4: (
        "published",
        "clarifications",
        {"verhoeve": "Beantwoord vragen van inschrijvers", "bakker": "Keur antwoorden goed"},
    ),
    5: (
        "closed",
        "bids",
        dict.fromkeys(("verhoeve", "second_buyer"), "Registreer en open de inschrijvingen"),
    ),
    6: (
        "closed",
        "assessment",
        dict.fromkeys(("verkerk", "osei", "halim"), "Beoordeel de inschrijvingen en lever in"),
    ),
    7: ("closed", "assessment", {"idrissi": "Rond het consensusoverleg af"}),
    8: ("closed", "assessment", dict.fromkeys(("verhoeve", "second_buyer"), "Open de prijzen")),
    9: ("closed", "award", {"boersma": "Besluit over de gunning"}),
    10: ("awarded", "contract", {"deruiter": "Meet de KPI&#x27;s van", "werkbank": "Teken het kwartaalgesprek van"}),
}
EVALUATIONS = {5: "registering", 6: "individual", 7: "consensus", 8: "locked", 9: "computed", 10: "final"}


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The demo, in a transaction that is never committed."""
    settings = override_settings(SECOND_FACTOR_REQUIRED=False, MEDIA_ROOT=str(tmp_path_factory.mktemp("media")))
    with settings, django_db_blocker.unblock(), transaction.atomic():
        # What is done once the demo is final, such as writing the opened prices to disk, is done here too.
        with TestCase.captureOnCommitCallbacks(execute=True):
            demo.load(lambda name: None)
        yield
        transaction.set_rollback(True)


def person(key: str) -> User:
    return User.objects.get(demo_key=key)


def browser(key: str) -> Client:
    return signed_in(person(key))


def page(key: str, name: str, *args: object) -> str:
    response = browser(key).get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def practice(number: int) -> Tender:
    return Tender.objects.get(reference=f"OEF-{clock.today().year}-{number:02}")


def furniture() -> Tender:
    return Tender.objects.get(reference=FURNITURE)


def test_the_furniture_case_is_won_by_e_with_its_total():
    result = Computation.objects.get(evaluation__lot__tender=furniture()).result

    assert result["winner"] == "E"
    assert result["ranking"][0]["bidder"] == "E"
    assert result["ranking"][0]["total"] == "81.4800000000"


def test_the_ranking_shows_the_total():
    shown = page("verhoeve", "criteria:award", furniture().pk)

    assert "81,48" in shown
    assert "Herstelatelier De Werkbank" in shown


def test_every_rejection_tells_the_total_of_the_winner():
    letters = Letter.objects.filter(bid__lot__tender=furniture(), kind="rejection")

    assert "".join(letter.bid.code for letter in letters) == "ABD"
    assert all("81,48" in json.dumps(letter.content, ensure_ascii=False) for letter in letters)


def test_the_command_gives_the_stored_result(tmp_path: Path):
    case, again = StringIO(), StringIO()
    call_command("award", from_tender=furniture().pk, stdout=case)
    file = tmp_path / "case.json"
    file.write_text(case.getvalue(), encoding="utf-8")

    call_command("award", str(file), stdout=again)

    assert json.loads(again.getvalue()) == Computation.objects.get(evaluation__lot__tender=furniture()).result


def test_all_that_was_sealed_fits():
    said = StringIO()

    call_command("verify_audit", stdout=said)

    assert "everything fits" in said.getvalue()


@pytest.mark.parametrize("number", WAITING)
def test_a_practice_tender_waits_in_its_stage(number: int):
    tender = practice(number)
    state, stage, _people = WAITING[number]

    assert tender.title.startswith("Oefen: ")
    assert (tender.state, current_stage(tender, stage_states([tender.pk])[tender.pk])) == (state, stage)
    evaluation = Evaluation.objects.filter(lot__tender=tender).first()
    assert (evaluation.state if evaluation else None) == EVALUATIONS.get(number)


@pytest.mark.parametrize(("number", "key"), [(number, key) for number, row in WAITING.items() for key in row[2]])
def test_the_next_person_finds_it_at_work(number: int, key: str):
    title = practice(number).title
    client = browser(key)
    shown = client.get(reverse("core:work"))

    lines = [line.item for _group, lines in shown.context["groups"] for line in lines if line.item.subject == title]
    wanted = WAITING[number][2][key]
    found = [line for line in lines if str(line.title).replace("'", "&#x27;").startswith(wanted)]
    assert found, [str(line.title) for line in lines]
    assert client.get(found[0].url).status_code == 200


def test_nothing_is_done_at_a_moment_that_is_still_to_come():
    assert not AuditEvent.objects.filter(shown_at__gt=clock.now()).exists()


def test_it_is_loaded_once():
    before = (AuditEvent.objects.count(), Tender.objects.count(), User.objects.count())

    assert demo.load(lambda name: None) is False
    assert (AuditEvent.objects.count(), Tender.objects.count(), User.objects.count()) == before


def test_another_authority_sees_none_of_it():
    client = browser("zuiderloo_buyer")

    assert not Tender.objects.visible_to(person("zuiderloo_buyer")).exists()
    assert "Oefen" not in client.get(reverse("tenders:tenders")).content.decode()
    for tender in Tender.objects.all():
        assert client.get(reverse("tenders:ambition", args=[tender.pk])).status_code == 404
