"""Reading the terms of a comparison: price and its formula, discounting, weights, rounding, ties."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from criteria.domain.award import lcc
from criteria.domain.award.case import Basis, Method
from criteria.domain.award.formulas import (
    Formula,
    LinearAbsolute,
    LinearFromLowest,
    LinearLowestHighest,
    Logarithmic,
    Power,
)
from criteria.domain.award.intake.reader import Reader

MOST_YEARS = 1_000
_TIE_BREAKS = ("quality", "price", "lot")


class FormulaKind(StrEnum):
    """The price formulas of ``weighted_points``."""

    LOWEST_OVER_PRICE = "lowest_over_price"
    POWER = "power"
    LINEAR_FROM_LOWEST = "linear_from_lowest"
    LINEAR_LOWEST_HIGHEST = "linear_lowest_highest"
    LINEAR_ABSOLUTE = "linear_absolute"
    LOGARITHMIC = "logarithmic"


class OnDropout(StrEnum):
    """What happens to the others when a bid is withdrawn."""

    RECOMPUTE = "recompute"
    KEEP_ORDER = "keep_order"


@dataclass(frozen=True, slots=True)
class Price:
    """How price counts: what stands for it, above what a bid is not ranked, and what it earns.

    basis: None when it could not be read.
    """

    basis: Basis | None
    ceiling: Fraction | None = None
    formula: Formula | None = None


def read_price(fields: dict[str, Reader], case: Reader, method: Method) -> Price:
    """Return the price terms of a case; only ``weighted_points`` cannot do without."""
    if "price" not in fields:
        if method is Method.WEIGHTED_POINTS:
            case.missing("price")
        return Price(_default_basis(method))
    points = ("max_points", "formula") if method is Method.WEIGHTED_POINTS else ()
    price = fields["price"].fields(required=points, optional=("basis", "ceiling"))
    basis = _read_basis(price["basis"], method) if "basis" in price else _default_basis(method)
    return Price(
        basis if fields["price"].sound else None,
        price["ceiling"].number() if "ceiling" in price else None,
        read_formula(price["formula"], price["max_points"].number(above=0)) if points else None,
    )


def read_formula(value: Reader, max_points: Fraction) -> Formula | None:
    """Return the price formula, or None when it names no kind that exists."""
    if not isinstance(value.value, dict):
        value.refuse("must be an object")
        return None
    if "kind" not in value.value:
        value.missing("kind")
        return None
    kind = value.member("kind", value.value["kind"]).choice(FormulaKind)
    return None if kind is None else _FORMULAS[kind](value, max_points)


def read_lcc(fields: dict[str, Reader], case: Reader, basis: Basis | None) -> lcc.Terms | None:
    """Return how costs are discounted, or None when the case does not say it well.

    Needed when the basis is made of costs; read whenever it is there.
    """
    if "lcc" not in fields:
        if basis in (Basis.NPV, Basis.EAC):
            case.missing("lcc")
        return None
    faults_before = case.fault_count
    terms = fields["lcc"].fields(required=("rate", "years"), optional=("timing",))
    rate, years = terms["rate"].number(above=-1), terms["years"].whole(at_least=1, at_most=MOST_YEARS)
    timing = (terms["timing"].choice(lcc.Timing) if "timing" in terms else None) or lcc.Timing.END
    return lcc.Terms(rate, years, timing) if case.fault_count == faults_before else None


def read_quality_weight(fields: dict[str, Reader], method: Method) -> Fraction | None:
    """Return the weight of quality over that of price, or None for the methods without weights."""
    if method is not Method.UTILITY_INDEX:
        return None
    weights = fields["weights"].fields(required=("quality", "price"))
    quality, price = weights["quality"].number(), weights["price"].number(above=0)
    return quality / price if weights["price"].sound else quality


def read_step(fields: dict[str, Reader], method: Method) -> Fraction | None:
    """Return the step to which totals of this method are rounded, or None."""
    if "rounding" not in fields:
        return None
    rounding = fields["rounding"].fields(optional=("points", "money"))
    steps = {unit: step.number(above=0) for unit, step in rounding.items()}
    if method.ends_in_money:
        return steps.get("money")
    return steps.get("points") if method.ends_in_points else None


def read_tie_break(fields: dict[str, Reader], codes: Collection[str], *, complete: bool) -> tuple[str, ...]:
    """Return what decides among equal totals; ``complete`` says that ``codes`` holds all criteria."""
    if "tie_break" not in fields:
        return ()
    order = []
    for element in fields["tie_break"].elements():
        code = element.text()
        if complete and element.sound and code not in _TIE_BREAKS and code not in codes:
            element.refuse("must be quality, price, lot or the code of a criterion")
        order.append(code)
    return tuple(order)


def read_lot_order(fields: dict[str, Reader], bidders: Collection[str], *, complete: bool) -> tuple[str, ...]:
    """Return the recorded outcome of the draw; ``complete`` says that ``bidders`` holds all of them."""
    if "lot_order" not in fields:
        return ()
    drawn: dict[str, None] = {}
    for element in fields["lot_order"].elements():
        bidder = element.text()
        if complete and element.sound and bidder not in bidders:
            element.refuse("no bid has this bidder")
        elif element.sound and bidder in drawn:
            element.refuse("stands in the order twice")
        drawn[bidder] = None
    return tuple(drawn)


def read_on_dropout(fields: dict[str, Reader]) -> OnDropout:
    """Return what happens to the others when a bid is withdrawn."""
    choice = fields["on_dropout"].choice(OnDropout) if "on_dropout" in fields else None
    return choice or OnDropout.RECOMPUTE


def _default_basis(method: Method) -> Basis:
    return Basis.NPV if method is Method.LOWEST_COST else Basis.PRICE


def _read_basis(value: Reader, method: Method) -> Basis | None:
    basis = value.choice(Basis)
    if method is Method.LOWEST_PRICE and basis not in (None, Basis.PRICE):
        value.refuse("must be price under lowest_price")
    if method is Method.LOWEST_COST and basis is Basis.PRICE:
        value.refuse("must be npv or eac under lowest_cost")
    return basis if value.sound else None


def _read_lowest_over_price(value: Reader, max_points: Fraction) -> Formula:
    value.fields(required=("kind",))
    return Power(max_points=max_points)


def _read_power(value: Reader, max_points: Fraction) -> Formula:
    fields = value.fields(required=("kind", "exponent"))
    return Power(max_points=max_points, exponent=fields["exponent"].number())


def _read_linear_lowest_highest(value: Reader, max_points: Fraction) -> Formula:
    value.fields(required=("kind",))
    return LinearLowestHighest(max_points=max_points)


def _read_linear_absolute(value: Reader, max_points: Fraction) -> Formula:
    fields = value.fields(required=("kind", "floor", "ceiling"))
    floor, ceiling = fields["floor"].number(), fields["ceiling"].number()
    if fields["floor"].sound and fields["ceiling"].sound and floor >= ceiling:
        fields["ceiling"].refuse("must be above the floor")
    return LinearAbsolute(max_points=max_points, floor=floor, ceiling=ceiling)


def _clipped(formula: type[LinearFromLowest] | type[Logarithmic]) -> Callable[[Reader, Fraction], Formula]:
    def read(value: Reader, max_points: Fraction) -> Formula:
        fields = value.fields(required=("kind", "zero_at"), optional=("clip",))
        clip = fields["clip"].flag() if "clip" in fields else True
        return formula(max_points=max_points, zero_at=fields["zero_at"].number(above=1), clip=clip)

    return read


_FORMULAS: dict[FormulaKind, Callable[[Reader, Fraction], Formula]] = {
    FormulaKind.LOWEST_OVER_PRICE: _read_lowest_over_price,
    FormulaKind.POWER: _read_power,
    FormulaKind.LINEAR_FROM_LOWEST: _clipped(LinearFromLowest),
    FormulaKind.LINEAR_LOWEST_HIGHEST: _read_linear_lowest_highest,
    FormulaKind.LINEAR_ABSOLUTE: _read_linear_absolute,
    FormulaKind.LOGARITHMIC: _clipped(Logarithmic),
}
