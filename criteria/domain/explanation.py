"""How a bid came to its points: the place of its grade or value on the curve, and the terms of the price formula.

Read from a stored case and its result, so that what is explained is what was computed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Case = Mapping[str, Any]
Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value lies on a curve.

    code: "on" a knot, "between" two, a "step" that holds from one, "before" the first or "after" the last knot.
    low, high: the knots on both sides as (x, fraction); the same one where there is only one.
    """

    code: str
    low: tuple[Decimal, Decimal]
    high: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one bid earned on one criterion. value: grade or value; grades: of the assessors, when there are more.

    fraction: share of ``maximum`` that was earned, 0 to 1 unless the curve says otherwise.
    """

    bidder: str
    value: Decimal
    grades: Sequence[Decimal]
    place: Place | None
    fraction: Decimal
    maximum: Decimal | None
    earned: Decimal


def leaves_of(case: Case) -> list[Mapping[str, Any]]:
    """Return the criteria of the case that earn, in reading order."""
    return list(_leaves(case["criteria"]))


def marks_of(case: Case, result: Result, criterion: Mapping[str, Any]) -> list[Mark]:
    """Return the marks of all ranked bids on ``criterion``, best rank first."""
    bids = {bid["bidder"]: bid for bid in case["bids"]}
    return [_mark(row, bids[row["bidder"]], criterion) for row in result["ranking"]]


def place_on(curve: Mapping[str, Any], value: Decimal) -> Place:
    """Return where ``value`` lies on a curve of the case."""
    knots = [(Decimal(str(x)), Decimal(str(fraction))) for x, fraction in curve["knots"]]
    for knot in knots:
        if knot[0] == value:
            return Place("on", knot, knot)
    if value < knots[0][0]:
        return Place("before", knots[0], knots[0])
    if value > knots[-1][0]:
        return Place("after", knots[-1], knots[-1])
    high = next(place for place, knot in enumerate(knots) if knot[0] > value)
    code = "step" if curve.get("between") == "step" else "between"
    return Place(code, knots[high - 1], knots[high])


def _leaves(rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        if row["kind"] == "group":
            yield from _leaves(row["children"])
        else:
            yield row


def _mark(row: Mapping[str, Any], bid: Mapping[str, Any], criterion: Mapping[str, Any]) -> Mark:
    code = criterion["code"]
    mark = row["criteria"][code]
    value = Decimal(str(mark["input"]))
    grades = [Decimal(str(grade)) for grade in bid.get("grades", {}).get(code, {}).values()]
    maximum = criterion.get("max")
    return Mark(
        bidder=row["bidder"],
        value=value,
        grades=grades,
        place=place_on(criterion["curve"], value) if "curve" in criterion else None,
        fraction=Decimal(mark["fraction"]),
        maximum=None if maximum is None else Decimal(str(maximum)),
        earned=Decimal(mark["earned"]),
    )
