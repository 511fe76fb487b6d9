"""Rank reversal, effective weights and warnings, worked by hand."""

import pytest

from criteria.domain import award
from tests.criteria.domain.award.builders import bid, case, grade, graded, group, level, priced, relative


def analysis(whole):
    return award.evaluate(whole, analyse=True)["analysis"]


def test_analysis_is_made_only_when_asked_for():
    assert "analysis" not in award.evaluate(case("lowest_price", bid("A")))


REVERSAL = priced(
    {"kind": "lowest_over_price"},
    bid("A", "50", grades=grade("0")),  # 40 + 0 wins on nothing
    bid("B", "100", grades=grade("5")),  # 20 + 30; without A 32 + 30
    bid("C", "80", grades=grade("4")),  # 25 + 24; without A 40 + 24
    criteria=[graded()],
)


def test_removal_of_a_bid_that_set_the_scale_turns_two_others_round():
    assert analysis(REVERSAL)["rank_reversal"] == [{"without": "A", "before": ["B", "C"], "after": ["C", "B"]}]


def test_absolute_formula_knows_no_reversal():
    absolute = {"max_points": "40", "formula": {"kind": "linear_absolute", "floor": "40", "ceiling": "120"}}

    assert analysis({**REVERSAL, "price": absolute})["rank_reversal"] == []


def test_reversal_lists_only_bids_that_are_ranked_in_both_computations():
    """Without A the relative points of D in its group rise from 15 to 30: it enters, and nobody turns round."""
    whole = case(
        "weighted_points",
        bid("A", "180", grades=grade("0"), values={"R": "8"}),
        bid("B", "150", grades=grade("5"), values={"R": "4"}),
        bid("C", "160", grades=grade("6"), values={"R": "4"}),
        bid("D", "110", grades=grade("9"), values={"R": "2"}),
        criteria=[graded(), group("G", relative(), minimum="20")],
    )

    assert [row["bidder"] for row in award.evaluate(whole)["not_ranked"]] == ["D"]
    assert analysis(whole)["rank_reversal"] == []


def test_relative_criterion_can_turn_bids_round():
    """R: A 60, B 30, C 15 beside A; without A 60 and 30. K: B 0, C 18."""
    whole = case(
        "quality_only",
        bid("A", grades=grade("9"), values={"R": "8"}),
        bid("B", grades=grade("0"), values={"R": "4"}),
        bid("C", grades=grade("3"), values={"R": "2"}),
        criteria=[graded(), relative()],
    )

    assert analysis(whole)["rank_reversal"] == [{"without": "A", "before": ["C", "B"], "after": ["B", "C"]}]


def test_draw_that_names_all_only_after_a_removal_turns_bids_round():
    whole = case("lowest_price", bid("A"), bid("B"), bid("C"), tie_break=["lot"], lot_order=["C", "B"])

    assert analysis(whole)["rank_reversal"] == [{"without": "A", "before": ["B", "C"], "after": ["C", "B"]}]


def test_withdrawn_bid_that_keeps_its_place_stays_in_every_computation():
    whole = {**REVERSAL, "on_dropout": "keep_order"}
    whole["bids"] = [{**whole["bids"][0], "withdrawn": True}, *whole["bids"][1:]]

    assert award.evaluate(whole)["winner"] == "B"
    assert analysis(whole)["rank_reversal"] == []


def test_weights_are_shares_of_the_spread_that_was_earned():
    """K spreads 12 of 60, L 57.6 and the price 8 of 40 points; the struck E and the knocked out D do not count."""
    whole = case(
        "weighted_points",
        bid("A", "120", grades=grade("8"), levels={"L": "all"}),
        bid("B", "140", grades=grade("6"), levels={"L": "some"}),
        bid("C", "130", grades=grade("7"), levels={"L": "all"}),
        bid("D", "100", grades=grade("0"), levels={"L": "none"}),
        bid("E", "190", grades=grade("10"), levels={"L": "none"}, withdrawn=True),
        criteria=[group("G", graded(minimum="5")), level()],
        on_dropout="keep_order",
    )

    assert analysis(whole)["effective_weights"] == {
        "K": "0.1546391753",
        "L": "0.7422680412",
        "price": "0.1030927835",
    }


@pytest.mark.parametrize(
    ("method", "weights"),
    [
        ("weighted_points", {"K": "0.6000000000", "price": "0.4000000000"}),
        ("quality_value", {"K": "0.2307692308", "price": "0.7692307692"}),
        ("lowest_price", {"K": "0.2307692308", "price": "0.7692307692"}),
        ("quality_only", {"K": "1.0000000000"}),
        ("price_quality_ratio", {"K": "1.0000000000"}),
        ("utility_index", {"K": "1.0000000000"}),
    ],
)
def test_price_weighs_in_points_or_in_money_or_is_left_out(method, weights):
    """K spreads 6; the price 10 of 100 euros or 4 of 40 points; D knocks nobody out."""
    prices = ("110", "120") if method == "weighted_points" else ("110", "130")
    bids = [bid("A", prices[0], grades=grade("7")), bid("B", prices[1], grades=grade("8"))]

    assert analysis(case(method, *bids, criteria=[graded()]))["effective_weights"] == weights


def test_weights_are_nothing_where_nothing_differs():
    whole = case("weighted_points", bid("A", grades=grade("8")), bid("B", grades=grade("8")), criteria=[graded()])

    assert analysis(whole)["effective_weights"] == {"K": "0.0000000000", "price": "0.0000000000"}


@pytest.mark.parametrize(
    ("whole", "warnings"),
    [
        (REVERSAL, ["relative_price_formula", "rank_reversal"]),
        (case("weighted_points", bid("A", "120"), bid("B", "150")), ["price_dominates"]),
        (
            case("quality_only", bid("A", values={"R": "1"}), bid("B", values={"R": "1"}), criteria=[relative()]),
            ["relative_criterion", "no_discrimination:R"],
        ),
        (
            case(
                "quality_only",
                *(bid(b, grades={**grade(g), "K2": {"a": "5"}}) for b, g in (("A", "5"), ("B", "6"))),
                criteria=[group("G", graded(), graded("K2"))],
            ),
            ["no_discrimination:K2"],
        ),
        (case("quality_only", bid("A", grades=grade("5")), criteria=[graded()]), []),
        (
            case(
                "weighted_points",
                *(bid(b, price, grades=grade(g)) for b, price, g in (("A", "110", "5"), ("B", "120", "5.5"))),
                criteria=[graded()],
            ),
            ["price_dominates"],
        ),
        (
            case(
                "quality_value",
                *(bid(b, price, grades=grade(g)) for b, price, g in (("A", "110", "5"), ("B", "116", "6"))),
                criteria=[graded()],
            ),
            [],
        ),
    ],
)
def test_warnings(whole, warnings):
    assert analysis(whole)["warnings"] == warnings
