"""What the pages of the award model show: rows of the tree, facts, findings and the worked example in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from criteria.domain.model_case import leaves, plain, points_total, price_points, uses_lcc, walk
from criteria.domain.vocabulary import Aspect, AwardMethod, CriterionKind, PriceFormula
from criteria.domain.worked_example import Example
from criteria.labels import ASPECT_LABELS, CRITERION_KIND_LABELS, PRICE_FORMULA_LABELS
from criteria.model_labels import FAULT_WORDS, SEVERITY_LABELS, TIE_BREAK_LABELS
from criteria.models import AwardModel
from criteria.services.section import minimum_words
from procurement.core.domain.decimals import format_euro, format_number
from procurement.core.domain.rule_table import Finding, Subject
from tenders.extension_points import FINDING_TEXTS, SUBJECT_LINKS

Row = Mapping[str, Any]
FACES = {"block": "block", "motivate": "motivate", "warn": "warning", "advice": "advice", "task": "task"}


def tree_rows(part: Row, model: AwardModel) -> list[dict[str, Any]]:
    """Return the criteria and the costs as rows of one table, each with its share of all that can be had."""
    total = points_total(part)
    stored = {criterion.pk: criterion for criterion in model.criteria.all()}
    rows = []
    for depth, row in walk(part["criteria"]):
        points = sum((Decimal(leaf["max_points"] or 0) for leaf in leaves([row])), Decimal(0))
        siblings = _siblings(part["criteria"], row["id"])
        rows.append(
            {
                "row": row,
                "depth": depth,
                "is_group": row["kind"] == CriterionKind.GROUP,
                "aspect": ASPECT_LABELS[Aspect(row["aspect"])] if row["aspect"] else "",
                "kind": CRITERION_KIND_LABELS[CriterionKind(row["kind"])],
                "points": points if row["max_points"] or row["children"] else None,
                "minimum": minimum_words(row),
                "origin": stored.get(row["id"]),
                "is_first": siblings[0] == row["id"],
                "is_last": siblings[-1] == row["id"],
                **_share(points, total, is_leaf=row["kind"] != CriterionKind.GROUP),
            }
        )
    if model.method == AwardMethod.WEIGHTED_POINTS:
        costs = price_points(part)
        rows.append({"is_costs": True, "points": costs or None, **_share(costs, total, is_leaf=True)})
    return rows


def model_facts(model: AwardModel) -> dict[str, list[dict[str, Any]]]:
    """Return what stands beside the tree: how is compared, and how costs count."""
    order = [str(TIE_BREAK_LABELS.get(code, code)) for code in model.tie_break]
    method = [
        (_("Methode"), model.get_method_display()),
        (_("Cijfers samenvoegen"), model.get_aggregate_display()),
        (_("Beoordelaars"), model.assessor_count),
        (_("Bespreken vanaf verschil"), _figure(model.spread_tolerance)),
        (_("Afronding totaal"), _figure(model.rounding)),
        (_("Bij gelijke stand"), _(", dan ").join(order)),
    ]
    return {"method": _items(method), "costs": _items(_cost_facts(model))}


def _cost_facts(model: AwardModel) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [(_("Gemeten als"), model.get_basis_display())]
    if model.method == AwardMethod.WEIGHTED_POINTS:
        facts.append((_("Punten"), _figure(model.price_points)))
        facts.append((_("Formule"), model.get_formula_display()))
        if model.formula == PriceFormula.LINEAR_ABSOLUTE:
            facts.append((_("Ondergrens, alle punten"), _euro(model.price_floor_eur)))
            facts.append((_("Bovengrens, nul punten"), _euro(model.price_ceiling_eur)))
    facts.append((_("Plafond"), _euro(model.bid_ceiling_eur) or _("geen")))
    if uses_lcc({"method": model.method, "basis": model.basis}):
        rate = model.lcc_rate_pct
        facts.append((_("Rekenperiode"), f"{model.lcc_years} {_('jaar')}" if model.lcc_years else ""))
        facts.append((_("Discontovoet"), f"{format_number(rate)}%" if rate is not None else ""))
        facts.append((_("Bron discontovoet"), model.lcc_rate_source))
    return facts


def finding_rows(tender_id: int, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings with their words and the address where each is solved."""
    return [
        {
            "severity": FACES[finding.severity],
            "severity_label": SEVERITY_LABELS[finding.severity],
            "message": str(FINDING_TEXTS[finding.code]) % _said(finding.params),
            "article": finding.source,
            "url": _link(tender_id, finding.subject),
        }
        for finding in findings
    ]


def fault_rows(tender_id: int, example: Example) -> list[dict[str, str]]:
    """Return why the model cannot be computed, each with the address where it is mended."""
    rows = []
    for fault in example.faults:
        subject = Subject("criterion", fault.criterion_id) if fault.criterion_id else None
        subject = subject or Subject("award_model", "", fault.page)
        words = str(FAULT_WORDS.get(fault.code, FAULT_WORDS["other"])) % _said(fault.params)
        rows.append({"message": words, "url": _link(tender_id, subject)})
    return rows


def example_rows(part: Row, example: Example) -> dict[str, Any] | None:
    """Return the worked example as a table: for each criterion what each bid gives and what that earns."""
    if example.result is None:
        return None
    ranking = sorted(example.result["ranking"], key=lambda line: line["bidder"])
    is_money = example.result["method"] != AwardMethod.WEIGHTED_POINTS
    rows = []
    for row in leaves(part["criteria"]):
        marks = [line["criteria"][row["code"]] for line in ranking]
        cells = [{"input": _places(mark["input"]), "earned": _amount(mark["earned"], is_money)} for mark in marks]
        rows.append({"label": f"{row['code']} {row['name']}", "unit": row["unit"], "cells": cells})
    costs = [{"input": format_euro(Decimal(line["basis"]), places=0)} for line in ranking]
    for cell, line in zip(costs, ranking, strict=True):
        cell["earned"] = _amount(line.get("price_points", ""), is_money) if line.get("price_points") else ""
    return {
        "bidders": [line["bidder"] for line in ranking],
        "rows": [*rows, {"label": _("Kosten"), "unit": "", "cells": costs}],
        "totals": [_amount(line["total"], is_money) for line in ranking],
        "ranks": [line["rank"] for line in ranking],
        "winner": example.result["winner"],
        "out": list(example.result["not_ranked"]),
        "is_money": is_money,
        "formula": PRICE_FORMULA_LABELS[PriceFormula(part["formula"])] if not is_money else "",
    }


def row_of(values: Mapping[str, Any], kind: str, knots: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return what the picture of a curve needs, from what is typed or stored."""
    points = values.get("max_points")
    return {
        "kind": kind,
        "max_points": plain(points) if isinstance(points, Decimal | int) else "",
        "knots": knots,
        "between": values.get("between") or "linear",
        "is_growth": bool(values.get("is_growth")),
        "unit": values.get("unit") or "",
    }


def _share(points: Decimal, total: Decimal, *, is_leaf: bool) -> dict[str, Any]:
    share = points * 100 / total if total > 0 else Decimal(0)
    return {"share": share, "bar": f"{share:.1f}" if is_leaf and share > 0 else ""}


def _siblings(rows: Sequence[Row], wanted: int) -> list[int]:
    if any(row["id"] == wanted for row in rows):
        return [row["id"] for row in rows]
    return next((found for row in rows if (found := _siblings(row["children"], wanted))), [])


def _said(params: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: format_number(value)
        if isinstance(value, Decimal) and value == value.quantize(Decimal("0.01"))
        else format_number(value, places=2)
        if isinstance(value, Decimal)
        else str(value)
        for name, value in params.items()
    }


def _link(tender_id: int, subject: Subject | None) -> str:
    return SUBJECT_LINKS[subject.kind](tender_id, subject) if subject and subject.kind in SUBJECT_LINKS else ""


def _items(facts: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in facts]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _euro(value: Decimal | None) -> str:
    return "" if value is None else format_euro(value, places=0 if value == int(value) else 2)


def _amount(value: str, is_money: bool) -> str:
    if value == "":
        return ""
    return format_euro(Decimal(value), places=0) if is_money else format_number(Decimal(value), places=2)


def _places(value: str) -> str:
    number = Decimal(value)
    return format_number(number) if number == number.quantize(Decimal("0.01")) else format_number(number, places=2)
