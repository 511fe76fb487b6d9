"""Whole cases that use every key of the format, to be broken or misspelt one value at a time."""

from tests.criteria.domain.award.builders import (
    GONE,
    bid,
    case,
    changed,
    graded,
    group,
    level,
    measured,
    priced,
    relative,
)

MIXED = case(
    "weighted_points",
    bid(
        "A",
        grades={"K": {"a": "8", "b": 6}},
        consensus={"C": "7"},
        values={"M": "4", "R": "9"},
        levels={"L": "some"},
        costs=[{"category": "use", "amount": "5", "year": 1}, {"category": "tax", "amount": "1", "from": 1, "to": 3}],
    ),
    bid(
        "B",
        grades={"K": {"a": "6"}},
        consensus={"C": "5"},
        values={"M": "5", "R": "3"},
        levels={"L": "all"},
        withdrawn=False,
    ),
    criteria=[
        graded(minimum="2"),
        group("G", graded("C", aggregate="consensus"), measured(better="lower", minimum="9"), minimum="1"),
        relative(),
        level(),
    ],
    lcc={"rate": "0.02", "years": 5, "timing": "mid"},
    rounding={"points": "0.01", "money": "1"},
    tie_break=["quality", "K", "G", "price", "lot"],
    lot_order=["B", "A"],
    on_dropout="recompute",
    name="Mixed",
    source="Ours",
)
VALUE = case("quality_value", bid("A", levels={"L": "some"}), criteria=[level()])
OF_PRICE = changed(changed(VALUE, "/criteria/0/of_price", True), "/criteria/0/max", GONE)
COST = case(
    "lowest_cost",
    bid("A", costs=[{"category": "acquisition", "amount": "100", "year": 0}]),
    lcc={"rate": "0", "years": 3},
)
POWER = priced({"kind": "power", "exponent": "2"}, bid("A"))
FROM_LOWEST = priced({"kind": "linear_from_lowest", "zero_at": "2", "clip": False}, bid("A"))
LOGARITHMIC = priced({"kind": "logarithmic", "zero_at": "2"}, bid("A"))
UTILITY = case("utility_index", bid("A", grades={"K": {"a": "8"}}), criteria=[graded()])
RATIO = case("price_quality_ratio", bid("A", grades={"K": {"a": "8"}}), criteria=[graded()])
QUALITY = case("quality_only", bid("A", grades={"K": {"a": "8"}}), criteria=[graded()])
LOWEST = case("lowest_price", bid("A"))
REFUSING = changed(MIXED, "/criteria/0/curve/outside", "refuse")
