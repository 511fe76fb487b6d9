"""A KPI through time as a picture, and the same figures as a table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from contracts.domain.periods import Quarter, between
from contracts.domain.vocabulary import Status
from contracts.labels import STATUS_LABELS
from contracts.models import Kpi
from contracts.services.scorecard import Point
from procurement.core.domain.charts.growth import GrowthData, Period, Verdict
from procurement.core.domain.decimals import format_number, unit_name
from tenders.domain.vocabulary import Better

VERDICTS: Mapping[Status, Verdict] = MappingProxyType(
    {Status.GREEN: Verdict.MET, Status.AMBER: Verdict.NEAR, Status.RED: Verdict.MISSED}
)


def kpi_chart(kpi: Kpi, points: Mapping[Quarter, Point]) -> GrowthData:
    """Return the chart data of a KPI: every quarter from its first to its last point, gaps as empty periods.

    points: as ``scorecard.points_of`` gives them; without any there are no periods, and nothing can be drawn.
    """
    return GrowthData(
        title=_("%(kpi)s: doel en meting per kwartaal") % {"kpi": kpi.name},
        unit=unit_name(kpi.unit),
        periods=[_period(quarter, points.get(quarter)) for quarter in _quarters(points)],
        higher_is_better=kpi.better == Better.HIGHER,
        baseline=kpi.baseline,
    )


def kpi_table(kpi: Kpi, points: Mapping[Quarter, Point]) -> dict[str, Any]:
    """Return the figures of the chart as ``components/table.html`` wants them: columns and rows."""
    return {
        "columns": [
            {"label": _("Kwartaal")},
            {"label": _("Doel"), "num": True, "unit": kpi.unit},
            {"label": _("Gemeten"), "num": True, "unit": kpi.unit},
            {"label": _("Oordeel")},
        ],
        "rows": [_row(kpi, quarter, points[quarter]) for quarter in sorted(points)],
    }


def short_label(quarter: Quarter) -> str:
    """Return the quarter as it stands under an axis: "24Q1"."""
    return str(quarter)[2:]


def _quarters(points: Mapping[Quarter, Point]) -> list[Quarter]:
    return list(between(min(points), max(points))) if points else []


def _period(quarter: Quarter, point: Point | None) -> Period:
    if point is None:
        return Period(short_label(quarter))
    return Period(short_label(quarter), point.target, point.value, VERDICTS.get(point.status))


def _row(kpi: Kpi, quarter: Quarter, point: Point) -> dict[str, Any]:
    return {
        "cells": [
            {"text": str(quarter)},
            {"text": _("geen doel") if point.target is None else _figure(kpi, point.target), "num": True},
            {"text": _("niet gemeten") if point.value is None else _figure(kpi, point.value), "num": True},
            {"text": str(STATUS_LABELS[point.status])},
        ]
    }


def _figure(kpi: Kpi, value: Any) -> str:
    return format_number(value, places=kpi.decimals)
