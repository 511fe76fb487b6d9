"""The pages of a contract answer for each of its parties, whatever there is to show."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract, Measurement, Review
from contracts.services import incentives, reviews
from contracts.services.measuring import correct_measurement
from contracts.services.parties import Party
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.models import BackgroundJob
from tests.factories.accounts import make_user
from tests.factories.contracts import (
    make_award,
    make_condition,
    make_contract,
    make_contractor,
    make_kpi,
    make_manager,
    make_promise,
)
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 14, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_october() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def contract() -> Contract:
    return make_contract()


@pytest.fixture
def manager(contract: Contract) -> User:
    return make_manager(contract)


@pytest.fixture
def contractor(contract: Contract) -> User:
    return make_contractor(contract)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"contracts:{name}", args=args)


def page(user: User, name: str, *args: Any) -> str:
    response = signed_in(user).get(address(name, *args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_kpi_without_targets_shows_that_there_is_nothing_to_draw():
    contract = make_contract(state=ContractState.PREPARING)
    kpi = make_kpi(contract, targets=None)

    html = page(make_manager(contract), "kpi", contract.pk, kpi.pk)

    assert "Nog geen doelen" in html
    assert '<svg class="chart__svg' not in html


def test_every_page_opens_for_both_parties(contract, manager, contractor):
    kpi = make_kpi(contract, measured={"2024Q1": "70", "2024Q2": "73"}, penalty_after_reds=1, penalty_eur=Decimal(10))
    names = ("contract", "reviews", "recalibrations", "incentives")

    for user in (manager, contractor):
        for name in names:
            page(user, name, contract.pk)
        assert "73" in page(user, "kpi", contract.pk, kpi.pk)
        page(user, "measure", contract.pk, "2024Q3")
        page(user, "record", contract.pk, kpi.pk, "2024Q3")
        assert contract.title in page(user, "contracts")


def test_the_lessons_stay_inside_the_authority(contract, manager, contractor):
    client = signed_in(contractor)

    assert client.get(address("lessons", contract.pk)).status_code == 403
    assert address("lessons", contract.pk) not in page(contractor, "contract", contract.pk)
    assert address("lessons", contract.pk) in page(manager, "contract", contract.pk)
    page(manager, "lessons", contract.pk)


def test_a_correction_is_offered_to_who_may_make_it(contract, manager, contractor):
    kpi = make_kpi(contract, measured={"2024Q1": "70"})
    link = address("correct", contract.pk, kpi.measurements.get().pk)

    assert link in page(manager, "kpi", contract.pk, kpi.pk)
    assert link not in page(contractor, "kpi", contract.pk, kpi.pk)


def test_the_contractor_records_with_a_dutch_comma(contract, contractor):
    kpi = make_kpi(contract, unit="kg per kwartaal")
    data = {"value": "1.234,5", "measured_on": "2024-04-09", "source": "Register", "note": ""}

    response = signed_in(contractor).post(address("record", contract.pk, kpi.pk, "2024Q1"), data)

    assert response.status_code == 302
    assert Measurement.objects.get().value == Decimal("1234.5")


def test_a_quarter_with_one_bad_value_stores_nothing_and_keeps_all(contract, contractor):
    first, second = make_kpi(contract), make_kpi(contract)
    data = {"measured_on": "2024-04-09", "source": "Register", f"kpi_{first.pk}": "70", f"kpi_{second.pk}": "veel"}

    response = signed_in(contractor).post(address("measure", contract.pk, "2024Q1"), data)

    html = response.content.decode()
    assert 'value="70"' in html
    assert 'value="veel"' in html
    assert not Measurement.objects.exists()


def test_an_unknown_quarter_is_not_found(contract, manager):
    assert signed_in(manager).get(address("measure", contract.pk, "2024Q5")).status_code == 404


def offered(contract: Contract, manager: User) -> Review:
    make_kpi(contract, measured={"2024Q1": "70"})
    action = {"text": "Register vullen", "owner": "G. Terpstra", "due": date(2024, 6, 1), "kpi": None}
    texts = {"held_on": date(2024, 4, 24), "summary": "Op koers.", "attendees": "", "decisions": ""}
    made = reviews.save_review(contract.pk, Quarter(2024, 1), [action], actor=manager, **texts)
    return reviews.offer_review(made.pk, actor=manager)


def test_the_offered_review_shows_what_is_signed(contract, manager, contractor):
    offered(contract, manager)

    html = page(contractor, "review", contract.pk, "2024Q1")

    for words in ("Op koers.", "Register vullen", "1 juni 2024", ">70<"):
        assert words in html, words


def test_the_page_shows_everything_that_is_signed(contract, manager, contractor):
    bid = contract.bid
    promise = make_promise(bid, bid.lot.award_model.criteria.get())
    kpi = make_kpi(contract, promise=promise, unit="% massa", measured={"2024Q2": "50"})
    make_kpi(contract, measured={"2024Q1": "1", "2024Q2": "1"}, penalty_after_reds=2, penalty_eur=Decimal(2500))
    texts = {"held_on": date(2024, 4, 24), "summary": "Op koers."}
    action = {"text": "Register vullen", "owner": "G. Terpstra", "due": date(2024, 6, 1), "kpi": None}
    reviews.save_review(contract.pk, Quarter(2024, 1), [action], actor=manager, **texts)
    correct_measurement(
        kpi.measurements.get().pk,
        value=Decimal(73),
        measured_on=date(2024, 7, 9),
        source="Register",
        note="Een levering ontbrak.",
        actor=manager,
    )
    incentives.propose_incentives(contract.pk, actor=manager)
    made = reviews.save_review(contract.pk, Quarter(2024, 2), None, actor=manager, **texts)
    reviews.offer_review(made.pk, actor=manager)

    html = page(contractor, "review", contract.pk, "2024Q2")

    for words in ("K5 Aandeel bij levering", "Register vullen", "2 kwartalen op rij rood", "Een levering ontbrak."):
        assert words in html, words


def test_the_contractor_can_not_write_or_offer_a_review(contract, manager, contractor):
    make_kpi(contract, measured={"2024Q1": "70"})
    client = signed_in(contractor)

    assert client.get(address("review", contract.pk, "2024Q1")).status_code == 403
    texts = {"held_on": date(2024, 4, 24), "summary": "Op koers."}
    made = reviews.save_review(contract.pk, Quarter(2024, 1), None, actor=manager, **texts)
    assert client.post(address("offer_review", contract.pk, "2024Q1")).status_code == 403
    made.refresh_from_db()
    assert made.state == "draft"


def test_the_contractor_reads_nothing_of_a_draft(contract, manager, contractor):
    make_kpi(contract, measured={"2024Q1": "70"})
    action = {"text": "Intern nagaan", "owner": "J. Bakker", "due": date(2024, 6, 1), "kpi": None}
    texts = {"held_on": date(2024, 4, 24), "summary": "Intern concept."}
    reviews.save_review(contract.pk, Quarter(2024, 1), [action], actor=manager, **texts)

    html = page(contractor, "reviews", contract.pk)
    answer = signed_in(contractor).post(address("review_report", contract.pk, "2024Q1"))

    assert "Intern" not in html
    assert answer.status_code == 403
    assert not BackgroundJob.objects.exists()
    for words in ("Intern concept.", "Intern nagaan"):
        assert words in page(manager, "reviews", contract.pk)


def test_the_page_signs_what_was_read(contract, manager, contractor):
    review = offered(contract, manager)
    contractor.set_password("Een lang wachtwoord voor tests")
    contractor.save()
    read = page(contractor, "review", contract.pk, "2024Q1")
    where = f"{address('sign_review', contract.pk, '2024Q1')}?gezien={review.sha256}"
    assert where in read
    client = signed_in(contractor)
    assert review.sha256 in client.get(where).content.decode()
    data = {"identity": "Een lang wachtwoord voor tests"}

    refused = client.post(where, data | {"seen_sha256": "0" * 64})
    signed = client.post(where, data | {"seen_sha256": review.sha256})

    assert "gewijzigd sinds u het las" in refused.content.decode()
    assert signed.status_code == 302


def test_a_signed_review_can_not_be_withdrawn_from_the_page(contract, manager, contractor):
    review = offered(contract, manager)
    reviews.sign_review(review.pk, person=manager, party=Party.AUTHORITY)
    reviews.sign_review(review.pk, person=contractor, party=Party.CONTRACTOR)

    signed_in(manager).post(address("withdraw_review", contract.pk, "2024Q1"))

    review.refresh_from_db()
    assert review.state == "signed"


def test_a_penalty_is_heard_before_it_is_imposed(contract, manager, contractor):
    make_kpi(contract, measured={"2024Q1": "1"}, penalty_after_reds=1, penalty_eur=Decimal(2500))
    [penalty] = incentives.propose_incentives(contract.pk, actor=manager)
    decision = {"impose": "yes", "motivation": "De regel."}

    signed_in(manager).post(address("decide", contract.pk, penalty.pk), decision)
    penalty.refresh_from_db()
    assert penalty.state == "proposed"

    hearing = {"heard_on": "2024-05-02", "text": "De auto kwam laat."}
    assert signed_in(contractor).post(address("hear", contract.pk, penalty.pk), hearing).status_code == 302
    assert signed_in(manager).post(address("decide", contract.pk, penalty.pk), decision).status_code == 302
    penalty.refresh_from_db()
    assert penalty.state == "imposed"


def test_a_contract_number_that_is_taken_is_said_at_its_field_and_a_second_click_leads_to_the_contract(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    tender = make_tender()
    make_award(tender.lots.get())
    taken = make_contract(organisation=tender.organisation)
    client = signed_in(make_user(organisation=tender.organisation, role=Role.BUYER))
    data = {"reference": taken.reference.lower(), "signed_on": "2024-01-01", "starts_on": "2024-01-01"}
    data |= {"ends_on": "2026-01-01"}

    answer = client.post(address("stage", tender.pk), data)

    assert answer.status_code == 200
    words = f"Nummer {taken.reference} is al van een ander contract. Hoofdletters maken geen verschil."
    assert answer.context["form"].errors == {"reference": [words]}
    assert answer.context["form"]["signed_on"].value() == "2024-01-01"
    first, second = (client.post(address("stage", tender.pk), data | {"reference": "C-nieuw"}) for _click in "12")
    made = Contract.objects.get(reference="C-nieuw")
    assert [first.url, second.url] == [made.get_absolute_url()] * 2


def test_a_hearing_that_is_there_is_kept_and_said(contract, manager, contractor):
    make_kpi(contract, measured={"2024Q1": "1"}, penalty_after_reds=1, penalty_eur=Decimal(2500))
    [penalty] = incentives.propose_incentives(contract.pk, actor=manager)
    incentives.hear(penalty.pk, text="Overmacht.", heard_on=date(2024, 5, 2), actor=contractor)

    answer = signed_in(manager).post(
        address("hear", contract.pk, penalty.pk), {"heard_on": "2024-05-03", "text": "Geen bezwaar."}
    )

    assert "De reactie is al vastgelegd" in answer.content.decode()
    assert "Reactie van de opdrachtnemer" not in page(manager, "incentives", contract.pk)


def test_another_contractor_finds_nothing(contract):
    stranger = make_contractor(make_contract(organisation=contract.organisation))

    assert signed_in(stranger).get(contract.get_absolute_url()).status_code == 404


def test_a_prepared_contract_shows_what_is_still_to_be_set_up():
    contract = make_contract(state=ContractState.PREPARING)
    manager = make_manager(contract)
    make_condition(contract.lot.tender)
    kpi = make_kpi(contract, targets=None)

    page(manager, "contract", contract.pk)
    page(manager, "targets", contract.pk, kpi.pk)
    page(manager, "change_kpi", contract.pk, kpi.pk)
    page(manager, "add_kpi", contract.pk)
    response = signed_in(manager).post(address("targets", contract.pk, kpi.pk), {"2024Q1": "72,5"})

    assert response.status_code == 302
    assert kpi.targets.get(period="2026Q4").value == Decimal("72.5")


def test_a_kpi_number_that_is_taken_is_named_at_its_field():
    contract = make_contract(state=ContractState.PREPARING)
    client = signed_in(make_manager(contract))
    make_kpi(contract, code="KPI01")
    own = make_kpi(contract, code="KPI02")
    data = {"code": "kpi01", "name": "Restafval", "unit": "kg", "better": "lower", "decimals": "0", "definition": "Zo."}
    data |= {"tolerance_pct": "5", "requirement": own.requirement_id}

    added = client.post(address("add_kpi", contract.pk), data)
    changed = client.post(address("change_kpi", contract.pk, own.pk), data)

    words = "Nummer KPI01 is al van een andere KPI. Hoofdletters maken geen verschil."
    assert added.context["form"].errors == {"code": [words]}
    assert changed.context["form"].errors == {"code": [words]}
    assert added.context["form"]["name"].value() == "Restafval"
