"""Which bids the quality criteria knock out, found by the award engine before any price is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from criteria.domain.award import FORMAT, evaluate

# The engine wants a price of every bid; without price criteria it changes nothing, and it goes nowhere.
_NO_PRICE = "1"


def knocked_out(criteria: Sequence[Mapping[str, Any]], bids: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return bidder -> code of the first criterion whose published minimum or maximum the bid does not meet.

    criteria and bids: as in an award case (see docs of ``manage.py award``), bids with grades, consensus and values
    only. Without criteria nobody is knocked out.

    Raises:
        CaseRefused: a bid lacks a grade or value.
    """
    if not criteria or not bids:
        return {}
    result = evaluate(
        {
            "format": FORMAT,
            "method": "quality_only",
            "criteria": list(criteria),
            "bids": [{**bid, "price": _NO_PRICE} for bid in bids],
        }
    )
    return {row["bidder"]: row.get("detail", "") for row in result["not_ranked"]}
