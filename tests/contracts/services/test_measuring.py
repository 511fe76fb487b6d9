"""Measurements are recorded once; a correction stands beside."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState, Status
from contracts.models import Measurement
from contracts.services.measuring import (
    MeasurementRefusedError,
    correct_measurement,
    record_measurement,
    record_quarter,
)
from contracts.services.scorecard import open_quarter, points_of, scorecard, shown_quarter
from procurement.core.models import AuditEvent
from tests.factories.contracts import make_contract, make_contractor, make_kpi, make_measurement

pytestmark = pytest.mark.django_db
Q1, Q2, Q3, Q4 = (Quarter(2024, number) for number in (1, 2, 3, 4))


def facts(running: Any, **changes: Any) -> dict[str, Any]:
    values = {"value": Decimal(70), "measured_on": date(2024, 4, 9), "source": "Register", "actor": running.contractor}
    return values | changes


def test_the_contractor_records_a_measurement(running):
    kpi = make_kpi(running.contract)

    made = record_measurement(kpi.pk, Q1, **facts(running))

    assert (made.period, made.value, made.recorded_by) == ("2024Q1", Decimal(70), running.contractor)
    event = AuditEvent.objects.get(action="measurement.recorded")
    assert (event.actor, event.data["value"]) == (running.contractor, "70")


@pytest.mark.parametrize(
    ("quarter", "changes", "code"),
    [
        (Quarter(2025, 1), {}, "not_begun"),
        (Q1, {"measured_on": date(2024, 10, 15)}, "future"),
        (Quarter(2023, 4), {}, "not_active"),
    ],
)
def test_a_measurement_is_refused(running, quarter, changes, code):
    kpi = make_kpi(running.contract)

    with pytest.raises(MeasurementRefusedError, match=code):
        record_measurement(kpi.pk, quarter, **facts(running, **changes))
    assert not Measurement.objects.exists()


def test_nothing_is_measured_before_the_contract_runs(running):
    contract = make_contract(state=ContractState.PREPARING)
    kpi = make_kpi(contract)

    with pytest.raises(MeasurementRefusedError, match="not_running"):
        record_measurement(kpi.pk, Q1, **facts(running, actor=make_contractor(contract)))


def test_a_quarter_is_measured_once_and_then_corrected_beside(running):
    kpi = make_kpi(running.contract)
    first = record_measurement(kpi.pk, Q1, **facts(running))

    with pytest.raises(MeasurementRefusedError, match="measured"):
        record_measurement(kpi.pk, Q1, **facts(running, value=Decimal(80)))
    second = correct_measurement(first.pk, **facts(running, value=Decimal(75), note="Een levering ontbrak."))

    first.refresh_from_db()
    assert (first.value, second.corrects) == (Decimal(70), first)
    assert points_of(running.contract, [kpi])[kpi.pk][Q1].value == Decimal(75)
    with pytest.raises(MeasurementRefusedError, match="corrected"):
        correct_measurement(first.pk, **facts(running, value=Decimal(71), note="Nog eens."))
    with pytest.raises(MeasurementRefusedError, match="same_value"):
        correct_measurement(second.pk, **facts(running, value=Decimal(75), note="Gelijk."))
    assert AuditEvent.objects.get(action="measurement.corrected").data["old"] == "70.0000"


def test_the_contractor_corrects_only_what_the_own_side_recorded(running):
    kpi = make_kpi(running.contract)
    theirs = record_measurement(kpi.pk, Q1, **facts(running, actor=running.manager))
    ours = record_measurement(kpi.pk, Q2, **facts(running, measured_on=date(2024, 7, 9)))
    change = {"value": Decimal(75), "note": "Een levering ontbrak."}

    with pytest.raises(MeasurementRefusedError, match="other_side"):
        correct_measurement(theirs.pk, **facts(running, **change))

    colleague = make_contractor(running.contract)
    assert correct_measurement(ours.pk, **facts(running, actor=colleague, **change)).corrects == ours
    assert correct_measurement(theirs.pk, **facts(running, actor=running.manager, **change)).corrects == theirs


def test_nothing_is_corrected_once_the_contract_has_ended(running):
    first = record_measurement(make_kpi(running.contract).pk, Q1, **facts(running))
    running.contract.state = ContractState.ENDED
    running.contract.save()

    with pytest.raises(MeasurementRefusedError, match="not_running"):
        correct_measurement(first.pk, **facts(running, value=Decimal(75), note="Een levering ontbrak."))


def test_the_database_refuses_to_change_a_measurement(running):
    made = make_measurement(make_kpi(running.contract), "2024Q1", "70")

    with pytest.raises(DatabaseError), transaction.atomic():
        Measurement.objects.filter(pk=made.pk).update(value=Decimal(99))
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


def test_a_quarter_is_stored_whole_or_not_at_all(running):
    first, second = make_kpi(running.contract), make_kpi(running.contract, measured={"2024Q1": "70"})
    values = {first.pk: Decimal(60), second.pk: Decimal(80)}

    with pytest.raises(MeasurementRefusedError) as refused:
        record_quarter(Q1, values, measured_on=date(2024, 4, 9), source="Register", actor=running.manager)

    assert (refused.value.code, refused.value.params["kpi"]) == ("measured", second.pk)
    assert Measurement.objects.count() == 1
    [made] = record_quarter(
        Q1, {first.pk: Decimal(60)}, measured_on=date(2024, 4, 9), source="Register", actor=running.manager
    )
    assert made.value == Decimal(60)


@pytest.mark.parametrize(
    ("unit", "value", "day", "code"),
    [
        ("% massa", Decimal("100.1"), date(2024, 4, 9), "percent"),
        ("%", Decimal(-5), date(2024, 4, 9), "percent"),
        ("kg per kwartaal", Decimal(-12), date(2024, 4, 9), "negative"),
        ("kg per kwartaal", Decimal(12), date(2020, 1, 1), "before"),
    ],
)
def test_a_slip_of_the_keyboard_is_refused(running, unit, value, day, code):
    kpi = make_kpi(running.contract, unit=unit)

    with pytest.raises(MeasurementRefusedError) as refused:
        record_measurement(kpi.pk, Q1, value=value, measured_on=day, source="Register", actor=running.manager)

    assert refused.value.code == code
    assert not Measurement.objects.exists()


def test_the_scorecard_judges_and_compares(running):
    kpi = make_kpi(running.contract, measured={"2024Q1": "60", "2024Q2": "70"})
    make_kpi(running.contract, first_period="2024Q3")

    [line] = scorecard(running.contract, Q2)

    assert (line.kpi, line.point.status, line.trend) == (kpi, Status.AMBER, "better")
    assert line.previous is not None
    assert line.previous.status is Status.RED
    assert shown_quarter(running.contract) == Q2


def test_the_open_quarter_is_the_oldest_that_lacks_a_measurement(running):
    kpi = make_kpi(running.contract, measured={"2024Q1": "60", "2024Q3": "70"})

    assert open_quarter(running.contract) == Q2
    make_measurement(kpi, "2024Q2", "65")
    assert open_quarter(running.contract) is None


def test_a_kpi_that_was_dropped_has_no_points_after_its_end(running):
    kpi = make_kpi(running.contract, last_period="2024Q2")

    assert list(points_of(running.contract, [kpi])[kpi.pk]) == [Q1, Q2]
