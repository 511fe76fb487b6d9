"""Three invented bids for a model: they show how it counts, and that it counts at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from criteria.domain import award
from criteria.domain.model_case import Case, Part, case_of, leaves, uses_lcc
from criteria.domain.model_faults import ModelFault, place_faults
from criteria.domain.vocabulary import Aggregate, AwardMethod, Between, CriterionKind, PriceFormula

BIDDERS = ("X", "Y", "Z")
# How good each bid is (1 is best) and where its costs lie between cheap (0) and dear (1): quality costs money.
QUALITY = {"X": Decimal("0.9"), "Y": Decimal("0.6"), "Z": Decimal("0.35")}
COSTS = {"X": Decimal("0.7"), "Y": Decimal("0.45"), "Z": Decimal("0.15")}
# Costs that are invented where a model has no amounts of its own, in euro.
INVENTED_LOW, INVENTED_HIGH = Decimal(90000), Decimal(130000)
MOST_ASSESSORS = 9
# Share of the life-cycle costs that is spent at the start.
AT_START = Decimal("0.75")


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example: the case with its bids and the result, or why the engine refuses the model."""

    case: Case
    result: Mapping[str, Any] | None = None
    faults: tuple[ModelFault, ...] = ()


def work_out(part: Part) -> Example:
    """Return the example of this model; with faults, and no result, when it cannot be computed."""
    case = case_of(part)
    case["bids"] = [_bid(bidder, part) for bidder in BIDDERS]
    try:
        return Example(case, award.evaluate(case, analyse=True))
    except award.CaseRefused as refused:
        faults = place_faults(refused.faults, part["criteria"]) or [ModelFault("other")]
        return Example(case, faults=_unique(faults))


def _unique(faults: Sequence[ModelFault]) -> tuple[ModelFault, ...]:
    found: dict[tuple[str, str, str], ModelFault] = {}
    for fault in faults:
        found.setdefault((fault.code, fault.criterion_id, fault.page), fault)
    return tuple(found.values())


def _bid(bidder: str, part: Part) -> dict[str, Any]:
    bid: dict[str, Any] = {"bidder": bidder, **_costs(bidder, part)}
    for row in leaves(part["criteria"]):
        if row["kind"] == CriterionKind.MEASURED:
            bid.setdefault("values", {})[row["code"]] = _value(row, QUALITY[bidder])
        elif part["aggregate"] == Aggregate.CONSENSUS:
            bid.setdefault("consensus", {})[row["code"]] = _grades(row, part, bidder, 1)[0]
        else:
            count = min(part["assessor_count"] or 3, MOST_ASSESSORS)
            grades = _grades(row, part, bidder, count)
            bid.setdefault("grades", {})[row["code"]] = {f"B{n}": grade for n, grade in enumerate(grades, start=1)}
    return bid


def _grades(row: Mapping[str, Any], part: Part, bidder: str, count: int) -> list[str]:
    """Return grades of the scale near the quality of the bid; every third assessor gives one level less."""
    scale = sorted((Decimal(level["grade"]) for level in part["scale"]), key=abs)
    scale = scale or [Decimal(n) for n in range(11)]
    if row["minimum"]:
        scale = [grade for grade in scale if grade >= Decimal(row["minimum"])] or scale[-1:]
    best = _nearest_place(QUALITY[bidder], len(scale))
    return [str(scale[max(best - (1 if n % 3 == 2 else 0), 0)]) for n in range(count)]


def _nearest_place(share: Decimal, count: int) -> int:
    return int((share * (count - 1)).to_integral_value(ROUND_HALF_UP))


def _value(row: Mapping[str, Any], quality: Decimal) -> str:
    """Return a value that earns about ``quality`` of the points, within the minimum or maximum."""
    knots = [(Decimal(x), Decimal(fraction)) for x, fraction in row["knots"]] or [(Decimal(0), Decimal(0))]
    if row["between"] == Between.STEP:
        value = min(knots, key=lambda knot: (abs(knot[1] - quality), knot[0]))[0]
    else:
        worst, best = min(knots, key=lambda knot: knot[1])[0], max(knots, key=lambda knot: knot[1])[0]
        value = _rounded(worst + (best - worst) * quality, abs(best - worst))
    if row["minimum"]:
        limit = Decimal(row["minimum"])
        value = min(value, limit) if row["better"] == "lower" else max(value, limit)
    return format(value, "f")


def _rounded(value: Decimal, span: Decimal) -> Decimal:
    """Return ``value`` to about two figures of the span: 2.15 of 3.5, 83 of 70."""
    if not span:
        return value
    return value.quantize(Decimal(1).scaleb(min(span.adjusted() - 1, 0)), rounding=ROUND_HALF_UP)


def _thousands(value: Decimal) -> Decimal:
    return max((value / 1000).to_integral_value(ROUND_HALF_UP) * 1000, Decimal(1000))


def _hundreds(value: Decimal) -> Decimal:
    return (value / 100).to_integral_value(ROUND_HALF_UP) * 100


def _costs(bidder: str, part: Part) -> dict[str, Any]:
    low, high = _band(part)
    basis = low + (high - low) * COSTS[bidder]
    if not uses_lcc(part) or part["method"] == AwardMethod.LOWEST_PRICE:
        return {"price": str(_thousands(basis))}
    years = int(part["lcc_years"] or 10)
    with localcontext() as context:
        context.prec = 28
        rate = Decimal(part["lcc_rate_pct"] or 0) / 100
        annuity = (1 - (1 + rate) ** -years) / rate if rate > 0 else Decimal(years)
        present = basis * annuity if part["basis"] == "eac" else basis
        start = _thousands(present * AT_START)
        yearly = _hundreds((present - start) / annuity)
    lines = [
        {"category": "acquisition", "amount": str(start), "year": 0},
        {"category": "maintenance", "amount": str(yearly), "from": 1, "to": years},
    ]
    return {"price": str(start), "costs": lines}


def _band(part: Part) -> tuple[Decimal, Decimal]:
    """Return between which amounts the invented costs lie: the published band, or what fits below the ceiling."""
    low, high = Decimal(part["price_floor_eur"] or 0), Decimal(part["price_ceiling_eur"] or 0)
    ceiling = Decimal(part["bid_ceiling_eur"] or 0)
    has_points = part["method"] == AwardMethod.WEIGHTED_POINTS
    if has_points and part["formula"] == PriceFormula.LINEAR_ABSOLUTE and 0 <= low < high:
        return low, min(high, ceiling) if low < ceiling else high
    if ceiling:
        return ceiling * Decimal("0.7"), ceiling
    return INVENTED_LOW, INVENTED_HIGH
