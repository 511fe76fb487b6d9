"""Reading a whole case: the first step of every computation."""

from typing import Any

from criteria.domain.award.case import Basis, Case, Method
from criteria.domain.award.faults import CaseRefused, Fault
from criteria.domain.award.intake import terms
from criteria.domain.award.intake.bids import Needs, read_bids
from criteria.domain.award.intake.criteria import read_criteria
from criteria.domain.award.intake.reader import Reader
from criteria.domain.award.intake.text import NOT_AN_OBJECT

FORMAT = "award-case/1"

_REQUIRED = ("format", "method", "criteria", "bids")
_OPTIONAL = ("name", "source", "price", "lcc", "rounding", "tie_break", "lot_order", "on_dropout")


def read_case(value: Any, known: list[Fault]) -> Case:
    """Return the case in ``value``, a JSON value; ``known`` are the faults that its text showed already.

    Raises:
        CaseRefused: with all faults that could be found.
    """
    if not isinstance(value, dict):
        raise CaseRefused([Fault("", NOT_AN_OBJECT)])
    faults = list(known)
    case = _read(Reader(value, faults))
    if case is None or faults:
        raise CaseRefused(faults)
    return case


def _read(value: Reader) -> Case | None:
    fields = _fields(value)
    if fields["format"].sound and fields["format"].value != FORMAT:
        fields["format"].refuse(f'must be "{FORMAT}"')
    for name in ("name", "source"):
        if name in fields:
            fields[name].text()
    method = fields["method"].choice(Method)
    return None if method is None else _read_by_method(value, fields, method)


def _fields(value: Reader) -> dict[str, Reader]:
    """One method asks for weights and the others refuse them; an unknown method leaves it open."""
    method = value.value.get("method")
    if method == Method.UTILITY_INDEX:
        return value.fields(required=(*_REQUIRED, "weights"), optional=_OPTIONAL)
    unknown = method not in list(Method)
    return value.fields(required=_REQUIRED, optional=(*_OPTIONAL, "weights") if unknown else _OPTIONAL)


def _read_by_method(value: Reader, fields: dict[str, Reader], method: Method) -> Case:
    """What belongs in the rest depends on the method, so without a method it is not looked at."""
    criteria = read_criteria(fields["criteria"], method)
    price = terms.read_price(fields, value, method)
    needs = Needs(
        criteria=criteria,
        leaves={leaf.code: leaf for leaf in criteria.leaves},
        basis=price.basis,
        terms=terms.read_lcc(fields, value, price.basis),
        keeps_withdrawn=terms.read_on_dropout(fields) is terms.OnDropout.KEEP_ORDER,
    )
    bids = read_bids(fields["bids"], needs)
    return Case(
        method=method,
        basis=price.basis or Basis.PRICE,
        criteria=criteria.tree,
        bids=tuple(bids.taking_part),
        set_aside=bids.set_aside,
        bidders=tuple(bids.bidders),
        ceiling=price.ceiling,
        formula=price.formula,
        quality_weight=terms.read_quality_weight(fields, method),
        step=terms.read_step(fields, method),
        tie_break=terms.read_tie_break(fields, criteria.codes, complete=criteria.complete),
        lot_order=terms.read_lot_order(fields, bids.bidders, complete=bids.complete),
    )
