"""Reading the criteria of a case: the tree, its kinds and its curves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from criteria.domain.award.case import (
    Aggregate,
    Consensus,
    Criterion,
    Graded,
    Group,
    Leaf,
    Level,
    Measured,
    Method,
    Relative,
    walk,
)
from criteria.domain.award.curves import Between, Curve, Outside
from criteria.domain.award.intake.reader import Reader

_RESERVED_CODES = ("quality", "price", "lot")
_COMMON = ("code", "name", "kind")


class Kind(StrEnum):
    """What a criterion looks at."""

    GRADED = "graded"
    MEASURED = "measured"
    MEASURED_RELATIVE = "measured_relative"
    LEVEL = "level"
    GROUP = "group"


class Better(StrEnum):
    """Which numbers are the good ones."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(slots=True)
class Criteria:
    """The criteria of one case while they are read.

    codes: all codes seen.
    complete: every code, kind and aggregate could be read, so that what bids bring can be checked by code.
    sound: nothing was wrong with any criterion.
    """

    method: Method
    codes: set[str] = field(default_factory=set)
    complete: bool = True
    sound: bool = True
    tree: tuple[Criterion, ...] = ()

    @property
    def leaves(self) -> list[Leaf]:
        """All criteria that earn, in the order of the case."""
        return [node for node in walk(self.tree) if isinstance(node, Leaf)]


def read_criteria(value: Reader, method: Method) -> Criteria:
    """Return the criteria of a case; only three methods can do without any."""
    criteria, faults_before = Criteria(method), value.fault_count
    elements = value.elements()
    if method not in (Method.WEIGHTED_POINTS, Method.LOWEST_PRICE, Method.LOWEST_COST) and not elements:
        value.refuse(f"must hold at least one criterion under {method}")
    criteria.complete = value.sound
    criteria.tree = _read_all(elements, criteria)
    criteria.sound = value.fault_count == faults_before
    return criteria


def read_curve(value: Reader) -> Curve:
    """Return a curve: knots that rise, what holds between them, and what outside."""
    fields = value.fields(required=("knots",), optional=("between", "outside"))
    return Curve(
        _read_knots(fields["knots"]),
        (fields["between"].choice(Between) if "between" in fields else None) or Between.LINEAR,
        (fields["outside"].choice(Outside) if "outside" in fields else None) or Outside.CLAMP,
    )


def _read_all(elements: Iterable[Reader], criteria: Criteria) -> tuple[Criterion, ...]:
    found = [_read_criterion(element, criteria) for element in elements]
    return tuple(criterion for criterion in found if criterion is not None)


def _read_criterion(value: Reader, criteria: Criteria) -> Criterion | None:
    kind = _read_kind(value)
    if kind is None:
        criteria.complete = False
        return None
    return _READERS[kind](value, criteria)


def _read_kind(value: Reader) -> Kind | None:
    """Which keys belong here depends on the kind, so it is read before all else."""
    if not isinstance(value.value, dict):
        value.refuse("must be an object")
        return None
    if "kind" not in value.value:
        value.missing("kind")
        return None
    return value.member("kind", value.value["kind"]).choice(Kind)


def _read_code(fields: dict[str, Reader], criteria: Criteria) -> str:
    code = fields["code"].text()
    fields["name"].text()
    if code in _RESERVED_CODES:
        fields["code"].refuse("this code has a meaning of its own in tie_break")
    elif code in criteria.codes and fields["code"].sound:
        fields["code"].refuse("another criterion has this code")
    criteria.codes.add(code)
    criteria.complete = criteria.complete and fields["code"].sound
    return code


def _read_max(fields: dict[str, Reader], criteria: Criteria) -> Fraction:
    return fields["max"].number(above=None if criteria.method is Method.QUALITY_VALUE else 0)


def _read_group(value: Reader, criteria: Criteria) -> Group:
    fields = value.fields(required=(*_COMMON, "children"), optional=("minimum",))
    code = _read_code(fields, criteria)
    children = fields["children"].elements()
    if not children:
        fields["children"].refuse("must hold at least one criterion")
    criteria.complete = criteria.complete and fields["children"].sound
    return Group(code=code, children=_read_all(children, criteria), minimum=_read_minimum(fields))


def _read_graded(value: Reader, criteria: Criteria) -> Graded | Consensus:
    fields = value.fields(required=(*_COMMON, "max", "curve"), optional=("aggregate", "minimum"))
    aggregate = fields["aggregate"].choice(Aggregate) if "aggregate" in fields else Aggregate.MEAN
    code, most = _read_code(fields, criteria), _read_max(fields, criteria)
    curve, minimum = read_curve(fields["curve"]), _read_minimum(fields)
    if aggregate is None:
        criteria.complete = False
    if aggregate is Aggregate.CONSENSUS:
        return Consensus(code=code, max=most, curve=curve, minimum=minimum)
    return Graded(code=code, max=most, curve=curve, minimum=minimum, aggregate=aggregate or Aggregate.MEAN)


def _read_measured(value: Reader, criteria: Criteria) -> Measured:
    fields = value.fields(required=(*_COMMON, "max", "curve"), optional=("better", "minimum"))
    better = fields["better"].choice(Better) if "better" in fields else Better.HIGHER
    return Measured(
        code=_read_code(fields, criteria),
        max=_read_max(fields, criteria),
        curve=read_curve(fields["curve"]),
        minimum=_read_minimum(fields),
        lower_is_better=better is Better.LOWER,
    )


def _read_relative(value: Reader, criteria: Criteria) -> Relative:
    fields = value.fields(required=(*_COMMON, "max", "better"))
    return Relative(
        code=_read_code(fields, criteria),
        max=_read_max(fields, criteria),
        lower_is_better=fields["better"].choice(Better) is Better.LOWER,
    )


def _read_level(value: Reader, criteria: Criteria) -> Level:
    of_price_key = ("of_price",) if criteria.method is Method.QUALITY_VALUE else ()
    fields = value.fields(required=(*_COMMON, "levels"), optional=("max", *of_price_key))
    of_price = "of_price" in fields and fields["of_price"].flag()
    if of_price and "max" in fields:
        fields["max"].refuse("must be left out with of_price")
    if not of_price and "max" not in fields:
        fields["max"] = value.missing("max")
    return Level(
        code=_read_code(fields, criteria),
        max=None if of_price else _read_max(fields, criteria),
        levels={name: fraction.number() for name, fraction in fields["levels"].entries()},
    )


_READERS: dict[Kind, Callable[[Reader, Criteria], Criterion]] = {
    Kind.GRADED: _read_graded,
    Kind.MEASURED: _read_measured,
    Kind.MEASURED_RELATIVE: _read_relative,
    Kind.LEVEL: _read_level,
    Kind.GROUP: _read_group,
}


def _read_minimum(fields: dict[str, Reader]) -> Fraction | None:
    return fields["minimum"].number() if "minimum" in fields else None


def _read_knots(value: Reader) -> tuple[tuple[Fraction, Fraction], ...]:
    knots = [knot.elements() for knot in value.elements()]
    if not knots:
        value.refuse("must hold at least one knot")
    for index, knot in enumerate(knots):
        if len(knot) != 2:
            value.member(index).refuse("must be a pair: value and fraction")
    pairs = [(knot[0], knot[1]) for knot in knots if len(knot) == 2]
    read = [(at, at.number(), fraction.number()) for at, fraction in pairs]
    for (left, before, _), (right, after, _) in pairwise(read):
        if left.sound and right.sound and after <= before:
            right.refuse("must be above the value of the knot before")
    return tuple((number, fraction) for _, number, fraction in read)
