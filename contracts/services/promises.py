"""Promises of the winner: which KPI measures each of them, and whether it is kept.

Criteria that name the same KPI are measured by that one KPI: a share at delivery and the year in which it has grown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.domain.periods import Quarter, between, contract_year, quarter_of
from contracts.domain.status import status_of
from contracts.domain.vocabulary import Status
from contracts.models import Contract, Kpi
from contracts.services.scorecard import Point
from criteria.models import Promise
from tenders.domain.vocabulary import Better


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise against what is measured, both in the unit of the KPI.

    due: the quarter that decides about a promised contract year, else the newest one measured, or None. norm: what
    must be reached then, None when the agreed path does not say. status: MISSING as long as it cannot be judged.
    """

    promise: Promise
    due: Quarter | None
    norm: Decimal | None
    value: Decimal | None
    status: Status


def promises_with_kpi_name(bid_ids: Sequence[int]) -> dict[int, list[Promise]]:
    """Return bid id -> promises that must be measured, in the order of their criteria. One query."""
    found: dict[int, list[Promise]] = {pk: [] for pk in bid_ids}
    rows = Promise.objects.filter(bid_id__in=bid_ids).exclude(criterion__kpi_name="").select_related("criterion")
    for promise in rows.order_by("criterion__order", "criterion__pk"):
        found[promise.bid_id].append(promise)
    return found


def lost_promises(contracts: Sequence[Contract]) -> dict[int, list[Promise]]:
    """Return contract id -> promises that no KPI measures: the thread breaks there. Two queries."""
    promises = promises_with_kpi_name([contract.bid_id for contract in contracts])
    linked = Kpi.objects.filter(contract__in=[contract.pk for contract in contracts], promise__isnull=False)
    names = set(linked.values_list("contract_id", "promise__criterion__kpi_name"))
    return {
        contract.pk: [
            promise for promise in promises[contract.bid_id] if (contract.pk, promise.criterion.kpi_name) not in names
        ]
        for contract in contracts
    }


def measured_by(kpi: Kpi) -> list[Promise]:
    """Return all promises that this KPI measures, in the order of their criteria; empty without a promise."""
    if kpi.promise is None:
        return []
    name = kpi.promise.criterion.kpi_name
    found = promises_with_kpi_name([kpi.promise.bid_id])[kpi.promise.bid_id]
    return [promise for promise in found if promise.criterion.kpi_name == name]


def outcome(kpi: Kpi, promise: Promise, points: Mapping[Quarter, Point], *, until: Quarter) -> Outcome:
    """Judge a promise on what is measured up to and including ``until``.

    A promised contract year is judged on its fourth quarter, against the target that was agreed for it; any other
    value on the newest measurement.
    """
    if promise.criterion.is_growth and promise.value is not None:
        return _year_outcome(kpi, promise, points, until)
    measured = [quarter for quarter in points if quarter <= until and points[quarter].value is not None]
    due = max(measured, default=None)
    value = points[due].value if due else None
    return Outcome(promise, due, promise.value, value, _status(kpi, value, promise.value))


def _year_outcome(kpi: Kpi, promise: Promise, points: Mapping[Quarter, Point], until: Quarter) -> Outcome:
    due = _last_quarter(kpi.contract, int(promise.value or 0))
    point = points.get(due) if due else None
    norm = point.target if point else None
    if point is None or due is None or due > until:
        return Outcome(promise, due, norm, None, Status.MISSING)
    return Outcome(promise, due, norm, point.value, _status(kpi, point.value, norm))


def _last_quarter(contract: Contract, year: int) -> Quarter | None:
    if not contract.starts_on or year < 1:
        return None
    first = quarter_of(contract.starts_on)
    span = between(first, Quarter(first.year + year, 4))
    return max((quarter for quarter in span if contract_year(quarter, contract.starts_on) == year), default=None)


def _status(kpi: Kpi, value: Decimal | None, norm: Decimal | None) -> Status:
    # A promise is kept or it is not: there is no margin.
    return status_of(value, norm, higher_is_better=kpi.better == Better.HIGHER, tolerance_pct=Decimal(0))
