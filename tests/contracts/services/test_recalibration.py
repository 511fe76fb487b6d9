"""A recalibration counts once both signed, and lowers no promise."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState, RecalibrationKind
from contracts.models import Kpi, Recalibration
from contracts.services import recalibration
from contracts.services.parties import Party, SamePartyError
from contracts.services.recalibration import RecalibrationRefusedError
from procurement.core.models import ActState, AuditEvent, SignedAct
from tests.factories.contracts import make_condition, make_contract, make_contractor, make_kpi, make_promise

pytestmark = pytest.mark.django_db
JANUARY = Quarter(2025, 1)


def propose(running: Any, kind: RecalibrationKind, **values: Any) -> Recalibration:
    return recalibration.propose(
        running.contract.pk, kind, JANUARY, reason="Jaarlijks bezien.", actor=running.manager, **values
    )


def sign_both(running: Any, decision: Recalibration) -> None:
    recalibration.sign(decision.pk, person=running.manager, party=Party.AUTHORITY)
    recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR)


def target_of(kpi: Kpi, period: str) -> Decimal:
    return kpi.targets.get(period=period, is_current=True).value


def test_a_raise_counts_from_its_quarter_once_both_signed(running):
    kpi = make_kpi(running.contract)
    decision = propose(running, RecalibrationKind.RAISE, kpi=kpi, target=Decimal(80))

    recalibration.sign(decision.pk, person=running.manager, party=Party.AUTHORITY)
    assert target_of(kpi, "2025Q1") == 72
    recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR)

    assert [target_of(kpi, period) for period in ("2024Q4", "2025Q1", "2026Q4")] == [72, 80, 80]
    old = kpi.targets.get(period="2025Q1", is_current=False)
    assert (old.value, old.version) == (72, 1)
    assert kpi.targets.get(period="2025Q1", is_current=True).act.state == ActState.COMPLETE


def test_a_raise_keeps_what_asks_more_already_and_fills_what_was_not_agreed(running):
    kpi = make_kpi(running.contract, targets={"2024Q4": "72", "2025Q2": "85"})

    sign_both(running, propose(running, RecalibrationKind.RAISE, kpi=kpi, target=Decimal(80)))

    assert [target_of(kpi, f"2025Q{number}") for number in (1, 2, 3, 4)] == [80, 85, 80, 80]


@pytest.mark.parametrize(("better", "target"), [("higher", "71"), ("lower", "73")])
def test_an_agreed_target_is_not_lowered(running, better, target):
    kpi = make_kpi(running.contract, better=better)

    with pytest.raises(RecalibrationRefusedError, match="lowered"):
        propose(running, RecalibrationKind.RAISE, kpi=kpi, target=Decimal(target))


def test_the_last_agreed_target_holds_for_years_without_one(running):
    kpi = make_kpi(running.contract, targets={"2024Q4": "72"})

    with pytest.raises(RecalibrationRefusedError, match="lowered"):
        propose(running, RecalibrationKind.RAISE, kpi=kpi, target=Decimal(70))


def test_a_promised_kpi_is_not_dropped(running):
    bid = running.contract.bid
    promise = make_promise(bid, bid.lot.award_model.criteria.get())
    kpi = make_kpi(running.contract, promise=promise)

    with pytest.raises(RecalibrationRefusedError, match="from_promise"):
        propose(running, RecalibrationKind.DROP, kpi=kpi)
    assert not Recalibration.objects.exists()


def test_a_dropped_kpi_ends_the_quarter_before(running):
    kpi = make_kpi(running.contract)

    sign_both(running, propose(running, RecalibrationKind.DROP, kpi=kpi))

    kpi.refresh_from_db()
    assert kpi.last_period == "2024Q4"


def test_an_added_kpi_rests_on_its_condition(running):
    condition = make_condition(running.contract.lot.tender)
    proposal = {
        "code": "KPI14",
        "name": "Verbetervoorstellen",
        "unit": "aantal",
        "better": "higher",
        "definition": "Opgeteld.",
        "tolerance_pct": "5",
        "requirement": condition.pk,
        "targets": {"2025Q1": "0", "2025Q2": "1"},
    }
    decision = propose(running, RecalibrationKind.ADD, proposal=proposal)

    sign_both(running, decision)

    kpi = running.contract.kpis.get(code="KPI14")
    decision.refresh_from_db()
    assert (decision.kpi, kpi.requirement, kpi.first_period) == (kpi, condition, "2025Q1")
    assert [target_of(kpi, period) for period in ("2025Q1", "2025Q2")] == [0, 1]


def added(running: Any, code: str) -> Recalibration:
    """A proposal for a new KPI."""
    proposal = {
        "code": code,
        "name": "Verbetervoorstellen",
        "unit": "aantal",
        "better": "higher",
        "definition": "Opgeteld.",
        "tolerance_pct": "5",
        "requirement": make_condition(running.contract.lot.tender).pk,
        "targets": {"2025Q1": "1"},
    }
    return propose(running, RecalibrationKind.ADD, proposal=proposal)


def test_a_number_is_proposed_once(running):
    added(running, "KPI14")
    make_kpi(running.contract, code="KPI15")

    for code, number in (("KPI14", "KPI14"), ("KPI15", "KPI15"), ("kpi14", "KPI14"), ("kpi15", "KPI15")):
        with pytest.raises(RecalibrationRefusedError, match="code_taken") as refused:
            added(running, code)
        assert refused.value.params == {"number": number}
    added(running, "KPI16")
    assert Recalibration.objects.count() == 2


def test_a_number_that_was_given_in_the_meantime_is_refused_at_the_last_signature(running):
    decision = added(running, "KPI14")
    recalibration.sign(decision.pk, person=running.manager, party=Party.AUTHORITY)
    make_kpi(running.contract, code="kpi14")

    with pytest.raises(RecalibrationRefusedError, match="code_taken"):
        recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR)

    assert SignedAct.objects.get().signatures.count() == 1


def test_another_decision_than_was_read_is_not_signed(running):
    decision = added(running, "KPI14")
    read = recalibration.sha256_of(decision)
    Recalibration.objects.filter(pk=decision.pk).update(reason="Anders dan u las.")

    with pytest.raises(RecalibrationRefusedError, match="changed"):
        recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR, seen_sha256=read)

    decision.refresh_from_db()
    seen = recalibration.sha256_of(decision)
    recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR, seen_sha256=seen)
    assert SignedAct.objects.get().signatures.count() == 1


def test_one_party_does_not_sign_twice_and_a_withdrawn_decision_is_gone(running):
    decision = propose(running, RecalibrationKind.CONFIRM, kpi=make_kpi(running.contract))
    recalibration.sign(decision.pk, person=running.contractor, party=Party.CONTRACTOR)

    with pytest.raises(SamePartyError):
        recalibration.sign(decision.pk, person=make_contractor(running.contract), party=Party.CONTRACTOR)
    recalibration.withdraw(decision.pk, actor=running.manager)

    assert not Recalibration.objects.exists()
    assert SignedAct.objects.get().state == ActState.WITHDRAWN
    assert AuditEvent.objects.filter(action="recalibration.withdrawn").count() == 1


def test_what_both_signed_cannot_be_withdrawn(running):
    decision = propose(running, RecalibrationKind.CONFIRM, kpi=make_kpi(running.contract))
    sign_both(running, decision)

    with pytest.raises(RecalibrationRefusedError, match="complete"):
        recalibration.withdraw(decision.pk, actor=running.manager)


def test_without_a_published_clause_nothing_is_recalibrated(running):
    running.contract.recalibration_clause = " "
    running.contract.save()

    with pytest.raises(RecalibrationRefusedError, match="no_clause"):
        propose(running, RecalibrationKind.CONFIRM, kpi=make_kpi(running.contract))


def test_a_contract_in_preparation_is_not_recalibrated(running):
    contract = make_contract(state=ContractState.PREPARING, signed_on=date(2023, 12, 1))

    with pytest.raises(RecalibrationRefusedError, match="not_running"):
        recalibration.propose(
            contract.pk,
            RecalibrationKind.CONFIRM,
            JANUARY,
            reason="Nee.",
            actor=running.manager,
            kpi=make_kpi(contract),
        )
