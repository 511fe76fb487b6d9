"""The contract of the furniture case, loaded through the services: ten quarters as they were."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contracts.demo.contract import bring_to_contract, load_contract
from contracts.domain.periods import parse
from contracts.domain.vocabulary import IncentiveState, ReviewState
from contracts.models import Contract, Recalibration
from contracts.services import incentives
from contracts.services.promises import lost_promises
from contracts.services.scorecard import open_quarter, points_of
from contracts.services.stage_states import contract_states
from contracts.services.thread import contract_nodes
from contracts.services.work import work_of
from criteria.demo.award_model import bring_to_award_model, load_award_model
from criteria.models import Criterion
from procurement.accounts.demo.loader import load_people
from procurement.core import clock
from procurement.core.models import AuditEvent
from tenders.demo.drafting import load_procedure, load_specification
from tenders.demo.preparation import load_ambition, load_market, load_policy
from tenders.domain.vocabulary import StageState
from tenders.models import Lesson, Lot
from tests.factories.contracts import make_award, make_promise
from tests.factories.tenders import make_ambition, make_tender

pytestmark = pytest.mark.django_db
CASE = json.loads(Path("tests/cases/furniture-kpis.json").read_text(encoding="utf-8"))
TODAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PROMISED = {"K3": "2", "K4": "1.60", "K5": "72"}


@pytest.fixture
def context() -> dict[str, Any]:
    found: dict[str, Any] = {}
    parts = (load_people, load_policy, load_ambition, load_market, load_procedure, load_specification)
    for load in (*parts, load_award_model):
        load(found)
    award(found["lot"], company=found["companies"]["E"])
    with clock.at(TODAY):
        load_contract(found)
    return found


def award(lot: Lot, **winner: Any) -> None:
    """Award the lot for good, with the promises of the winner."""
    bid = make_award(lot, **winner)
    for criterion in Criterion.objects.filter(model__lot=lot, code__in=PROMISED):
        make_promise(bid, criterion, PROMISED[criterion.code])


def test_every_quarter_stands_as_in_the_case(context):
    contract = context["contract"]
    points = points_of(contract)
    kpis = {kpi.code: kpi for kpi in contract.kpis.all()}

    assert sorted(kpis) == [row["code"] for row in CASE["kpis"]]
    for row in CASE["kpis"]:
        for period, status in zip(CASE["quarters"], row["statuses"], strict=True):
            point = points[kpis[row["code"]].pk].get(parse(period))
            found = point.status if point else "missing"
            assert found == (status or "missing"), (row["code"], period)


def test_the_share_rests_on_two_promises_and_none_is_lost(context):
    contract = context["contract"]
    share = contract.kpis.get(code="KPI01")

    assert share.promise.criterion.code == "K5"
    assert contract.kpis.get(code="KPI02").promise.criterion.code == "K4"
    assert contract.kpis.filter(promise__isnull=False).count() == 2
    assert lost_promises([contract]) == {contract.pk: []}
    assert "vierde kwartaal" in share.definition


def test_one_penalty_after_the_contractor_was_heard(context):
    [penalty] = context["contract"].incentives.select_related("kpi")

    assert (penalty.kpi.code, penalty.period, penalty.amount_eur) == ("KPI09", "2024Q2", Decimal(2500))
    assert penalty.state == IncentiveState.IMPOSED
    assert penalty.heard_on < penalty.decided_at.date()
    assert penalty.rule == (
        "KPI09: 2 kwartalen op rij rood; €\u00a02.500 per kwartaal vanaf het 2e rode kwartaal, "
        "ten hoogste €\u00a010.000 per contractjaar."
    )
    assert incentives.propose_incentives(context["contract"].pk, actor=None) == []


def test_ten_reviews_were_signed_by_both_in_their_own_quarter(context):
    reviews = list(context["contract"].reviews.order_by("period"))

    assert [row.period for row in reviews] == CASE["quarters"]
    assert {row.state for row in reviews} == {ReviewState.SIGNED}
    assert reviews[0].signed_at.date() == date(2024, 4, 29)
    assert all(row.act.signatures.count() == 2 for row in reviews)
    assert all(row.snapshot["penalties"] == [] for row in reviews if row.period != "2024Q2")


def test_the_recalibration_of_2025_ends_one_kpi_and_adds_another(context):
    contract = context["contract"]

    assert contract.kpis.get(code="KPI11").last_period == "2024Q4"
    assert contract.kpis.get(code="KPI14").first_period == "2025Q1"
    assert contract.kpis.get(code="KPI14").requirement.code == "MEU-E12"
    assert Recalibration.objects.filter(contract=contract, act__state="complete").count() == 4


def test_the_third_quarter_of_2026_waits(context):
    contract, people = context["contract"], context["people"]
    with clock.at(TODAY):
        assert str(open_quarter(contract)) == "2026Q3"
        assert contract_states([context["tender"].pk]) == {context["tender"].pk: StageState.BUSY}
        titles = [str(item.title) for item in work_of(people["werkbank"])]

    assert titles[0] == "Meet de KPI's van 2026Q3"
    assert [title for title in titles if title.startswith("Afspraak")] == [
        "Afspraak voor G. Terpstra, De Werkbank: Voorstel doen voor de doelen van 2027, met onderbouwing per KPI"
    ]


def test_the_thread_runs_from_promise_to_measurement(context):
    ambition = context["ambitions"]["reuse"]
    with clock.at(TODAY):
        nodes = contract_nodes([ambition.pk])[ambition.pk]

    assert not any(node.is_missing for node in nodes)
    assert "K5: 72%\u00a0massa" in [node.title for node in nodes]
    assert "KPI01: 84%\u00a0massa in 2026Q2, gehaald" in [node.title for node in nodes]
    assert Lesson.objects.filter(tender=context["tender"]).count() == 2


def test_everything_was_recorded_by_the_contractor_in_time(context):
    recorded = AuditEvent.objects.filter(action="measurement.recorded")

    assert recorded.count() == 10 * 13
    assert {event.actor_id for event in recorded} == {context["people"]["werkbank"].pk}


def test_a_practice_contract_waits_for_its_first_review(context):
    tender = make_tender(organisation=context["organisation"], recalibration_clause="Elk jaar.")
    make_ambition(tender=tender)
    bring_to_award_model(context, tender)
    award(Lot.objects.get(tender=tender))
    with clock.at(TODAY):
        made = bring_to_contract(context, tender)
        titles = [str(item.title) for item in work_of(context["people"]["deruiter"]) if made.title == item.subject]

    assert Contract.objects.get(pk=made.pk).state == "running"
    assert titles == ["Leg het kwartaalgesprek van 2026Q3 vast en bied het aan"]
