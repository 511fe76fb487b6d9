"""From the award model as it is published to an award case without bids; the same for page, guide and award.

The part of a publication that holds a model is plain JSON: figures as text with a point, empty where nothing was
filled in. ``services/snapshot.py`` writes it; everything that shows or computes a model reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from criteria.domain.award import FORMAT
from criteria.domain.vocabulary import AwardMethod, Basis, Between, CriterionKind, PriceFormula

Part = Mapping[str, Any]
Case = dict[str, Any]

# Grades are given on 0 to 10 where a model has no scale of its own yet.
DEFAULT_TOP = "10"
# Keys that a formula needs beside its kind, by the name of the field that holds them.
FORMULA_FIELDS: Mapping[PriceFormula, Mapping[str, str]] = {
    PriceFormula.LINEAR_ABSOLUTE: {"floor": "price_floor_eur", "ceiling": "price_ceiling_eur"},
    PriceFormula.LOWEST_OVER_PRICE: {},
    PriceFormula.LINEAR_FROM_LOWEST: {"zero_at": "zero_at"},
    PriceFormula.LINEAR_LOWEST_HIGHEST: {},
    PriceFormula.POWER: {"exponent": "exponent"},
    PriceFormula.LOGARITHMIC: {"zero_at": "zero_at"},
}
RELATIVE_FORMULAS = frozenset(PriceFormula) - {PriceFormula.LINEAR_ABSOLUTE}


def plain(value: Decimal | int | None) -> str:
    """Return a figure as text without needless zeros, empty for none: Decimal("6.0000") is "6"."""
    if value is None:
        return ""
    text = format(Decimal(value), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def case_of(part: Part) -> Case:
    """Return the award-case/1 of a model, without bids. What was not filled in is left out, so the engine says so."""
    method = AwardMethod(part["method"])
    case: Case = {"format": FORMAT, "name": part["name"], "source": part["source"], "method": method.value}
    case["criteria"] = [_criterion(row, part) for row in part["criteria"]]
    price = _price(part, method)
    if price:
        case["price"] = price
    if uses_lcc(part):
        case["lcc"] = _filled({"rate": _rate(part["lcc_rate_pct"]), "years": part["lcc_years"]})
    if part["rounding"]:
        case["rounding"] = {"points" if method is AwardMethod.WEIGHTED_POINTS else "money": part["rounding"]}
    if part["tie_break"]:
        case["tie_break"] = list(part["tie_break"])
    return case


def uses_lcc(part: Part) -> bool:
    """Whether costs over the years are compared, so that the model needs a rate and a horizon."""
    return part["method"] == AwardMethod.LOWEST_COST or _basis(part, AwardMethod(part["method"])) != Basis.PRICE


def leaves(rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the criteria that earn, in reading order."""
    for row in rows:
        if row["kind"] == CriterionKind.GROUP:
            yield from leaves(row["children"])
        else:
            yield row


def walk(rows: Sequence[Mapping[str, Any]], depth: int = 0) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every criterion with its depth, a group before what stands below it."""
    for row in rows:
        yield depth, row
        yield from walk(row["children"], depth + 1)


def points_total(part: Part) -> Decimal:
    """Return the points to be had: those of all criteria, and those for costs where the method gives these."""
    quality = sum((Decimal(row["max_points"] or 0) for row in leaves(part["criteria"])), Decimal(0))
    return quality + price_points(part)


def price_points(part: Part) -> Decimal:
    """Return the points for costs; 0 for a method that ends in money."""
    if part["method"] != AwardMethod.WEIGHTED_POINTS:
        return Decimal(0)
    return Decimal(part["price_points"] or 0)


def knots_of(row: Mapping[str, Any], top: str) -> list[list[str]]:
    """Return the curve of a criterion; a grade without one earns in proportion, from nothing at 0 to all at ``top``."""
    if row["knots"] or row["kind"] != CriterionKind.GRADED:
        return [[str(x), str(fraction)] for x, fraction in row["knots"]]
    return [["0", "0"], [top, "1"]]


def top_grade(part: Part) -> str:
    """Return the highest grade of the scale."""
    return plain(max((Decimal(level["grade"]) for level in part["scale"]), default=Decimal(DEFAULT_TOP)))


def _criterion(row: Mapping[str, Any], part: Part) -> Case:
    found: Case = {"code": row["code"], "name": row["name"], "kind": row["kind"]}
    if row["minimum"]:
        found["minimum"] = row["minimum"]
    if row["kind"] == CriterionKind.GROUP:
        return {**found, "children": [_criterion(child, part) for child in row["children"]]}
    if row["max_points"]:
        found["max"] = row["max_points"]
    found["curve"] = {"knots": knots_of(row, top_grade(part))}
    if row["between"] == Between.STEP:
        found["curve"]["between"] = row["between"]
    if row["kind"] == CriterionKind.GRADED:
        found["aggregate"] = part["aggregate"]
    elif row["better"] == "lower" and row["minimum"]:
        # Only then it matters: the minimum becomes a maximum.
        found["better"] = row["better"]
    return found


def _price(part: Part, method: AwardMethod) -> Case:
    price = _filled({"ceiling": part["bid_ceiling_eur"]})
    basis = _basis(part, method)
    if method is AwardMethod.WEIGHTED_POINTS:
        formula = PriceFormula(part["formula"])
        terms = {key: part[name] for key, name in FORMULA_FIELDS[formula].items()}
        points = _filled({"max_points": part["price_points"]})
        return {"basis": basis.value, **points, "formula": {"kind": formula.value, **_filled(terms)}, **price}
    if basis is not Basis.PRICE or price:
        price = {"basis": basis.value, **price}
    return price


def _basis(part: Part, method: AwardMethod) -> Basis:
    if method is AwardMethod.LOWEST_PRICE:
        return Basis.PRICE
    if method is AwardMethod.LOWEST_COST and part["basis"] == Basis.PRICE:
        return Basis.NPV
    return Basis(part["basis"])


def _rate(percent: str) -> str:
    return plain(Decimal(percent) / 100) if percent else ""


def _filled(terms: Mapping[str, Any]) -> Case:
    return {key: value for key, value in terms.items() if value not in ("", None)}
