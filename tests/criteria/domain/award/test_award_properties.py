"""What must hold for every award: order does not matter, better is never worse, equal bids tie."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.domain import award
from tests.criteria.domain.award.builders import (
    QUICK,
    bid,
    case,
    changed,
    figures,
    graded,
    group,
    level,
    measured,
    order,
    ranks,
    relative,
)

ABSOLUTE_METHODS = ["weighted_points", "quality_value", "price_quality_ratio", "lowest_price", "quality_only"]
METHODS = [*ABSOLUTE_METHODS, "utility_index"]
FALLING = {"knots": [["0", "1"], ["50", "0.4"], ["100", "-0.5"]], "outside": "extend"}
STEPPED = {"knots": [["0", "0"], ["4", "0.3"], ["8", "1"]], "between": "step"}

offers = st.fixed_dictionaries(
    {
        "price": st.integers(90, 210),
        "K": st.lists(st.integers(0, 10), min_size=1, max_size=3),
        "S": st.lists(st.integers(0, 10), min_size=1, max_size=3),
        "M": st.integers(0, 120),
        "R": st.integers(1, 9),
        "L": st.sampled_from(["none", "some", "all"]),
    }
)


def award_of(method: str, drawn: list[dict[str, Any]], *, with_relative: bool = False, **keys: Any) -> dict[str, Any]:
    criteria = [
        graded("K", minimum="1"),
        group("G", graded("S", curve=STEPPED, aggregate="median", max="30"), measured(curve=FALLING, better="lower")),
        level(max="20"),
        *([relative(max="25")] if with_relative else []),
    ]
    bids = [
        bid(
            f"B{index}",
            str(offer["price"]),
            grades={code: {f"a{n}": str(given) for n, given in enumerate(offer[code])} for code in ("K", "S")},
            values={"M": str(offer["M"]), **({"R": str(offer["R"])} if with_relative else {})},
            levels={"L": offer["L"]},
        )
        for index, offer in enumerate(drawn)
    ]
    return case(method, *bids, criteria=criteria, **keys)


FORMULAS = [
    {"kind": "lowest_over_price"},
    {"kind": "power", "exponent": "1.5"},
    {"kind": "linear_from_lowest", "zero_at": "1.5"},
    {"kind": "linear_lowest_highest"},
    {"kind": "logarithmic", "zero_at": "2", "clip": False},
]


@pytest.mark.parametrize("method", METHODS)
@QUICK
@given(st.lists(offers, min_size=1, max_size=5), st.integers(0, 10**6), st.sampled_from(FORMULAS))
def test_order_of_bids_and_criteria_does_not_matter(method, drawn, seed, formula):
    keys = {"price": {"max_points": "40", "formula": formula}} if method == "weighted_points" else {}
    whole = award_of(method, drawn, with_relative=True, tie_break=["quality", "price"], **keys)
    turn = random.Random(seed)
    turned = {
        **whole,
        "bids": turn.sample(whole["bids"], len(whole["bids"])),
        "criteria": turn.sample(whole["criteria"], len(whole["criteria"])),
    }

    first, second = award.evaluate(whole, analyse=True), award.evaluate(turned, analyse=True)

    assert ranks(first) == ranks(second)
    assert figures(first) == figures(second)
    assert first["winner"] == second["winner"]
    assert {row["bidder"] for row in first["not_ranked"]} == {row["bidder"] for row in second["not_ranked"]}
    assert first["analysis"]["effective_weights"] == second["analysis"]["effective_weights"]
    if not first["tied"]:
        assert first["analysis"]["break_even"] == second["analysis"]["break_even"]


@pytest.mark.parametrize("method", ABSOLUTE_METHODS)
@QUICK
@given(st.lists(offers, min_size=1, max_size=5), st.data())
def test_better_offer_never_worsens_its_own_rank_under_an_absolute_formula(method, drawn, data):
    whole = award_of(method, drawn)
    result = award.evaluate(whole)
    # Quality below zero becomes worse when it is divided by a lower price: no ratio should be used then.
    assume(method != "price_quality_ratio" or all(Fraction(total) >= 0 for total in figures(result).values()))
    before = ranks(result)
    index = data.draw(st.integers(0, len(drawn) - 1))
    better = data.draw(
        st.sampled_from(
            [
                (f"/bids/{index}/price", str(data.draw(st.integers(50, drawn[index]["price"])))),
                (f"/bids/{index}/grades/K/a0", str(data.draw(st.integers(drawn[index]["K"][0], 10)))),
                (f"/bids/{index}/grades/S/a0", str(data.draw(st.integers(drawn[index]["S"][0], 10)))),
                (f"/bids/{index}/values/M", str(data.draw(st.integers(0, drawn[index]["M"])))),
                (f"/bids/{index}/levels/L", "all"),
            ]
        )
    )

    after = ranks(award.evaluate(changed(whole, *better)))

    name = f"B{index}"
    if name in before:
        assert after[name] <= before[name]


@pytest.mark.parametrize("method", METHODS)
@QUICK
@given(st.lists(offers, min_size=1, max_size=4), st.sampled_from(FORMULAS))
def test_equal_bids_tie(method, drawn, formula):
    keys = {"price": {"max_points": "40", "formula": formula}} if method == "weighted_points" else {}
    twice = award_of(method, [*drawn, drawn[0]], with_relative=True, tie_break=["quality", "price", "K", "lot"], **keys)

    result = award.evaluate(twice)

    places, last = ranks(result), f"B{len(drawn)}"
    assert places.get("B0") == places.get(last)
    assert figures(result).get("B0") == figures(result).get(last)
    assert ("B0" in places) == any({"B0", last} <= set(group) for group in result["tied"])


@QUICK
@given(st.lists(offers, min_size=1, max_size=5), st.integers(1, 60))
def test_points_within_the_band_and_euros_give_the_same_order(drawn, max_points):
    """Max euros = points × (ceiling - floor) / max points; all prices lie within the band, so nothing is clipped."""
    floor, ceiling = 90, 210
    price = {
        "max_points": str(max_points),
        "formula": {"kind": "linear_absolute", "floor": str(floor), "ceiling": str(ceiling)},
    }
    in_points = award_of("weighted_points", drawn, price=price)
    in_euros = award_of("quality_value", drawn)
    for leaf in [*in_points["criteria"], *in_points["criteria"][1]["children"]]:
        if "max" in leaf:
            leaf["max"] = str(int(leaf["max"]) * max_points)
    for leaf in [*in_euros["criteria"], *in_euros["criteria"][1]["children"]]:
        if "max" in leaf:
            leaf["max"] = str(int(leaf["max"]) * (ceiling - floor))

    points, euros = award.evaluate(in_points), award.evaluate(in_euros)

    assert order(points) == order(euros)
    assert ranks(points) == ranks(euros)


@pytest.mark.parametrize("method", METHODS)
@QUICK
@given(st.lists(offers, min_size=1, max_size=5))
def test_ranks_follow_the_totals(method, drawn):
    result = award.evaluate(award_of(method, drawn, with_relative=True))

    rows = [(row["rank"], Fraction(row["total"])) for row in result["ranking"]]
    falling = method not in ("quality_value", "lowest_price")
    assert [total for _, total in rows] == sorted((total for _, total in rows), reverse=falling)
    assert all(rank == 1 + sum(other < rank for other, _ in rows) for rank, _ in rows)


@QUICK
@given(st.lists(offers, min_size=2, max_size=5))
def test_removal_of_a_bid_moves_nobody_under_an_absolute_formula(drawn):
    whole = award_of("weighted_points", drawn)
    before = figures(award.evaluate(whole))

    for index in range(len(drawn)):
        without = {**whole, "bids": [offer for n, offer in enumerate(whole["bids"]) if n != index]}
        after = figures(award.evaluate(without))
        assert after == {name: total for name, total in before.items() if name != f"B{index}"}


@pytest.mark.parametrize("method", METHODS)
@QUICK
@given(st.lists(offers, min_size=2, max_size=5), st.sampled_from(FORMULAS))
def test_reversals_are_those_found_by_computing_each_case_anew(method, drawn, formula):
    keys = {"price": {"max_points": "40", "formula": formula}} if method == "weighted_points" else {}
    whole = award_of(method, drawn, with_relative=True, **keys)
    result = award.evaluate(whole, analyse=True)

    found = []
    for removed in order(result):
        rest = award.evaluate({**whole, "bids": [b for b in whole["bids"] if b["bidder"] != removed]})
        both = set(order(result)) & set(order(rest))
        before, after = ([b for b in order(r) if b in both] for r in (result, rest))
        if before != after:
            found.append({"without": removed, "before": before, "after": after})
    assert result["analysis"]["rank_reversal"] == found
