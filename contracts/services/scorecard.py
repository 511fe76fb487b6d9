"""The KPIs of a contract in a quarter, and each KPI through time: read once, judged by the domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.domain.periods import Quarter, between, parse, quarter_of
from contracts.domain.status import status_of
from contracts.domain.vocabulary import ContractState, Status
from contracts.models import Contract, Kpi, KpiTarget, Measurement
from contracts.services.kpis import is_active_in
from procurement.core import clock
from tenders.domain.vocabulary import Better


@dataclass(frozen=True, slots=True)
class Point:
    """One KPI in one quarter, in the unit of the KPI. measurement: the one that counts, corrections applied."""

    quarter: Quarter
    target: Decimal | None
    value: Decimal | None
    status: Status
    measurement: Measurement | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One KPI in a quarter, with the quarter before. trend: "better", "worse", "same" or "" without both."""

    kpi: Kpi
    point: Point
    previous: Point | None
    trend: str


def points_of(contract: Contract, kpis: Sequence[Kpi] | None = None) -> dict[int, dict[Quarter, Point]]:
    """Return KPI id -> quarter -> point, for every quarter with a target or a measurement. Three queries."""
    return points_by_kpi(list(contract.kpis.all()) if kpis is None else kpis)


def points_by_kpi(kpis: Sequence[Kpi]) -> dict[int, dict[Quarter, Point]]:
    """Return KPI id -> quarter -> point, of KPIs of any contracts. Two queries."""
    ids = [kpi.pk for kpi in kpis]
    targets: dict[int, dict[Quarter, Decimal]] = {pk: {} for pk in ids}
    for target in KpiTarget.objects.filter(kpi_id__in=ids, is_current=True):
        targets[target.kpi_id][parse(target.period)] = target.value
    measured = standing_measurements(ids)
    return {kpi.pk: _points(kpi, targets[kpi.pk], measured[kpi.pk]) for kpi in kpis}


def standing_measurements(kpi_ids: Sequence[int]) -> dict[int, dict[Quarter, Measurement]]:
    """Return KPI id -> quarter -> the measurement that counts: the newest of a row of corrections. One query."""
    found: dict[int, dict[Quarter, Measurement]] = {pk: {} for pk in kpi_ids}
    rows = Measurement.objects.filter(kpi_id__in=kpi_ids, corrected_by__isnull=True)
    for row in rows.select_related("evidence", "recorded_by"):
        found[row.kpi_id][parse(row.period)] = row
    return found


def scorecard(contract: Contract, quarter: Quarter) -> list[Line]:
    """Return the KPIs that count in this quarter, in their order."""
    kpis = [
        kpi for kpi in contract.kpis.select_related("promise__criterion", "requirement") if is_active_in(kpi, quarter)
    ]
    points = points_of(contract, kpis)
    return [_line(kpi, points[kpi.pk], quarter) for kpi in kpis]


def shown_quarter(contract: Contract) -> Quarter:
    """Return the quarter to look at: the newest with a measurement, else the first of the contract."""
    newest = (
        Measurement.objects.filter(kpi__contract=contract).order_by("-period").values_list("period", flat=True).first()
    )
    if newest:
        return parse(newest)
    return quarter_of(contract.starts_on or clock.today())


def first_quarter(contract: Contract) -> Quarter:
    """Return the first quarter of the contract."""
    return quarter_of(contract.starts_on or clock.today())


def last_quarter(contract: Contract) -> Quarter:
    """Return the newest quarter that can be measured: the one of today, or the last of an ended contract."""
    today = quarter_of(clock.today())
    return min(today, quarter_of(contract.ends_on_latest)) if contract.ends_on_latest else today


def open_quarter(contract: Contract) -> Quarter | None:
    """Return the oldest quarter that has ended and lacks a measurement, or None."""
    return open_quarters([contract]).get(contract.pk)


def open_quarters(contracts: Sequence[Contract]) -> dict[int, Quarter]:
    """Return contract id -> oldest quarter that has ended and lacks a measurement; without those that lack none.

    Two queries for all.
    """
    running = [row for row in contracts if row.state == ContractState.RUNNING and row.starts_on]
    kpis: dict[int, list[Kpi]] = {row.pk: [] for row in running}
    for kpi in Kpi.objects.filter(contract__in=kpis):
        kpis[kpi.contract_id].append(kpi)
    measured = standing_measurements([kpi.pk for rows in kpis.values() for kpi in rows])
    found = {}
    for contract in running:
        last = min(quarter_of(clock.today()).previous(), last_quarter(contract))
        for quarter in between(first_quarter(contract), last):
            if any(is_active_in(kpi, quarter) and quarter not in measured[kpi.pk] for kpi in kpis[contract.pk]):
                found[contract.pk] = quarter
                break
    return found


def counts(lines: Sequence[Line]) -> dict[Status, int]:
    """Return how many KPIs have each status."""
    return {status: sum(line.point.status is status for line in lines) for status in Status}


def _points(kpi: Kpi, targets: dict[Quarter, Decimal], measured: dict[Quarter, Measurement]) -> dict[Quarter, Point]:
    found = {}
    for quarter in sorted(targets.keys() | measured.keys()):
        if not is_active_in(kpi, quarter):
            continue
        measurement = measured.get(quarter)
        value, target = (measurement.value if measurement else None), targets.get(quarter)
        status = status_of(value, target, higher_is_better=kpi.better == Better.HIGHER, tolerance_pct=kpi.tolerance_pct)
        found[quarter] = Point(quarter, target, value, status, measurement)
    return found


def _line(kpi: Kpi, points: dict[Quarter, Point], quarter: Quarter) -> Line:
    point = points.get(quarter) or Point(quarter, None, None, Status.MISSING)
    previous = points.get(quarter.previous())
    return Line(kpi, point, previous, _trend(kpi, point, previous))


def _trend(kpi: Kpi, point: Point, previous: Point | None) -> str:
    if point.value is None or previous is None or previous.value is None:
        return ""
    if point.value == previous.value:
        return "same"
    return "better" if (point.value > previous.value) == (kpi.better == Better.HIGHER) else "worse"
