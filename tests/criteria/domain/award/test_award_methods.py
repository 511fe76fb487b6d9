"""The totals of each method and what each result holds, worked by hand."""

import hashlib
import json

import pytest

from criteria.domain import award
from tests.criteria.domain.award.builders import bid, case, figures, grade, graded, group, level, measured, relative

PERCENT = {"knots": [["0", "0"], ["100", "1"]]}


def two(method, **keys):
    """A is good and dear, B is fair and cheap."""
    whole = [bid("A", "180", grades=grade("9")), bid("B", "120", grades=grade("5"))]
    return award.evaluate(case(method, *whole, criteria=[graded()], **keys))


@pytest.mark.parametrize(
    ("method", "winner", "totals"),
    [
        ("weighted_points", "A", {"A": "62.0000000000", "B": "62.0000000000"}),
        ("quality_value", "B", {"B": "90.0000000000", "A": "126.0000000000"}),
        ("price_quality_ratio", "A", {"A": "0.3000000000", "B": "0.2500000000"}),
        ("utility_index", "A", {"A": "0.6666666667", "B": "0.4000000000"}),
        ("quality_only", "A", {"A": "54.0000000000", "B": "30.0000000000"}),
        ("lowest_price", "B", {"B": "120.0000000000", "A": "180.0000000000"}),
    ],
)
def test_total_of_each_method(method, winner, totals):
    """Utility: A (1 - 0) / 180 * 120; B (1 - (0.9 - 0.5) * 1.5) / 120 * 120."""
    result = two(method)

    assert figures(result) == totals
    assert list(figures(result)) == list(totals)
    assert result["winner"] == (None if method == "weighted_points" else winner)


def test_quality_in_the_index_is_a_share_of_all_points_to_be_had():
    criteria = [group("G", graded("K", max="60"), measured("M", max="20")), level(max="20")]
    whole = case(
        "utility_index",
        bid("A", "100", grades=grade("10"), values={"M": "5"}, levels={"L": "none"}),
        bid("B", "80", grades=grade("0"), values={"M": "0"}, levels={"L": "all"}),
        criteria=criteria,
        weights={"quality": "1", "price": "2"},
    )

    assert figures(award.evaluate(whole)) == {"A": "0.8000000000", "B": "0.7500000000"}


def test_index_may_fall_below_zero():
    assert figures(two("utility_index", weights={"quality": "5", "price": "1"}))["B"] == "-1.0000000000"


COSTS = [
    {"category": "acquisition", "amount": "1000", "year": 0},
    {"category": "energy", "amount": "110", "from": "1", "to": 2},
    {"category": "residual", "amount": "-121", "year": 2},
]
TERMS = {"rate": "0.1", "years": 2}


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        ("price", {"basis": "150.0000000000"}),
        ("npv", {"basis": "1090.9090909091", "npv": "1090.9090909091"}),
        ("eac", {"basis": "628.5714285714", "npv": "1090.9090909091", "eac": "628.5714285714"}),
    ],
)
def test_basis_is_shown_with_what_it_is_made_of(basis, shown):
    """1000 + 110/1.1 + (110 - 121)/1.21 is 1090.91; a = 1/1.1 + 1/1.21 is 1.7355."""
    whole = case("quality_value", bid("A", costs=COSTS, grades=grade("5")), criteria=[graded()], price={"basis": basis})

    row = award.evaluate({**whole, "lcc": TERMS})["ranking"][0]

    assert {key: row[key] for key in ("basis", "npv", "eac") if key in row} == shown


@pytest.mark.parametrize(
    ("timing", "total"), [("end", "1090.9090909091"), ("start", "1100.0000000000"), ("mid", "1095.3462589246")]
)
def test_timing_of_costs_within_the_year(timing, total):
    whole = case("lowest_cost", bid("A", None, costs=COSTS), lcc={**TERMS, "timing": timing})

    assert figures(award.evaluate(whole)) == {"A": total}


def test_lowest_cost_compares_npv_unless_told_eac():
    whole = case("lowest_cost", bid("A", costs=COSTS), lcc=TERMS)

    assert "eac" not in award.evaluate(whole)["ranking"][0]
    assert figures(award.evaluate({**whole, "price": {"basis": "eac"}})) == {"A": "628.5714285714"}
    assert figures(award.evaluate({**whole, "price": {"basis": "npv"}})) == {"A": "1090.9090909091"}


def test_discount_on_the_own_price_holds_when_costs_are_compared():
    ladder = {"code": "L", "name": "L", "kind": "level", "levels": {"some": "0.04"}, "of_price": True}
    whole = case(
        "quality_value",
        bid("A", "500", costs=COSTS, levels={"L": "some"}),
        criteria=[ladder],
        lcc=TERMS,
        price={"basis": "npv"},
    )

    row = award.evaluate(whole)["ranking"][0]

    assert (row["quality"], row["total"]) == ("20.0000000000", "1070.9090909091")


def test_result_of_a_full_case_to_the_last_key():
    criteria = [
        graded("K1", aggregate="median"),
        group("G", graded("K2", aggregate="consensus", curve=PERCENT), measured(curve=PERCENT)),
        relative("R", better="lower", max="30"),
        level(max="10"),
    ]
    bids = [
        bid(
            "A",
            "120",
            grades={"K1": {"a": "8", "b": 7, "c": "6", "d": "9"}},
            consensus={"K2": "75.0"},
            values={"M": 40, "R": "3"},
            levels={"L": "some"},
        ),
        bid("X", excluded="late"),
        bid(
            "B",
            "150",
            grades={"K1": {"a": "5"}},
            consensus={"K2": "-0"},
            values={"M": "100", "R": "1.50"},
            levels={"L": "all"},
        ),
    ]
    whole = case("weighted_points", *bids, criteria=criteria)

    canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert award.evaluate(whole) == {
        "format": "award-result/1",
        "method": "weighted_points",
        "winner": "A",
        "ranking": [
            {
                "rank": 1,
                "bidder": "A",
                "total": "161.4000000000",
                "quality": "129.4000000000",
                "price_points": "32.0000000000",
                "basis": "120.0000000000",
                "criteria": {
                    "K1": {"input": "7.5000000000", "fraction": "0.7500000000", "earned": "45.0000000000"},
                    "K2": {"input": "75.0", "fraction": "0.7500000000", "earned": "45.0000000000"},
                    "M": {"input": 40, "fraction": "0.4000000000", "earned": "24.0000000000"},
                    "R": {"input": "3", "fraction": "0.5000000000", "earned": "15.0000000000"},
                    "L": {"input": "some", "fraction": "0.0400000000", "earned": "0.4000000000"},
                },
            },
            {
                "rank": 2,
                "bidder": "B",
                "total": "150.0000000000",
                "quality": "130.0000000000",
                "price_points": "20.0000000000",
                "basis": "150.0000000000",
                "criteria": {
                    "K1": {"input": "5.0000000000", "fraction": "0.5000000000", "earned": "30.0000000000"},
                    "K2": {"input": "-0", "fraction": "0.0000000000", "earned": "0.0000000000"},
                    "M": {"input": "100", "fraction": "1.0000000000", "earned": "60.0000000000"},
                    "R": {"input": "1.50", "fraction": "1.0000000000", "earned": "30.0000000000"},
                    "L": {"input": "all", "fraction": "1.0000000000", "earned": "10.0000000000"},
                },
            },
        ],
        "not_ranked": [{"bidder": "X", "reason": "excluded", "detail": "late"}],
        "tied": [],
        "case_sha256": hashlib.sha256(canonical).hexdigest(),
    }


def test_price_points_belong_to_weighted_points_alone():
    assert ["price_points" in two(m)["ranking"][0] for m in ("weighted_points", "quality_value", "lowest_price")] == [
        True,
        False,
        False,
    ]


def test_criteria_are_shown_where_they_do_not_count():
    result = two("lowest_price")

    assert figures(result, "quality") == {"B": "30.0000000000", "A": "54.0000000000"}


def test_hash_does_not_depend_on_the_order_of_keys():
    whole = case("lowest_price", bid("Ä"))
    turned = dict(reversed(whole.items()))

    assert award.evaluate(turned)["case_sha256"] == award.evaluate(whole)["case_sha256"]
    assert award.evaluate({**whole, "name": "x"})["case_sha256"] != award.evaluate(whole)["case_sha256"]
    assert (
        award.canonical_json(case("lowest_price", bid("Ä")))[:40] == '{"bids":[{"bidder":"Ä","price":"150"}],'.encode()
    )
