"""A stored computation as pages, letters and records read it: bids by name, reasons, the analysis of the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from criteria.domain import award
from criteria.domain.explanation import leaves_of
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, Computation, Evaluation
from criteria.services.computation import ABOVE, BELOW

# The engine wants a price of every bid; without price criteria it changes nothing, and it goes nowhere.
_NO_PRICE = "1"


@dataclass(frozen=True, slots=True)
class Out:
    """A bid that is not ranked. code: why; criterion: of a knock-out; ground: of an exclusion, in words."""

    bid: Bid
    code: str
    criterion: str = ""
    ground: str = ""
    value: Decimal | None = None
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranked bid with its row of the result."""

    bid: Bid
    row: Mapping[str, Any]

    @property
    def rank(self) -> int:
        """Its place, 1 is first."""
        return int(self.row["rank"])

    @property
    def total(self) -> Decimal:
        """Its total as ranked: points, or euro for methods that end in money."""
        return Decimal(self.row["total"])

    def earned(self, code: str) -> Decimal:
        """What it earned on a criterion."""
        return Decimal(self.row["criteria"][code]["earned"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """One computation with the bids it is about. leaves: the criteria that earn, as the case has them."""

    computation: Computation
    ranked: Sequence[Ranked]
    out: Sequence[Out]
    leaves: Sequence[Mapping[str, Any]]

    @property
    def case(self) -> Mapping[str, Any]:
        """The stored case."""
        return dict(self.computation.case)

    @property
    def result(self) -> Mapping[str, Any]:
        """The stored result."""
        return dict(self.computation.result)

    @property
    def winner(self) -> Ranked | None:
        """The winning bid; None when the first place is shared."""
        code = self.computation.result["winner"]
        return next((one for one in self.ranked if one.bid.code == code), None)

    @property
    def ends_in_points(self) -> bool:
        """Whether totals are points; else they are euro and the lowest wins."""
        return self.case["method"] == "weighted_points"

    @property
    def price_max(self) -> Decimal | None:
        """The points to be had for costs, where there are any."""
        points = self.case.get("price", {}).get("max_points")
        return None if points is None else Decimal(str(points))

    @property
    def points_max(self) -> Decimal:
        """All points to be had."""
        return sum((Decimal(str(leaf["max"])) for leaf in self.leaves), Decimal(0)) + (self.price_max or Decimal(0))

    def analysis(self) -> Mapping[str, Any]:
        """Return the analysis of the engine: break-even, rank reversal, effective weights, warnings."""
        found: Mapping[str, Any] = award.evaluate(self.case, analyse=True)["analysis"]
        return found


def outcome_of(evaluation: Evaluation) -> Outcome | None:
    """Return the last computation of the evaluation, or None while there is none."""
    computation = Computation.objects.filter(evaluation=evaluation.pk).first()
    return outcome(computation) if computation else None


def outcome(computation: Computation) -> Outcome:
    """Return this computation with its bids; two queries."""
    lot_id = computation.evaluation.lot_id
    bids = {bid.code: bid for bid in Bid.objects.filter(lot_id=lot_id).select_related("company")}
    result, case = computation.result, computation.case
    leaves = leaves_of(case)
    inputs = quality_marks(case)
    ranked = [Ranked(bids[row["bidder"]], row) for row in result["ranking"]]
    out = [_out(row, bids[row["bidder"]], inputs, leaves) for row in result["not_ranked"]]
    return Outcome(computation, ranked, out, leaves)


def quality_marks(case: Mapping[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return bidder -> criterion -> input, fraction and earned, for all bids with grades, knocked out or not."""
    bids = [
        {**{key: value for key, value in bid.items() if key not in ("excluded", "costs")}, "price": _NO_PRICE}
        for bid in case["bids"]
        if not bid.get("withdrawn") and any(bid.get(key) for key in ("grades", "consensus", "values"))
    ]
    if not bids or not case["criteria"]:
        return {}
    whole = {
        "format": case["format"],
        "method": "quality_only",
        "criteria": [_without_minimum(row) for row in case["criteria"]],
        "bids": bids,
    }
    return {row["bidder"]: row["criteria"] for row in award.evaluate(whole)["ranking"]}


def _without_minimum(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in row.items() if key != "minimum"}
    if row["kind"] == "measured":
        found.pop("better", None)
    if row["kind"] == "group":
        found["children"] = [_without_minimum(child) for child in row["children"]]
    return found


def _out(row: Mapping[str, Any], bid: Bid, inputs: Mapping[str, Any], leaves: Sequence[Mapping[str, Any]]) -> Out:
    detail = row.get("detail", "")
    code, criterion = row["reason"], detail
    if row["reason"] == "excluded":
        word, _, rest = detail.partition(" ")
        if word not in (BELOW, ABOVE):
            ground = "" if bid.state == BidState.ADMITTED else detail
            return Out(bid, "excluded", ground=ground)
        code, criterion = word, rest.partition(":")[0]
    if code not in (BELOW, ABOVE):
        return Out(bid, code)
    leaf = next((one for one in leaves if one["code"] == criterion), None)
    value = inputs.get(bid.code, {}).get(criterion, {}).get("input")
    limit = leaf.get("minimum") if leaf else None
    return Out(
        bid,
        code,
        criterion=criterion,
        value=None if value is None else Decimal(str(value)),
        limit=None if limit is None else Decimal(str(limit)),
    )
