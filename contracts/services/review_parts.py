"""Parts of the frozen review that reach beyond one quarter: growth and promises, penalties, corrections. All JSON."""

from typing import Any

from contracts.domain.periods import Quarter
from contracts.models import Contract, Kpi, Measurement
from contracts.services.kpis import is_active_in
from contracts.services.promises import Outcome, measured_by, outcome
from contracts.services.scorecard import Point, points_by_kpi

AHEAD_QUARTERS = 4
"""The path is shown this far beyond the quarter of the review."""


def growth(contract: Contract, quarter: Quarter) -> list[dict[str, Any]]:
    """Return each KPI that measures a promise: its path so far and a year ahead, and how its promises stand."""
    kpis = [
        kpi
        for kpi in contract.kpis.filter(promise__isnull=False).select_related("promise__criterion", "contract")
        if is_active_in(kpi, quarter)
    ]
    points = points_by_kpi(kpis)
    return [_growth(kpi, points[kpi.pk], quarter) for kpi in kpis]


def penalties(contract: Contract, quarter: Quarter) -> list[dict[str, Any]]:
    """Return the penalties about this quarter, with what the contractor said and what was decided."""
    rows = contract.incentives.filter(period=str(quarter)).select_related("kpi", "decided_by")
    return [
        {
            "kpi": row.kpi.code,
            "amount_eur": str(row.amount_eur),
            "state": row.state,
            "rule": row.rule,
            "hearing": row.hearing,
            "heard_on": row.heard_on.isoformat() if row.heard_on else "",
            "motivation": row.motivation,
            "decided_by": row.decided_by.get_full_name() if row.decided_by else "",
            "decided_at": row.decided_at.isoformat() if row.decided_at else "",
        }
        for row in rows.order_by("kpi__order", "pk")
    ]


def corrections(contract: Contract, quarter: Quarter) -> list[dict[str, Any]]:
    """Return the corrections of measurements of this quarter, oldest first."""
    rows = Measurement.objects.filter(kpi__contract=contract, period=str(quarter), corrects__isnull=False)
    return [
        {
            "kpi": row.kpi.code,
            "unit": row.kpi.unit,
            "decimals": row.kpi.decimals,
            "old": str(row.corrects.value),
            "new": str(row.value),
            "note": row.note,
            "on": row.recorded_at.isoformat(),
        }
        for row in rows.select_related("kpi", "corrects").order_by("recorded_at", "pk")
        if row.corrects
    ]


def _growth(kpi: Kpi, points: dict[Quarter, Point], quarter: Quarter) -> dict[str, Any]:
    last = quarter
    for _step in range(AHEAD_QUARTERS):
        last = last.next()
    return {
        "code": kpi.code,
        "name": kpi.name,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "better": kpi.better,
        "baseline": None if kpi.baseline is None else str(kpi.baseline),
        "path": [_point(points[one], quarter) for one in sorted(points) if one <= last],
        "promises": [_promise(outcome(kpi, promise, points, until=quarter)) for promise in measured_by(kpi)],
    }


def _point(point: Point, until: Quarter) -> dict[str, Any]:
    # What is measured after the quarter of the review belongs to a later one.
    is_past = point.quarter <= until
    return {
        "period": str(point.quarter),
        "target": None if point.target is None else str(point.target),
        "value": str(point.value) if is_past and point.value is not None else None,
        "status": str(point.status) if is_past else "missing",
    }


def _promise(found: Outcome) -> dict[str, Any]:
    promise = found.promise
    return {
        "criterion": promise.criterion.code,
        "name": promise.criterion.name,
        "text": promise.text,
        "promised": None if promise.value is None else str(promise.value),
        "unit": promise.criterion.unit,
        "is_growth": promise.criterion.is_growth,
        "due": str(found.due) if found.due else "",
        "norm": None if found.norm is None else str(found.norm),
        "value": None if found.value is None else str(found.value),
        "status": str(found.status),
    }
