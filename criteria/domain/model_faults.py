"""What the award engine says of a model, at the criterion or the page where it can be mended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from criteria.domain.award import Fault

_KNOT = re.compile(r"/curve/knots/([0-9]+)")
_PAGES = {"price": "costs", "lcc": "costs", "tie_break": "method", "rounding": "method", "method": "method"}
# Last key of the pointer -> code of the Dutch sentence.
_CODES = {
    "max": "points",
    "code": "code",
    "minimum": "minimum",
    "children": "empty_group",
    "curve": "curve",
    "knots": "curve",
    "max_points": "cost_points",
    "floor": "band",
    "ceiling": "band",
    "zero_at": "zero_at",
    "exponent": "exponent",
    "rate": "rate",
    "years": "years",
    "lcc": "rate",
    "tie_break": "tie_break",
}


@dataclass(frozen=True, slots=True)
class ModelFault:
    """One fault. criterion_id: of the criterion at fault, or empty; page: where it is mended otherwise."""

    code: str
    page: str = "overview"
    criterion_id: str = ""
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def place_faults(faults: Sequence[Fault], criteria: Sequence[Mapping[str, Any]]) -> list[ModelFault]:
    """Return the faults of the engine with their place in the model; ``criteria``: the tree of the published part."""
    return [_placed(fault, criteria) for fault in faults if not fault.pointer.startswith("/bids")]


def _placed(fault: Fault, criteria: Sequence[Mapping[str, Any]]) -> ModelFault:
    keys = fault.pointer.split("/")[1:]
    row = _row(keys, criteria) if keys[:1] == ["criteria"] else None
    if row is not None:
        knot = _KNOT.search(fault.pointer)
        params: dict[str, Any] = {"criterion": row["code"]}
        if knot:
            return ModelFault("knot", "criterion", f"{row['id']}", params | {"row": int(knot.group(1)) + 1})
        return ModelFault(_CODES.get(keys[-1], "criterion"), "criterion", f"{row['id']}", params)
    if keys[:1] == ["criteria"]:
        return ModelFault("no_criteria")
    page = _PAGES.get(keys[0] if keys else "", "overview")
    named = [_CODES[key] for key in reversed(keys) if key in _CODES]
    return ModelFault(named[0], page) if named else ModelFault("other", page)


def _row(keys: Sequence[str], criteria: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    rows, found = criteria, None
    for name, place in zip(keys[::2], keys[1::2], strict=False):
        if name not in ("criteria", "children") or not place.isdigit() or int(place) >= len(rows):
            break
        found = rows[int(place)]
        rows = found["children"]
    return found
