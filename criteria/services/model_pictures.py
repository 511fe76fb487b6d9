"""The pictures of an award model, for page and guide: costs, curves of criteria, and the worked example."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from criteria.domain.curve_points import curve_line
from criteria.domain.model_case import RELATIVE_FORMULAS, Part, knots_of, leaves, price_points, top_grade
from criteria.domain.price_curve import price_curve
from criteria.domain.vocabulary import AwardMethod, Between, CriterionKind
from criteria.domain.worked_example import Example
from procurement.core.domain.charts.bars import (
    BarData,
    BarRow,
    StackData,
    StackRow,
    bar_chart,
    stacked_bars,
)
from procurement.core.domain.charts.bars import (
    Part as ChartPart,
)
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.lines import LineData, LineSeries, line_chart
from procurement.core.domain.decimals import format_number, unit_name

LINES = "components/charts/lines.html"
BARS = "components/charts/bars.html"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the same figures as a table. template: draws ``points``; words: says it for who cannot see it."""

    template: str
    points: Any
    caption: str
    words: str
    table: dict[str, Any]


def price_picture(part: Part) -> Picture | None:
    """Return the curve of the points for costs; None while the formula lacks a figure."""
    line = price_curve(part)
    if not line:
        return None
    is_relative = part["formula"] in RELATIVE_FORMULAS
    unit = _("kosten in procent van de laagste inschrijving") if is_relative else _("kosten in euro")
    words = _("Punten voor kosten: van %(most)s bij %(low)s tot %(least)s bij %(high)s.") % {
        "most": format_number(line[0][1], places=2),
        "low": format_number(line[0][0]),
        "least": format_number(line[-1][1], places=2),
        "high": format_number(line[-1][0]),
    }
    data = LineData(words, unit, _("punten"), [LineSeries(_("punten"), line, is_first=True)])
    shown = line if len(line) < 8 else line[::5]
    table = _table(_("Kosten"), _("Punten"), [(format_number(x), format_number(y, places=2)) for x, y in shown])
    return Picture(LINES, both(line_chart, data), _("Punten voor kosten"), words, table)


def curve_picture(row: Mapping[str, Any], part: Part) -> Picture | None:
    """Return the curve of one criterion, for growth as points by contract year; None while it is not whole."""
    if row["kind"] == CriterionKind.GROUP or not row["max_points"]:
        return None
    points = Decimal(row["max_points"])
    knots = [(Decimal(x), Decimal(fraction)) for x, fraction in knots_of(row, top_grade(part))]
    line = curve_line(knots, points, is_step=row["between"] == Between.STEP)
    if not line or points <= 0:
        return None
    unit = unit_name(row["unit"]) or (_("cijfer") if row["kind"] == CriterionKind.GRADED else _("waarde"))
    figures = [(format_number(x), format_number(fraction * points)) for x, fraction in knots]
    caption = _("Punten per contractjaar") if row["is_growth"] else _("Punten naar %(unit)s") % {"unit": unit}
    words = f"{caption}: " + ", ".join(f"{x}: {y}" for x, y in figures)
    table = _table(unit, _("Punten"), figures)
    if row["is_growth"] and all(fraction >= 0 for _x, fraction in knots):
        bars = [BarRow(_("jaar %(year)s") % {"year": format_number(x)}, share * points) for x, share in knots]
        return Picture(BARS, both(bar_chart, BarData(words, _("punten"), bars)), caption, words, table)
    data = LineData(words, unit, _("punten"), [LineSeries(_("punten"), line, is_first=True)])
    return Picture(LINES, both(line_chart, data), caption, words, table)


def example_picture(part: Part, example: Example) -> Picture | None:
    """Return the totals of the invented bids in their parts; None for a method that ends in money."""
    if example.result is None or part["method"] != AwardMethod.WEIGHTED_POINTS:
        return None
    rows = list(leaves(part["criteria"]))
    parts = [ChartPart(row["code"], row["name"]) for row in rows]
    parts.append(ChartPart(_("kosten"), _("Kosten"), is_cost=True))
    bars = []
    for line in example.result["ranking"]:
        earned = [Decimal(line["criteria"][row["code"]]["earned"]) for row in rows]
        values = [*earned, Decimal(line["price_points"])]
        if any(value < 0 for value in values):
            return None
        name = _("Inschrijving %(bidder)s") % {"bidder": line["bidder"]}
        bars.append(StackRow(name, values, Decimal(line["total"]), is_first=line["rank"] == 1))
    if not bars:
        return None
    caption = _("Rekenvoorbeeld: punten van drie verzonnen inschrijvingen")
    words = f"{caption}. " + ", ".join(f"{bar.label}: {format_number(bar.total or 0, places=2)}" for bar in bars)
    quality = sum((Decimal(row["max_points"] or 0) for row in rows), Decimal(0))
    data = StackData(words, _("punten"), parts, bars, quality + price_points(part))
    return Picture(BARS, both(stacked_bars, data), caption, words, {})


def _table(first: str, second: str, figures: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "columns": [{"label": first}, {"label": second, "num": True}],
        "rows": [{"cells": [{"text": x}, {"text": y, "num": True}]} for x, y in figures],
    }
