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
    method = _read_method(value)
    if method is None:
        return None
    required = (*_REQUIRED, "weights") if method is Method.UTILITY_INDEX else _REQUIRED
    fields = value.fields(required=required, optional=_OPTIONAL)
    for name in ("name", "source"):
        if name in fields:
            fields[name].text()
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
        lot_order=terms.read_lot_order(fields, bids.bidders),
    )


def _read_method(value: Reader) -> Method | None:
    """Return the method, on which all else depends; the version of the format is looked at here too."""
    if value.value.get("format") != FORMAT and "format" in value.value:
        value.member("format").refuse(f'must be "{FORMAT}"')
    if "method" in value.value:
        return value.member("method", value.value["method"]).choice(Method)
    value.missing("method")
    if "format" not in value.value:
        value.missing("format")
    return None
