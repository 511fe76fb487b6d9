"""Recording what is measured. A measurement is never changed; a correction stands beside it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState
from contracts.models import Kpi, Measurement
from contracts.services.kpis import is_active_in
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.models import StoredFile


class MeasurementRefusedError(ValueError):
    """The measurement is refused.

    code: "not_running", "not_begun" (the quarter has not begun), "not_active" (the KPI does not count then),
    "measured" (there is one already: correct it), "corrected" (it was corrected before: correct the newest),
    "same_value", "future" (measured on a day to come), "other_side" (the authority recorded it, and the contractor
    would correct it).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def record_measurement(
    kpi_id: int,
    quarter: Quarter,
    *,
    value: Decimal,
    measured_on: date,
    source: str,
    actor: User,
    note: str = "",
    evidence: StoredFile | None = None,
) -> Measurement:
    """Store the first measurement of a KPI in a quarter, in the unit of the KPI, and return it.

    Raises:
        MeasurementRefusedError: "not_running", "not_begun", "not_active", "future" or "measured".
    """
    kpi = Kpi.objects.select_for_update(of=("self",)).select_related("contract").get(pk=kpi_id)
    _check(kpi, quarter, measured_on)
    _check_value(kpi, value)
    if kpi.measurements.filter(period=str(quarter)).exists():
        raise MeasurementRefusedError("measured")
    made = _store(kpi, str(quarter), value, measured_on, source, note, evidence, actor)
    audit.record("measurement.recorded", actor=actor, target=made, kpi=kpi.pk, period=made.period, value=str(value))
    return made


@transaction.atomic
def correct_measurement(
    measurement_id: int,
    *,
    value: Decimal,
    measured_on: date,
    source: str,
    note: str,
    actor: User,
    evidence: StoredFile | None = None,
) -> Measurement:
    """Store a correction beside a measurement and return it. note: why, always.

    Raises:
        MeasurementRefusedError: "not_running", "other_side", "corrected", "same_value" or "future".
    """
    old = Measurement.objects.select_related("kpi__contract", "recorded_by").get(pk=measurement_id)
    Kpi.objects.select_for_update().get(pk=old.kpi_id)
    if old.kpi.contract.state != ContractState.RUNNING:
        raise MeasurementRefusedError("not_running")
    if not actor.has_perm("contracts.correct_measurement", old):
        raise MeasurementRefusedError("other_side")
    if Measurement.objects.filter(corrects=old).exists():
        raise MeasurementRefusedError("corrected")
    if old.value == value:
        raise MeasurementRefusedError("same_value")
    if measured_on > clock.today():
        raise MeasurementRefusedError("future")
    _check_value(old.kpi, value)
    made = _store(old.kpi, old.period, value, measured_on, source, note, evidence, actor, corrects=old)
    audit.record(
        "measurement.corrected", actor=actor, target=made, corrects=old.pk, old=str(old.value), value=str(value)
    )
    return made


@transaction.atomic
def record_quarter(
    quarter: Quarter, values: Mapping[int, Decimal], *, measured_on: date, source: str, actor: User
) -> list[Measurement]:
    """Store the measurements of several KPIs (id -> value) for one quarter: all of them, or none.

    Raises:
        MeasurementRefusedError: see ``record_measurement``; ``params["kpi"]`` names the KPI.
    """
    made = []
    for kpi_id, value in values.items():
        try:
            made.append(
                record_measurement(kpi_id, quarter, value=value, measured_on=measured_on, source=source, actor=actor)
            )
        except MeasurementRefusedError as refused:
            raise MeasurementRefusedError(refused.code, kpi=kpi_id, **refused.params) from refused
    return made


def _check(kpi: Kpi, quarter: Quarter, measured_on: date) -> None:
    if kpi.contract.state != ContractState.RUNNING:
        raise MeasurementRefusedError("not_running")
    if quarter.first_day > clock.today():
        raise MeasurementRefusedError("not_begun", begins=quarter.first_day)
    if measured_on > clock.today():
        raise MeasurementRefusedError("future")
    if measured_on < quarter.first_day:
        raise MeasurementRefusedError("before", begins=quarter.first_day)
    if not is_active_in(kpi, quarter):
        raise MeasurementRefusedError("not_active")


def _check_value(kpi: Kpi, value: Decimal) -> None:
    """A slip of the keyboard must not become a penalty."""
    if kpi.unit.startswith("%") and not 0 <= value <= 100:
        raise MeasurementRefusedError("percent")
    knows_negative = (kpi.baseline or 0) < 0 or kpi.targets.filter(value__lt=0).exists()
    if value < 0 and not knows_negative:
        raise MeasurementRefusedError("negative")


def _store(
    kpi: Kpi,
    period: str,
    value: Decimal,
    measured_on: date,
    source: str,
    note: str,
    evidence: StoredFile | None,
    actor: User,
    corrects: Measurement | None = None,
) -> Measurement:
    return Measurement.objects.create(
        kpi=kpi,
        period=period,
        value=value,
        measured_on=measured_on,
        source=source,
        note=note,
        evidence=evidence,
        corrects=corrects,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
