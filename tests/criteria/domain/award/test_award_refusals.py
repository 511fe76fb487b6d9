"""Everything that the format refuses, with the JSON pointer of the value at fault."""

from typing import Any

import pytest

from criteria.domain import award
from tests.criteria.domain.award.builders import GONE, bid, changed, priced
from tests.criteria.domain.award.whole_cases import (
    COST,
    FROM_LOWEST,
    LOGARITHMIC,
    LOWEST,
    MIXED,
    OF_PRICE,
    POWER,
    QUALITY,
    RATIO,
    REFUSING,
    UTILITY,
    VALUE,
)

CURVE = "/criteria/0/curve"


def pointers(source: Any) -> list[str]:
    with pytest.raises(award.CaseRefused) as refusal:
        award.evaluate(source)
    return [fault.pointer for fault in refusal.value.faults]


@pytest.mark.parametrize(
    "whole",
    [MIXED, VALUE, OF_PRICE, COST, POWER, FROM_LOWEST, LOGARITHMIC, UTILITY, RATIO, QUALITY, LOWEST, REFUSING],
)
def test_cases_that_the_refusals_start_from_are_whole(whole):
    assert award.evaluate(whole, analyse=True)["winner"] is not None


FORMS = [
    (MIXED, "/format", GONE),
    (MIXED, "/format", "award-case/2"),
    (MIXED, "/format", None),
    (MIXED, "/name", 5),
    (MIXED, "/source", None),
    (MIXED, "/method", GONE),
    (MIXED, "/method", "guess"),
    (MIXED, "/method", ["quality_only"]),
    (MIXED, "/criteria", GONE),
    (MIXED, "/bids", GONE),
    (MIXED, "/bids", []),
    (MIXED, "/bids", {}),
    (MIXED, "/bids/0", "A"),
    (MIXED, "/price", GONE),
    (MIXED, "/price", "5"),
]
UNKNOWN_KEYS = [
    (MIXED, "/colour", "red"),
    (MIXED, "/a~1b~0c", "red"),
    (MIXED, "/weights", {"quality": "1", "price": "1"}),
    (MIXED, "/price/colour", "red"),
    (MIXED, "/price/formula/zero_at", "2"),
    (POWER, "/price/formula/clip", True),
    (MIXED, "/lcc/colour", "red"),
    (MIXED, "/rounding/euros", "1"),
    (MIXED, "/criteria/0/colour", "red"),
    (MIXED, "/criteria/0/better", "higher"),
    (MIXED, "/criteria/0/levels", {}),
    (MIXED, "/criteria/1/max", "5"),
    (MIXED, "/criteria/1/curve", {"knots": [["0", "0"]]}),
    (MIXED, "/criteria/1/children/1/aggregate", "mean"),
    (MIXED, "/criteria/2/minimum", "5"),
    (MIXED, "/criteria/3/minimum", "5"),
    (MIXED, "/criteria/3/of_price", False),
    (MIXED, f"{CURVE}/colour", "red"),
    (MIXED, "/bids/0/colour", "red"),
    (MIXED, "/bids/0/grades/X", {"a": "5"}),
    (MIXED, "/bids/0/grades/M", {"a": "5"}),
    (MIXED, "/bids/0/grades/G", {"a": "5"}),
    (MIXED, "/bids/0/grades/C", {"a": "5"}),
    (MIXED, "/bids/0/consensus/K", "5"),
    (MIXED, "/bids/0/values/L", "5"),
    (MIXED, "/bids/0/levels/K", "some"),
    (MIXED, "/bids/0/costs/0/from", 1),
    (MIXED, "/bids/0/costs/0/every", 1),
    (MIXED, "/bids/0/costs/0/colour", "red"),
    (MIXED, "/bids/0/costs/1/year", 1),
    (UTILITY, "/weights/colour", "1"),
]
NUMBERS = [
    (MIXED, "/price/max_points", 30.0),
    (MIXED, "/price/max_points", "30,5"),
    (MIXED, "/price/max_points", "1e3"),
    (MIXED, "/price/max_points", "+30"),
    (MIXED, "/price/max_points", " 30"),
    (MIXED, "/price/max_points", "1" * 41),
    (MIXED, "/price/max_points", float("nan")),
    (MIXED, "/price/max_points", float("inf")),
    (MIXED, "/price/max_points", True),
    (MIXED, "/price/max_points", None),
    (MIXED, "/price/max_points", "0"),
    (MIXED, "/price/max_points", "-30"),
    (MIXED, "/price/ceiling", "high"),
    (MIXED, "/price/formula/floor", 0.5),
    (MIXED, "/price/formula/ceiling", []),
    (MIXED, "/criteria/0/max", "0"),
    (MIXED, "/criteria/0/max", "-1"),
    (MIXED, "/criteria/0/max", GONE),
    (MIXED, "/criteria/3/max", GONE),
    (VALUE, "/criteria/0/max", GONE),
    (MIXED, "/criteria/0/minimum", "six"),
    (MIXED, "/criteria/1/minimum", 1.5),
    (MIXED, f"{CURVE}/knots/0/0", 0.0),
    (MIXED, f"{CURVE}/knots/0/1", "NaN"),
    (MIXED, "/criteria/3/levels/some", "a lot"),
    (MIXED, "/bids/0/price", "0"),
    (MIXED, "/bids/0/price", "-150"),
    (MIXED, "/bids/0/price", "1.500,00"),
    (MIXED, "/bids/0/grades/K/a", 7.5),
    (MIXED, "/bids/0/grades/K/a", "7,5"),
    (MIXED, "/bids/0/consensus/C", None),
    (MIXED, "/bids/0/values/M", "much"),
    (MIXED, "/bids/0/values/R", "0"),
    (MIXED, "/bids/0/values/R", "-1"),
    (MIXED, "/bids/0/costs/0/amount", 1.5),
    (MIXED, "/bids/0/costs/0/growth", "2%"),
    (MIXED, "/rounding/points", "0"),
    (MIXED, "/rounding/money", "-1"),
    (POWER, "/price/formula/exponent", "two"),
    (POWER, "/price/formula/exponent", GONE),
    (FROM_LOWEST, "/price/formula/zero_at", "1"),
    (FROM_LOWEST, "/price/formula/zero_at", GONE),
    (LOGARITHMIC, "/price/formula/zero_at", "0.5"),
    (UTILITY, "/weights/price", "0"),
    (UTILITY, "/weights/price", "-1"),
    (UTILITY, "/weights/price", GONE),
    (UTILITY, "/weights/quality", GONE),
    (UTILITY, "/weights", GONE),
    (COST, "/lcc/rate", "-1"),
    (COST, "/lcc/rate", "-2"),
    (COST, "/lcc/rate", 0.02),
    (COST, "/lcc/years", 0),
    (COST, "/lcc/years", 1001),
    (COST, "/lcc/years", "2.5"),
    (COST, "/lcc/years", GONE),
]
CODES = [
    (MIXED, "/price/basis", "cost"),
    (MIXED, "/price/formula/kind", "guess"),
    (MIXED, "/price/formula/kind", GONE),
    (MIXED, "/price/formula", GONE),
    (MIXED, "/price/formula", "lowest_over_price"),
    (MIXED, "/price/max_points", GONE),
    (FROM_LOWEST, "/price/formula/clip", "yes"),
    (MIXED, "/lcc/timing", "noon"),
    (MIXED, "/criteria/0/kind", "guess"),
    (MIXED, "/criteria/0/kind", GONE),
    (MIXED, "/criteria/0/kind", {}),
    (MIXED, "/criteria/0", None),
    (MIXED, "/criteria/0/name", GONE),
    (MIXED, "/criteria/0/code", 5),
    (MIXED, "/criteria/0/aggregate", "sum"),
    (MIXED, "/criteria/1/children/1/better", "more"),
    (MIXED, "/criteria/2/better", GONE),
    (MIXED, "/criteria/2/better", "more"),
    (MIXED, f"{CURVE}/between", "spline"),
    (MIXED, f"{CURVE}/outside", "guess"),
    (MIXED, "/criteria/3/levels", GONE),
    (VALUE, "/criteria/0/of_price", "yes"),
    (MIXED, "/tie_break/0", "age"),
    (MIXED, "/tie_break", "lot"),
    (MIXED, "/tie_break/0", 5),
    (MIXED, "/lot_order/0", "Z"),
    (MIXED, "/lot_order/1", "B"),
    (MIXED, "/lot_order", {"A": 1}),
    (MIXED, "/on_dropout", "guess"),
    (MIXED, "/bids/0/levels/L", "most"),
    (MIXED, "/bids/0/levels/L", 1),
    (MIXED, "/bids/0/withdrawn", "yes"),
    (MIXED, "/bids/0/excluded", True),
    (MIXED, "/bids/0/bidder", GONE),
    (MIXED, "/bids/0/bidder", 7),
    (MIXED, "/bids/0/costs/0/category", "fun"),
    (MIXED, "/bids/0/costs", {}),
]
SHAPES = [
    (MIXED, "/bids/1/bidder", "A"),
    (MIXED, "/criteria/1/code", "K"),
    (MIXED, "/criteria/1/children/0/code", "K"),
    (MIXED, "/criteria/0/code", "quality"),
    (MIXED, "/criteria/0/code", "price"),
    (MIXED, "/criteria/0/code", "lot"),
    (MIXED, "/criteria/1/children", []),
    (MIXED, "/criteria/1/children", GONE),
    (RATIO, "/criteria", []),
    (UTILITY, "/criteria", []),
    (QUALITY, "/criteria", []),
    (VALUE, "/criteria", []),
    (MIXED, CURVE, GONE),
    (MIXED, CURVE, [["0", "0"]]),
    (MIXED, f"{CURVE}/knots", []),
    (MIXED, f"{CURVE}/knots", GONE),
    (MIXED, f"{CURVE}/knots/0", ["0"]),
    (MIXED, f"{CURVE}/knots/0", ["0", "1", "2"]),
    (MIXED, f"{CURVE}/knots/0", {"0": "1"}),
    (MIXED, f"{CURVE}/knots/1/0", "0"),
    (MIXED, f"{CURVE}/knots/1/0", "-5"),
    (MIXED, "/price/formula/ceiling", "100"),
    (MIXED, "/price/formula/ceiling", "99"),
    (MIXED, "/bids/0/costs/0/year", 6),
    (MIXED, "/bids/0/costs/0/year", -1),
    (MIXED, "/bids/0/costs/0/year", "1.5"),
    (MIXED, "/bids/0/costs/0/year", GONE),
    (MIXED, "/bids/0/costs/1/from", -1),
    (MIXED, "/bids/0/costs/1/to", 6),
    (MIXED, "/bids/0/costs/1/to", 0),
    (MIXED, "/bids/0/costs/1/to", GONE),
    (MIXED, "/bids/0/costs/1/every", 0),
    (OF_PRICE, "/criteria/0/max", "5"),
]
LACKING = [
    (MIXED, "/bids/0/price", GONE),
    (MIXED, "/bids/0/grades/K", GONE),
    (MIXED, "/bids/0/grades/K", {}),
    (MIXED, "/bids/0/consensus/C", GONE),
    (MIXED, "/bids/0/values/M", GONE),
    (MIXED, "/bids/0/values/R", GONE),
    (MIXED, "/bids/0/levels/L", GONE),
    (COST, "/bids/0/costs", GONE),
    (COST, "/bids/0/costs", []),
    (COST, "/lcc", GONE),
    (REFUSING, "/bids/0/grades/K", {"a": "11"}),
]


@pytest.mark.parametrize(("source", "pointer", "value"), [*FORMS, *UNKNOWN_KEYS, *NUMBERS, *CODES, *SHAPES, *LACKING])
def test_one_fault_is_refused_at_its_place_alone(source, pointer, value):
    assert pointers(changed(source, pointer, value)) == [pointer]


@pytest.mark.parametrize(
    ("source", "pointer", "value", "at_fault"),
    [
        (VALUE, "/price", {"max_points": "5"}, "/price/max_points"),
        (QUALITY, "/price", {"formula": {"kind": "lowest_over_price"}}, "/price/formula"),
        (LOWEST, "/price", {"basis": "npv"}, "/price/basis"),
        (COST, "/price", {"basis": "price"}, "/price/basis"),
        (COST, "/bids/0/costs/0/amount", "0", "/bids/0/costs"),
        (COST, "/bids/0/costs/0/amount", "-5", "/bids/0/costs"),
        (MIXED, "/criteria/1/children/0", {"kind": "group"}, "/criteria/1/children/0/code"),
    ],
)
def test_value_at_fault_may_lie_elsewhere_than_what_was_changed(source, pointer, value, at_fault):
    assert pointers(changed(source, pointer, value))[0] == at_fault


@pytest.mark.parametrize(
    ("source", "pointer", "value", "message"),
    [
        (MIXED, "/price/formula/ceiling", "100", "must be above the floor"),
        (MIXED, "/criteria/0/max", "0", "must be above 0"),
        (MIXED, "/bids/0/price", GONE, "is missing"),
        (MIXED, "/colour", "red", "unknown key"),
        (COST, "/lcc/years", 1001, "must be at most 1000"),
        (MIXED, "/on_dropout", "guess", "must be one of: recompute, keep_order"),
    ],
)
def test_message_says_what_would_be_right(source, pointer, value, message):
    with pytest.raises(award.CaseRefused) as refusal:
        award.evaluate(changed(source, pointer, value))

    assert [str(fault) for fault in refusal.value.faults] == [f"{pointer}: {message}"]


def test_all_faults_come_at_once():
    broken = changed(MIXED, "/colour", "red")
    for pointer, value in [("/price/max_points", "0"), ("/criteria/0/max", 1.5), ("/bids/1/levels/L", "most")]:
        broken = changed(broken, pointer, value)

    assert sorted(pointers(broken)) == ["/bids/1/levels/L", "/colour", "/criteria/0/max", "/price/max_points"]


def test_section_that_is_missing_whole_is_named_per_criterion():
    assert pointers(changed(MIXED, "/bids/0/values", GONE)) == ["/bids/0/values/M", "/bids/0/values/R"]


def test_own_price_is_needed_beside_costs():
    of_costs = changed(
        changed(changed(OF_PRICE, "/price", {"basis": "npv"}), "/lcc", {"rate": "0", "years": 3}),
        "/bids/0/costs",
        [{"category": "use", "amount": "100", "year": 0}],
    )

    assert award.evaluate(of_costs)["winner"] == "A"
    assert pointers(changed(of_costs, "/bids/0/price", GONE)) == ["/bids/0/price"]


def test_price_may_be_absent_where_costs_are_compared():
    assert award.evaluate(changed(COST, "/bids/0/price", GONE))["winner"] == "A"


@pytest.mark.parametrize("keys", [{"excluded": "bankrupt"}, {"withdrawn": True}])
def test_bid_that_is_set_aside_may_lack_anything(keys):
    whole = changed(MIXED, "/bids/2", {"bidder": "C", **keys})

    assert [row["bidder"] for row in award.evaluate(whole)["not_ranked"]] == ["C"]


def test_withdrawn_bid_that_keeps_its_place_may_lack_nothing():
    whole = changed(changed(MIXED, "/on_dropout", "keep_order"), "/bids/0/withdrawn", True)

    assert pointers(changed(whole, "/bids/0/grades/K", GONE)) == ["/bids/0/grades/K"]


@pytest.mark.parametrize(
    ("pointer", "value"), [("/bids/0/grades/K/a", "x"), ("/bids/0/levels/L", "most"), ("/bids/0/grades/X", {"a": 1})]
)
def test_what_a_bid_that_is_set_aside_does_bring_must_be_of_the_format(pointer, value):
    excluded = changed(MIXED, "/bids/0/excluded", "bankrupt")

    assert pointers(changed(excluded, pointer, value)) == [pointer]


@pytest.mark.parametrize("keys", [{"excluded": "bankrupt"}, {"withdrawn": True}])
def test_only_bids_that_take_part_must_lie_within_a_curve_that_refuses(keys):
    outside = changed(REFUSING, "/bids/0/grades/K", {"a": "11"})
    for key, value in keys.items():
        outside = changed(outside, f"/bids/0/{key}", value)

    assert award.evaluate(outside)["winner"] == "B"


def test_bid_above_the_ceiling_must_lie_within_a_curve_that_refuses():
    outside = changed(changed(REFUSING, "/bids/0/values/M", "4"), "/price/ceiling", "140")
    outside = changed(changed(outside, "/bids/0/price", "150"), "/bids/0/grades/K", {"a": "11", "b": "12"})

    assert pointers(outside) == ["/bids/0/grades/K"]


def test_keys_that_are_always_allowed_may_go_unused():
    unused = changed(changed(LOWEST, "/lcc", {"rate": "0.02", "years": 4}), "/rounding", {"points": 1, "money": 1})
    unused = changed(unused, "/bids/0/costs", [{"category": "use", "amount": "-9", "year": 4}])

    assert award.evaluate(unused)["ranking"][0]["total"] == "150.0000000000"


def test_maximum_of_euros_may_be_nothing_or_a_deduction():
    for euros in ("0", "-60"):
        assert award.evaluate(changed(VALUE, "/criteria/0/max", euros))["winner"] == "A"


def test_exponent_that_gives_points_without_end_is_refused():
    apart = priced({"kind": "power", "exponent": "-" + "9" * 39}, bid("A", "1"), bid("B", "2"))

    assert pointers(apart) == ["/price/formula/exponent"]


def test_very_large_exponent_leaves_points_to_the_lowest_alone():
    apart = priced({"kind": "power", "exponent": "9" * 40}, bid("A", "1"), bid("B", "2"))

    result = award.evaluate(apart, analyse=True)

    assert [row["total"] for row in result["ranking"]] == ["40.0000000000", "0.0000000000"]
