"""Who is set aside, when, and for which reason; rounding; ties; bids that drop out."""

import pytest

from criteria.domain import award
from tests.criteria.domain.award.builders import (
    bid,
    case,
    changed,
    figures,
    grade,
    graded,
    group,
    measured,
    order,
    priced,
    ranks,
    relative,
)

LOWEST_OVER_PRICE = {"kind": "lowest_over_price"}


def set_aside(result):
    return {row["bidder"]: (row["reason"], row.get("detail")) for row in result["not_ranked"]}


def test_bid_above_the_ceiling_is_not_ranked_and_one_on_it_is():
    result = award.evaluate(case("lowest_price", bid("A", "151"), bid("B", "150"), price={"ceiling": "150"}))

    assert order(result) == ["B"]
    assert result["not_ranked"] == [{"bidder": "A", "reason": "above_ceiling"}]


def test_ceiling_looks_at_the_basis():
    costs = [{"category": "use", "amount": "100", "year": 0}]
    whole = case("lowest_cost", bid("A", "900", costs=costs), lcc={"rate": "0", "years": 1}, price={"ceiling": "100"})

    assert order(award.evaluate(whole)) == ["A"]


def test_excluded_bid_names_its_ground_before_all_other_reasons():
    whole = case(
        "lowest_price",
        bid("A", "999", excluded="bankrupt", withdrawn=True),
        bid("B", excluded=""),
        bid("C"),
        price={"ceiling": "500"},
    )

    assert award.evaluate(whole)["not_ranked"] == [
        {"bidder": "A", "reason": "excluded", "detail": "bankrupt"},
        {"bidder": "B", "reason": "excluded", "detail": ""},
    ]


def test_price_ceiling_comes_before_knock_outs():
    whole = case(
        "weighted_points",
        bid("A", "190", grades=grade("1")),
        bid("B", grades=grade("8")),
        criteria=[graded(minimum="6")],
    )

    result = award.evaluate(changed(whole, "/price/ceiling", "160"))

    assert set_aside(result) == {"A": ("above_ceiling", None)}


def test_minimum_looks_at_the_mean_that_is_not_rounded():
    grades = {"K": {"a": "6", "b": "6", "c": "5.9999999999999999"}}
    whole = case("quality_only", bid("A", grades=grades), bid("B", grades=grade("6")), criteria=[graded(minimum="6")])

    assert set_aside(award.evaluate(whole)) == {"A": ("below_minimum", "K")}


def test_minimum_is_a_maximum_where_lower_is_better():
    criteria = [measured(better="lower", minimum="5"), measured("N", better="higher", minimum="5")]
    whole = case(
        "quality_only",
        bid("A", values={"M": "5", "N": "5"}),
        bid("B", values={"M": "5.1", "N": "5"}),
        bid("C", values={"M": "5", "N": "4.9"}),
        criteria=criteria,
    )

    assert set_aside(award.evaluate(whole)) == {"B": ("above_maximum", "M"), "C": ("below_minimum", "N")}


def test_reason_is_the_first_in_the_order_of_the_criteria():
    criteria = [group("G", graded("K1", minimum="6")), graded("K2", minimum="6")]
    bids = [
        bid("A", grades={"K1": {"a": "1"}, "K2": {"a": "1"}}),
        bid("B", grades={"K1": {"a": "7"}, "K2": {"a": "1"}}),
    ]

    assert set_aside(award.evaluate(case("quality_only", *bids, criteria=criteria))) == {
        "A": ("below_minimum", "K1"),
        "B": ("below_minimum", "K2"),
    }
    assert set_aside(award.evaluate(case("quality_only", *bids, criteria=criteria[::-1]))) == {
        "A": ("below_minimum", "K2"),
        "B": ("below_minimum", "K2"),
    }


def test_group_is_judged_among_the_bids_that_their_own_grades_left():
    criteria = [graded(minimum="6"), group("G", relative(), minimum="30")]
    whole = case(
        "quality_only",
        bid("out", grades=grade("1"), values={"R": "10"}),
        bid("best", grades=grade("6"), values={"R": "5"}),
        bid("half", grades=grade("6"), values={"R": "2.5"}),
        bid("less", grades=grade("6"), values={"R": "2.4"}),
        criteria=criteria,
    )

    result = award.evaluate(whole)

    assert set_aside(result) == {"out": ("below_minimum", "K"), "less": ("below_minimum", "G")}
    assert figures(result, "quality") == {"best": "96.0000000000", "half": "66.0000000000"}


def test_groups_are_judged_together_and_points_count_among_those_left():
    criteria = [group("G1", relative(), minimum="30"), group("G2", graded(), minimum="30")]
    whole = case(
        "quality_only",
        bid("fails G2", grades=grade("1"), values={"R": "10"}),
        bid("fails G1 beside it", grades=grade("9"), values={"R": "4.9"}),
        bid("left", grades=grade("6"), values={"R": "5"}),
        criteria=criteria,
    )

    result = award.evaluate(whole)

    assert set_aside(result) == {"fails G2": ("below_minimum", "G2"), "fails G1 beside it": ("below_minimum", "G1")}
    assert figures(result, "quality") == {"left": "96.0000000000"}  # 60 as the best of those left, and 36


def test_outer_group_comes_before_its_inner_group():
    criteria = [group("G", group("H", graded(), minimum="50"), minimum="50")]
    whole = case("quality_only", bid("A", grades=grade("1")), criteria=criteria)

    assert set_aside(award.evaluate(whole)) == {"A": ("below_minimum", "G")}


def test_group_minimum_is_in_euros_under_quality_value():
    whole = case("quality_value", bid("A", grades=grade("5")), criteria=[group("G", graded(), minimum="30.01")])

    assert set_aside(award.evaluate(whole)) == {"A": ("below_minimum", "G")}


def test_nobody_left_gives_an_empty_ranking():
    whole = case("weighted_points", bid("A", excluded="late"), bid("B", withdrawn=True), criteria=[graded()])

    result = award.evaluate(whole, analyse=True)

    assert (result["winner"], result["ranking"], result["tied"]) == (None, [], [])
    assert set_aside(result) == {"A": ("excluded", "late"), "B": ("withdrawn", None)}
    assert result["analysis"] == {
        "rank_reversal": [],
        "effective_weights": {"K": "0.0000000000", "price": "0.0000000000"},
        "break_even": {},
        "warnings": [],
    }


DROPOUT = priced(
    LOWEST_OVER_PRICE,
    bid("cheap", "50", grades=grade("0"), withdrawn=True),
    bid("good", "100", grades=grade("5")),
    bid("fair", "80", grades=grade("4")),
    criteria=[graded()],
)


def test_withdrawn_bid_is_left_out_of_the_computation():
    result = award.evaluate(DROPOUT)

    assert set_aside(result) == {"cheap": ("withdrawn", None)}
    assert figures(result) == {"fair": "64.0000000000", "good": "62.0000000000"}


def test_withdrawn_bid_that_keeps_the_order_is_computed_with_and_struck():
    result = award.evaluate({**DROPOUT, "on_dropout": "keep_order"})

    assert set_aside(result) == {"cheap": ("withdrawn", None)}
    assert figures(result) == {"good": "50.0000000000", "fair": "49.0000000000"}
    assert ranks(result) == {"good": 1, "fair": 2}


def test_ranks_close_up_where_a_line_is_struck():
    bids = [bid(name, str(price)) for name, price in zip("ABCDE", [100, 110, 110, 120, 130], strict=True)]
    bids[1]["withdrawn"] = True

    result = award.evaluate(case("lowest_price", *bids, on_dropout="keep_order"))

    assert ranks(result) == {"A": 1, "C": 2, "D": 3, "E": 4}
    assert result["tied"] == []


def test_withdrawn_bid_that_was_set_aside_earlier_keeps_that_reason():
    whole = case(
        "weighted_points",
        bid("A", "190", grades=grade("9"), withdrawn=True),
        bid("B", "150", grades=grade("1"), withdrawn=True),
        bid("C", "150", grades=grade("9"), excluded="late", withdrawn=True),
        bid("D", "150", grades=grade("9"), withdrawn=True),
        criteria=[graded(minimum="6")],
        on_dropout="keep_order",
    )

    assert set_aside(award.evaluate(changed(whole, "/price/ceiling", "160"))) == {
        "A": ("above_ceiling", None),
        "B": ("below_minimum", "K"),
        "C": ("excluded", "late"),
        "D": ("withdrawn", None),
    }


@pytest.mark.parametrize(
    ("step", "totals", "places"),
    [
        (None, ["62.4900000000", "62.4780000000", "55.8900000000"], [1, 2, 3]),
        ("0.1", ["62.5000000000", "62.5000000000", "55.9000000000"], [1, 1, 3]),
        ("5", ["60.0000000000", "60.0000000000", "55.0000000000"], [1, 1, 3]),
        ("10", ["60.0000000000", "60.0000000000", "60.0000000000"], [1, 1, 1]),
    ],
)
def test_ranks_follow_the_rounded_totals(step, totals, places):
    grades = ["10", "9.998", "8.9"]
    bids = [bid(name, "193.775", grades=grade(given)) for name, given in zip("ABC", grades, strict=True)]
    whole = case("weighted_points", *bids, criteria=[graded()], **({"rounding": {"points": step}} if step else {}))

    result = award.evaluate(whole)

    assert [row["total"] for row in result["ranking"]] == totals
    assert [row["rank"] for row in result["ranking"]] == places


@pytest.mark.parametrize(
    ("method", "total"),
    [
        ("weighted_points", "70.0000000000"),
        ("quality_only", "50.0000000000"),
        ("quality_value", "100.0000000000"),
        ("lowest_price", "150.0000000000"),
        ("lowest_cost", "150.0000000000"),
        ("price_quality_ratio", "0.3266174497"),
        ("utility_index", "1.0000000000"),
    ],
)
def test_step_in_points_or_money_goes_with_the_method(method, total):
    costs = [{"category": "use", "amount": "149", "year": 0}]
    whole = case(
        method,
        bid("A", "149", grades=grade("8.111")),
        criteria=[graded()],
        rounding={"points": "10", "money": "50"},
        lcc={"rate": "0", "years": 1},
    )
    whole["bids"][0]["costs"] = costs

    assert figures(award.evaluate(whole))["A"] == total


EQUAL = case(
    "weighted_points",
    bid("A", "120", grades={"K1": {"a": "4"}, "K2": {"a": "2"}}),  # 32 + 24 + 12
    bid("B", "140", grades={"K1": {"a": "2"}, "K2": {"a": "5.5"}}),  # 24 + 12 + 33, rounded
    bid("C", "140", grades={"K1": {"a": "2.5"}, "K2": {"a": "5"}}),  # 24 + 15 + 30, rounded
    bid("D", "200", grades={"K1": {"a": "0"}, "K2": {"a": "0"}}),
    criteria=[graded("K1"), group("G", graded("K2"))],
    rounding={"points": "5"},
)


@pytest.mark.parametrize(
    ("tie_break", "places", "tied"),
    [
        ([], {"A": 1, "B": 1, "C": 1, "D": 4}, [["A", "B", "C"]]),
        (["price"], {"A": 1, "B": 2, "C": 2, "D": 4}, [["B", "C"]]),
        (["quality"], {"B": 1, "C": 1, "A": 3, "D": 4}, [["B", "C"]]),
        (["K1"], {"A": 1, "C": 2, "B": 3, "D": 4}, []),
        (["G"], {"B": 1, "C": 2, "A": 3, "D": 4}, []),
        (["quality", "K1"], {"C": 1, "B": 2, "A": 3, "D": 4}, []),
        (["lot"], {"A": 1, "B": 1, "C": 1, "D": 4}, [["A", "B", "C"]]),
    ],
)
def test_equal_rounded_totals_go_through_the_tie_break_in_its_order(tie_break, places, tied):
    result = award.evaluate({**EQUAL, "tie_break": tie_break})

    assert ranks(result) == places
    assert result["tied"] == tied
    assert result["winner"] == next((b for b, rank in places.items() if [*places.values()].count(1) == rank == 1), None)


@pytest.mark.parametrize(
    ("tie_break", "lot_order", "places"),
    [
        (["lot"], ["C", "A", "B"], {"C": 1, "A": 2, "B": 3, "D": 4}),
        (["lot"], ["D", "C", "A", "B"], {"C": 1, "A": 2, "B": 3, "D": 4}),
        (["lot"], ["C", "B"], {"A": 1, "B": 1, "C": 1, "D": 4}),
        (["price", "lot"], ["C", "B"], {"A": 1, "C": 2, "B": 3, "D": 4}),
        (["lot", "price"], ["C", "B"], {"A": 1, "B": 2, "C": 2, "D": 4}),
        (["lot", "price"], ["B", "C", "A"], {"B": 1, "C": 2, "A": 3, "D": 4}),
        ([], ["C", "B", "A"], {"A": 1, "B": 1, "C": 1, "D": 4}),
    ],
)
def test_draw_decides_only_when_it_names_all_that_are_equal_so_far(tie_break, lot_order, places):
    assert ranks(award.evaluate({**EQUAL, "tie_break": tie_break, "lot_order": lot_order})) == places


def test_equal_bids_at_the_first_rank_name_no_winner():
    whole = case("lowest_price", bid("B"), bid("A"), bid("C", "160"), bid("D", "160"))

    result = award.evaluate(whole)

    assert result["winner"] is None
    assert [(row["rank"], row["bidder"]) for row in result["ranking"]] == [(1, "B"), (1, "A"), (3, "C"), (3, "D")]
    assert result["tied"] == [["B", "A"], ["C", "D"]]


def test_totals_reached_by_different_roads_stay_equal():
    """A third of 60 points and a third of 40 euros are no decimals; their sum is exact all the same."""
    thirds = {"knots": [["0", "0"], ["3", "1"]]}
    whole = case(
        "quality_only",
        bid("A", grades={"K1": {"a": "1"}, "K2": {"a": "2"}}),
        bid("B", grades={"K1": {"a": "2"}, "K2": {"a": "1"}}),
        criteria=[graded("K1", curve=thirds), graded("K2", curve=thirds)],
    )

    assert award.evaluate(whole)["tied"] == [["A", "B"]]
