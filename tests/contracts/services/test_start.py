"""From award to a running contract."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.domain.lifecycle import TransitionError
from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract
from contracts.services import kpis, start
from contracts.services.promises import lost_promises
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import SummonsEnding
from criteria.models import AwardDecision, Standstill, Summons, SummonsEnd
from procurement.core.models import AuditEvent
from tenders.models import Lot
from tests.factories.contracts import (
    make_award,
    make_condition,
    make_contract,
    make_growth_criterion,
    make_promise,
    make_promised_criterion,
)
from tests.factories.criteria_bids import OPENING_AT
from tests.factories.criteria_model import make_model
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db
DATES = {"signed_on": date(2023, 12, 1), "starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
Q1 = Quarter(2024, 1)


@pytest.fixture
def lot() -> Lot:
    return Lot.objects.get(tender=make_tender(growth_clause="Groei.", recalibration_clause="Herijk."))


def create(lot: Lot) -> Contract:
    return start.create_contract(lot.pk, actor=lot.tender.created_by, reference="C-1", **DATES)


def test_there_is_no_contract_before_the_award_is_final(lot):
    make_award(lot, state=EvaluationState.STANDSTILL)

    with pytest.raises(start.NotAwardedError):
        create(lot)
    assert not Contract.objects.exists()


def test_a_second_click_gives_the_contract_that_was_made(lot):
    make_award(lot)

    assert create(lot) == create(lot)
    assert AuditEvent.objects.filter(action="contract.created").count() == 1


def test_a_number_of_another_contract_is_refused(lot):
    make_award(lot)
    other = make_contract(organisation=lot.tender.organisation, reference="c-1")

    with pytest.raises(start.ReferenceTakenError) as taken:
        create(lot)
    assert taken.value.reference == "c-1"

    assert Contract.objects.get() == other
    second = start.create_contract(lot.pk, actor=lot.tender.created_by, reference="C-2", **DATES)
    with pytest.raises(start.ReferenceTakenError):
        start.change_contract(second.pk, actor=lot.tender.created_by, reference="C-1")


def test_the_contract_takes_over_winner_price_clauses_and_promises(lot):
    share = make_promised_criterion(make_model(lot=lot))
    bid = make_award(lot, price="123456.78")
    promise = make_promise(bid, share)

    made = create(lot)

    assert (made.company, made.value_eur, made.state) == (bid.company, Decimal("123456.78"), ContractState.PREPARING)
    assert (made.growth_clause, made.recalibration_clause) == ("Groei.", "Herijk.")
    assert made.ends_on_latest == date(2024, 12, 31)
    [kpi] = made.kpis.all()
    assert (kpi.code, kpi.promise, kpi.unit, kpi.first_period) == ("KPI01", promise, "% massa", "2024Q1")
    assert AuditEvent.objects.get(action="contract.created").target_id == str(made.pk)


def test_promises_that_name_one_kpi_share_it(lot):
    model = make_model(lot=lot)
    year, share = make_growth_criterion(model), make_promised_criterion(model)
    bid = make_award(lot)
    make_promise(bid, year, "2")
    stated_in_its_unit = make_promise(bid, share)

    made = create(lot)

    [kpi] = made.kpis.all()
    assert kpi.promise == stated_in_its_unit
    assert lost_promises([made]) == {made.pk: []}


@pytest.mark.parametrize(
    ("unit", "promised", "decimals"),
    [("EUR per werkplek per jaar", "1.60", 2), ("EUR", "2", 2), ("% massa", "72", 0), ("% massa", "72.50", 1)],
)
def test_a_kpi_is_read_in_the_decimals_of_its_promise(lot, unit, promised, decimals):
    criterion = make_promised_criterion(make_model(lot=lot), unit=unit, kpi_unit=unit)
    make_promise(make_award(lot), criterion, promised)

    made = create(lot)

    assert [kpi.decimals for kpi in made.kpis.all()] == [decimals]


def test_nothing_starts_without_targets_or_with_a_promise_that_nobody_measures(lot):
    model = make_model(lot=lot)
    share, waste = make_promised_criterion(model), make_promised_criterion(model, code="K6", kpi_name="Restafval")
    bid = make_award(lot)
    make_promise(bid, share)
    actor = lot.tender.created_by
    made = create(lot)
    make_promise(bid, waste, "100")

    with pytest.raises(start.NotReadyError) as refused:
        start.start_contract(made.pk, actor=actor)

    assert (refused.value.codes, refused.value.promises) == (["KPI01"], ["K6"])
    made.refresh_from_db()
    assert made.state == ContractState.PREPARING


def test_a_contract_starts_once(lot):
    share = make_promised_criterion(make_model(lot=lot))
    make_promise(make_award(lot), share)
    actor = lot.tender.created_by
    made = create(lot)
    kpis.set_targets(made.kpis.get().pk, {Q1: Decimal(72)}, actor=actor)

    assert start.start_contract(made.pk, actor=actor).state == ContractState.RUNNING
    with pytest.raises(TransitionError):
        start.start_contract(made.pk, actor=actor)
    assert AuditEvent.objects.filter(action="contract.started").count() == 1


def test_a_kpi_needs_a_source_and_a_number_of_its_own():
    contract = make_contract(state=ContractState.PREPARING)
    actor, condition = contract.lot.tender.created_by, make_condition(contract.lot.tender)
    values = {"code": "KPI01", "name": "Naam", "unit": "%", "better": "higher", "definition": "Zo.", "tolerance_pct": 5}

    with pytest.raises(kpis.KpiRefusedError, match="no_source"):
        kpis.add_kpi(contract.pk, actor=actor, first_period="2024Q1", **values)
    kpis.add_kpi(contract.pk, actor=actor, first_period="2024Q1", requirement=condition, **values)
    for code in ("KPI01", "kpi01"):
        again = values | {"code": code}
        with pytest.raises(kpis.KpiRefusedError, match="code_taken") as refused:
            kpis.add_kpi(contract.pk, actor=actor, first_period="2024Q1", requirement=condition, **again)
        assert refused.value.params == {"number": "KPI01"}
    assert contract.kpis.count() == 1


def test_targets_stay_within_the_contract_and_a_running_contract_is_closed():
    contract = make_contract(state=ContractState.PREPARING)
    actor, condition = contract.lot.tender.created_by, make_condition(contract.lot.tender)
    kpi = kpis.add_kpi(
        contract.pk,
        actor=actor,
        code="KPI01",
        name="Naam",
        unit="%",
        better="higher",
        definition="Zo.",
        tolerance_pct=5,
        first_period="2024Q1",
        requirement=condition,
    )

    with pytest.raises(kpis.KpiRefusedError, match="outside") as refused:
        kpis.set_targets(kpi.pk, {Quarter(2027, 1): Decimal(1)}, actor=actor)
    assert refused.value.params == {"quarters": "2027Q1"}
    kpis.set_targets(kpi.pk, {Q1: Decimal(1)}, actor=actor)
    start.start_contract(contract.pk, actor=actor)
    with pytest.raises(kpis.KpiRefusedError, match="running"):
        kpis.change_kpi(kpi.pk, actor=actor, name="Anders")
    with pytest.raises(kpis.KpiRefusedError, match="running"):
        kpis.set_targets(kpi.pk, {Q1: Decimal(2)}, actor=actor)


def test_an_open_summons_keeps_the_contract_from_being_signed(lot):
    make_award(lot)
    summons = Summons.objects.create(
        standstill=Standstill.objects.create(
            decision=AwardDecision.objects.get(), send_on=date(2023, 6, 12), ends_on=date(2023, 7, 3)
        ),
        served_on=date(2023, 6, 30),
        party="Kringstoel",
        recorded_by=lot.tender.created_by,
        recorded_at=OPENING_AT,
    )

    with pytest.raises(EvaluationError, match="summons_open"):
        create(lot)
    SummonsEnd.objects.create(
        summons=summons,
        how=SummonsEnding.WITHDRAWN,
        ended_on=date(2023, 7, 20),
        note="Per brief.",
        recorded_by=lot.tender.created_by,
        recorded_at=OPENING_AT,
    )

    assert create(lot).bid.lot == lot
