"""What the award would be at another weight of costs; only for models that add points for quality and for costs.

Each bid keeps the share of the quality points and the share of the cost points that it earned; only the weights move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from criteria.domain.award.exact import fixed
from criteria.domain.explanation import leaves_of

WEIGHTS = (10, 20, 30, 40, 50, 60)


@dataclass(frozen=True, slots=True)
class Shares:
    """The share (0 to 1) that a ranked bid earned of all points for quality and for costs."""

    bidder: str
    quality: Fraction
    cost: Fraction

    def at(self, weight: Fraction) -> Fraction:
        """Return the total of 100 points when costs weigh ``weight`` (0 to 1)."""
        return 100 * ((1 - weight) * self.quality + weight * self.cost)


@dataclass(frozen=True, slots=True)
class Turn:
    """The weight of costs, in percent, above which another bid wins."""

    weight: Decimal
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """Totals of all ranked bids, by bidder, at a weight of costs in percent; winner: empty when first is shared."""

    weight: int
    totals: Mapping[str, Decimal]
    winner: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """chosen: the published weight of costs in percent; rows in rising weight; turns in rising weight."""

    chosen: Decimal
    rows: Sequence[Row]
    turns: Sequence[Turn]


def sensitivity_of(case: Mapping[str, Any], result: Mapping[str, Any]) -> Sensitivity | None:
    """Return the totals at other weights of costs, or None where weights of points do not decide."""
    if case["method"] != "weighted_points" or "price" not in case or not result["ranking"]:
        return None
    quality = sum((Fraction(str(leaf["max"])) for leaf in leaves_of(case)), Fraction(0))
    cost = Fraction(str(case["price"]["max_points"]))
    if not quality:
        return None
    shares = [
        Shares(row["bidder"], Fraction(row["quality"]) / quality, Fraction(row["price_points"]) / cost)
        for row in result["ranking"]
    ]
    turns = _turns(shares)
    # The whole percents on both sides of a turn show where the award goes over.
    beside = {weight for turn in turns for weight in (int(turn.weight), int(turn.weight) + 1)}
    return Sensitivity(
        chosen=_shown(100 * cost / (quality + cost)),
        rows=[_row(shares, weight) for weight in sorted({*WEIGHTS, *beside})],
        turns=turns,
    )


def _row(shares: Sequence[Shares], weight: int) -> Row:
    totals = {one.bidder: one.at(Fraction(weight, 100)) for one in shares}
    best = [bidder for bidder, total in totals.items() if total == max(totals.values())]
    return Row(weight, {bidder: _shown(total) for bidder, total in totals.items()}, best[0] if len(best) == 1 else "")


def _turns(shares: Sequence[Shares]) -> list[Turn]:
    """Walk along the upper edge of the lines, from no weight for costs to all of it."""
    at = Fraction(0)
    leader = max(shares, key=lambda one: (one.quality, one.cost))
    turns: list[Turn] = []
    while True:
        ahead = [(crossing, one) for one in shares if (crossing := _crossing(leader, one)) is not None]
        later = [(crossing, one) for crossing, one in ahead if at < crossing < 1]
        if not later:
            return turns
        at = min(crossing for crossing, _one in later)
        rival = max((one for crossing, one in later if crossing == at), key=lambda one: one.cost)
        turns.append(Turn(_shown(100 * at), leader.bidder, rival.bidder))
        leader = rival


def _crossing(leader: Shares, rival: Shares) -> Fraction | None:
    """Return the weight at which the rival, who gains more from costs, draws level; None when never."""
    gain = (rival.cost - rival.quality) - (leader.cost - leader.quality)
    return (leader.quality - rival.quality) / gain if gain > 0 else None


def _shown(value: Fraction) -> Decimal:
    return Decimal(fixed(value))
