"""Small cases to test the engine with, and a way to change one value in them by its JSON pointer."""

import copy
from typing import Any

from hypothesis import settings

from criteria.domain import award

QUICK = settings(max_examples=30, deadline=None, derandomize=True, database=None)
ABSOLUTE = {"kind": "linear_absolute", "floor": "100", "ceiling": "200"}


def zero_to_ten() -> dict[str, Any]:
    return {"knots": [["0", "0"], ["10", "1"]]}


def graded(code: str = "K", **keys: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "kind": "graded", "max": "60", "curve": zero_to_ten(), **keys}


def measured(code: str = "M", **keys: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "kind": "measured", "max": "60", "curve": zero_to_ten(), **keys}


def relative(code: str = "R", better: str = "higher", **keys: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "kind": "measured_relative", "max": "60", "better": better, **keys}


def level(code: str = "L", **keys: Any) -> dict[str, Any]:
    levels = {"none": "0", "some": "0.04", "all": "1"}
    return {"code": code, "name": code, "kind": "level", "max": "60", "levels": levels, **keys}


def group(code: str, *children: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "kind": "group", "children": list(children), **keys}


def bid(bidder: str, price: str | None = "150", **keys: Any) -> dict[str, Any]:
    return {"bidder": bidder, **({} if price is None else {"price": price}), **keys}


def grade(given: str, code: str = "K") -> dict[str, Any]:
    return {code: {"a": given}}


def case(
    method: str, *bids: dict[str, Any], criteria: list[dict[str, Any]] | None = None, **keys: Any
) -> dict[str, Any]:
    """A whole case; under ``weighted_points`` with the formula ABSOLUTE for 40 points unless told otherwise."""
    if method == "weighted_points":
        keys.setdefault("price", {"max_points": "40", "formula": ABSOLUTE})
    if method == "utility_index":
        keys.setdefault("weights", {"quality": "60", "price": "40"})
    return {"format": award.FORMAT, "method": method, "criteria": criteria or [], "bids": list(bids), **keys}


def priced(formula: dict[str, Any], *bids: dict[str, Any], max_points: str = "40", **keys: Any) -> dict[str, Any]:
    """A case under ``weighted_points`` with this formula."""
    return case("weighted_points", *bids, price={"max_points": max_points, "formula": formula}, **keys)


GONE = object()


def changed(source: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """A copy of a case with another value at ``pointer``; GONE takes the key away."""
    whole = copy.deepcopy(source)
    *path, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    place: Any = whole
    for part in path:
        place = place[int(part)] if isinstance(place, list) else place[part]
    if isinstance(place, list):
        place[int(last) : int(last) + 1] = [] if value is GONE else [value]
    elif value is GONE:
        del place[last]
    else:
        place[last] = value
    return whole


def order(result: dict[str, Any]) -> list[str]:
    return [row["bidder"] for row in result["ranking"]]


def ranks(result: dict[str, Any]) -> dict[str, int]:
    return {row["bidder"]: row["rank"] for row in result["ranking"]}


def figures(result: dict[str, Any], name: str = "total") -> dict[str, str]:
    return {row["bidder"]: row[name] for row in result["ranking"]}
