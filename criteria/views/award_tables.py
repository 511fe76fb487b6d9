"""Tables and pictures of a computed award, as pages and documents show them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from criteria.award_labels import FORMULA_EXPLAINED, mark_words, out_message, price_words
from criteria.domain.cost_view import BidCosts, BudgetRow
from criteria.domain.explanation import marks_of
from criteria.domain.sensitivity import Sensitivity
from criteria.domain.vocabulary import CostCategory
from criteria.labels import COST_CATEGORY_LABELS
from criteria.services.outcome import Outcome
from procurement.core.domain.charts.bars import Part, StackData, StackRow, stacked_bars
from procurement.core.domain.charts.columns import ColumnData, ColumnGroup, column_chart
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.lines import LineData, LineSeries, line_chart
from procurement.core.templatetags.formats import euro, number, percent

Shown = dict[str, Any]


def name_of(outcome: Outcome, code: str) -> str:
    """Return code and name of a bidder."""
    bids = [*(one.bid for one in outcome.ranked), *(one.bid for one in outcome.out)]
    return next((f"{bid.code} {bid.company.name}" for bid in bids if bid.code == code), code)


def shown_total(outcome: Outcome, value: Decimal) -> str:
    """Return a total as it is read: points, or euro."""
    return number(value, 2) if outcome.ends_in_points else euro(value)


def ranking_rows(outcome: Outcome) -> list[Shown]:
    """Return the ranked bids with their points per criterion; exact: the figures of the engine, in ten decimals."""
    rows = []
    for one in outcome.ranked:
        points = [(leaf["code"], one.row["criteria"][leaf["code"]]["earned"]) for leaf in outcome.leaves]
        if outcome.price_max is not None:
            points.append((_("Kosten"), one.row["price_points"]))
        rows.append(
            {
                "rank": one.rank,
                "code": one.bid.code,
                "name": one.bid.company.name,
                "points": [
                    {"code": code, "shown": number(Decimal(value), 2), "exact": value} for code, value in points
                ],
                "basis": euro(Decimal(one.row["basis"]), 0) if "basis" in one.row else "",
                "total": shown_total(outcome, one.total),
                "exact": one.row["total"],
                "is_first": outcome.winner is not None and one.bid.pk == outcome.winner.bid.pk,
            }
        )
    return rows


def out_rows(outcome: Outcome) -> list[Shown]:
    """Return the bids that are not ranked, with the reason in words."""
    return [
        {"code": one.bid.code, "name": one.bid.company.name, "reason": out_message(one, outcome.leaves)}
        for one in outcome.out
    ]


def points_chart(outcome: Outcome) -> Any:
    """Return the bars of points per criterion for every ranked bid; None for methods that end in money."""
    if not outcome.ends_in_points or outcome.price_max is None:
        return None
    parts = [Part(leaf["code"], leaf["name"]) for leaf in outcome.leaves]
    rows = [
        StackRow(
            label=f"{one.bid.code} {one.bid.company.name}",
            values=[*(_cents(one.earned(leaf["code"])) for leaf in outcome.leaves), _cents(one.row["price_points"])],
            total=_cents(one.total),
            is_first=outcome.winner is not None and one.bid.pk == outcome.winner.bid.pk,
        )
        for one in outcome.ranked
    ]
    data = StackData(
        title=_("Punten per criterium"),
        unit=_("punten"),
        parts=[*parts, Part("P", _("Kosten"), is_cost=True)],
        rows=rows,
        maximum=outcome.points_max,
    )
    return both(stacked_bars, data)


def points_table(outcome: Outcome) -> Shown:
    """Return the figures of the bars."""
    columns = [{"label": _("Inschrijver")}, *({"label": leaf["code"], "num": True} for leaf in outcome.leaves)]
    columns += [{"label": _("Kosten"), "num": True}, {"label": _("Totaal"), "num": True}]
    rows = [
        {
            "cells": _cells([f"{row['code']} {row['name']}", *(one["shown"] for one in row["points"]), row["total"]]),
            "is_first": row["is_first"],
        }
        for row in ranking_rows(outcome)
    ]
    return {"columns": columns, "rows": rows}


def explanations(outcome: Outcome, units: dict[str, str]) -> list[Shown]:
    """Return per criterion how each ranked bid came to its points, in words with the figures."""
    found = [
        {
            "code": leaf["code"],
            "name": leaf["name"],
            "maximum": number(Decimal(str(leaf["max"]))),
            "unit": units.get(leaf["code"], ""),
            "minimum": number(Decimal(str(leaf["minimum"]))) if "minimum" in leaf else "",
            "is_maximum": leaf.get("better") == "lower",
            "rows": [
                {
                    "name": name_of(outcome, mark.bidder),
                    "value": number(round(mark.value, 4).normalize()),
                    "fraction": percent(100 * mark.fraction, 2),
                    "points": number(mark.earned, 2),
                    "exact": str(mark.earned),
                    "words": mark_words(mark),
                }
                for mark in marks_of(outcome.case, outcome.result, leaf)
            ],
        }
        for leaf in outcome.leaves
    ]
    return [*found, *_price_explained(outcome)]


def cost_charts(costs: Sequence[BidCosts], outcome: Outcome) -> list[Shown]:
    """Return for every bid its costs by year: picture, table and sums."""
    return [_cost_page(one, outcome) for one in costs]


def budget_table(rows: Sequence[BudgetRow], outcome: Outcome) -> list[Shown]:
    """Return the bids on a short budget and on the whole life, with their place on each."""
    return [
        {
            "name": name_of(outcome, row.bidder),
            "budget": euro(row.budget, 0),
            "budget_place": row.budget_place,
            "nominal": euro(row.nominal, 0),
            "nominal_place": row.nominal_place,
            "moved": row.budget_place != row.nominal_place,
        }
        for row in rows
    ]


def budget_figures(rows: Sequence[BudgetRow], outcome: Outcome) -> Shown:
    """Return the figures of that picture."""
    columns = [
        {"label": _("Inschrijver")},
        {"label": _("Jaar 0 tot en met 4"), "num": True},
        {"label": _("Hele looptijd"), "num": True},
    ]
    cells = [[name_of(outcome, row.bidder), euro(row.budget, 0), euro(row.nominal, 0)] for row in rows]
    return {"columns": columns, "rows": [{"cells": _cells(row)} for row in cells]}


def budget_chart(rows: Sequence[BudgetRow], outcome: Outcome) -> Any:
    """Return short budget and whole life beside each other for every bid."""
    data = ColumnData(
        title=_("Vier jaar tegen de hele looptijd"),
        unit=_("euro"),
        series=[("", _("jaar 0 tot en met 4")), ("", _("hele looptijd"))],
        groups=[ColumnGroup(row.bidder, [_whole(row.budget), _whole(row.nominal)]) for row in rows],
        is_grouped=True,
    )
    return both(column_chart, data)


def sensitivity_chart(found: Sensitivity, outcome: Outcome) -> Any:
    """Return the lines of the totals by the weight of costs, with the published weight and the turns."""
    winner = outcome.winner
    series = [
        LineSeries(
            name=name_of(outcome, one.bid.code),
            points=[(Decimal(row.weight), _cents(row.totals[one.bid.code])) for row in found.rows],
            short=one.bid.code,
            is_first=winner is not None and one.bid.pk == winner.bid.pk,
        )
        for one in outcome.ranked
    ]
    data = LineData(
        title=_("Totaal bij een ander gewicht van kosten"),
        x_unit=_("% kosten"),
        y_unit=_("punten"),
        series=series,
        mark=round(found.chosen, 2).normalize(),
        mark_label=_("gepubliceerd"),
        turns=[round(turn.weight, 2) for turn in found.turns],
    )
    return both(line_chart, data)


def sensitivity_table(found: Sensitivity, outcome: Outcome) -> Shown:
    """Return the totals at each weight, with the winner."""
    codes = [one.bid.code for one in outcome.ranked]
    columns = [{"label": _("Gewicht kosten")}, *({"label": code, "num": True} for code in codes), {"label": _("Wint")}]
    rows = [
        {
            "cells": [
                *_cells([f"{row.weight}%", *(number(row.totals[code], 2) for code in codes)]),
                {"text": row.winner or _("gedeeld")},
            ],
            "is_first": Decimal(row.weight) == found.chosen,
        }
        for row in found.rows
    ]
    return {"columns": columns, "rows": rows}


def _price_explained(outcome: Outcome) -> list[Shown]:
    if outcome.price_max is None:
        return []
    price, ranking = outcome.case["price"], outcome.result["ranking"]
    formula = price["formula"]
    terms = {key: euro(Decimal(str(formula[key])), 0) for key in ("floor", "ceiling") if key in formula}
    basis = {"npv": _("contante waarde"), "eac": _("kosten per jaar"), "price": _("inschrijfprijs")}
    return [
        {
            "code": "P",
            "name": _("Kosten (%(basis)s)") % {"basis": basis[price.get("basis", "price")]},
            "maximum": number(outcome.price_max),
            "unit": _("euro"),
            "note": str(FORMULA_EXPLAINED[formula["kind"]]) % {"floor": "", "ceiling": "", **terms},
            "rows": [
                {
                    "name": name_of(outcome, row["bidder"]),
                    "value": euro(Decimal(row["basis"])),
                    "fraction": percent(100 * Decimal(row["price_points"]) / outcome.price_max, 2),
                    "points": number(Decimal(row["price_points"]), 2),
                    "exact": row["price_points"],
                    "words": price_words(outcome.case, row, ranking),
                }
                for row in ranking
            ],
        }
    ]


def _cost_page(one: BidCosts, outcome: Outcome) -> Shown:
    labels = [str(COST_CATEGORY_LABELS[CostCategory(category)]) for category in one.categories]
    series = [("", label) for label in labels]
    groups = [ColumnGroup(str(year.year), [_cents(amount) for amount in year.amounts]) for year in one.years]
    columns = [{"label": _("Jaar")}, *({"label": label, "num": True} for label in labels)]
    columns += [{"label": _("Samen"), "num": True}, {"label": _("Contant"), "num": True}]
    rows = [
        {
            "cells": _cells(
                [str(year.year), *(_amount(value) for value in (*year.amounts, year.nominal, year.discounted))]
            )
        }
        for year in one.years
    ]
    foot = _cells([_("Contant"), *(_amount(value) for value in one.by_category), "", _amount(one.npv)])
    data = ColumnData(title=_("Kosten per jaar"), unit=_("euro"), series=series, groups=groups)
    return {
        "code": one.bidder,
        "table_id": f"lcc-table-{one.bidder}",
        "name": name_of(outcome, one.bidder),
        "points": both(column_chart, data),
        "table": {"columns": columns, "rows": rows, "foot": foot},
        "npv": euro(one.npv),
        "nominal": euro(one.nominal, 0),
        "without_residual": euro(one.without_residual, 0),
        "residual": euro(one.without_residual - one.npv, 0) if one.without_residual != one.npv else "",
    }


def _amount(value: Decimal) -> str:
    return number(round(value), 0) if value else "–"


def _cells(texts: Sequence[Any]) -> list[Shown]:
    return [{"text": texts[0]}, *({"text": text, "num": True} for text in texts[1:])]


def _cents(value: Decimal | str) -> Decimal:
    return round(Decimal(value), 2)


def _whole(value: Decimal) -> Decimal:
    return round(value, 0)
