"""What a bid that lost could have asked to draw level with the first, worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.domain import award
from criteria.domain.award.exact import fixed
from tests.criteria.domain.award.builders import (
    QUICK,
    bid,
    case,
    changed,
    grade,
    graded,
    group,
    measured,
    priced,
    ranks,
)


def bases(whole):
    return award.evaluate(whole, analyse=True)["analysis"]["break_even"]


def two(method, **keys):
    """A earned 48 for 110, B 30 for 120."""
    bids = [bid("A", "110", grades=grade("8")), bid("B", "120", grades=grade("5"))]
    return case(method, *bids, criteria=[graded()], **keys)


@pytest.mark.parametrize(
    ("method", "basis"),
    [
        ("quality_value", "92.0000000000"),  # 110 - 48 is 92 - 30
        ("price_quality_ratio", "68.7500000000"),  # 48 / 110 is 30 / 68.75
        ("utility_index", "60.5000000000"),  # 1 / 110 is (1 - 0.3 * 1.5) / 60.5
        ("lowest_price", "110.0000000000"),
        ("quality_only", None),
        ("weighted_points", None),  # all 40 points for the price leave 70 against 84
    ],
)
def test_basis_that_draws_level_per_method(method, basis):
    assert bases(two(method)) == {"B": basis}


@pytest.mark.parametrize(
    ("formula", "grade_of_b", "basis"),
    [
        # A has 48 points and 40 for the lowest price of 110 unless told otherwise; B has 6 a grade.
        ({"kind": "linear_absolute", "floor": "100", "ceiling": "200"}, "8", "110.0000000000"),
        ({"kind": "linear_absolute", "floor": "100", "ceiling": "200"}, "7.5", "102.5000000000"),
        ({"kind": "linear_absolute", "floor": "100", "ceiling": "200"}, "7.3333333333333333", None),
        ({"kind": "lowest_over_price"}, "8", "110.0000000000"),
        ({"kind": "lowest_over_price"}, "7", "93.5000000000"),  # 48 + 40 b / 110 is 42 + 40
        ({"kind": "power", "exponent": "2"}, "5.6", "88.0000000000"),  # 48 + 40 (b / 110)² is 33.6 + 40
        ({"kind": "power", "exponent": "1"}, "1", None),
        ({"kind": "linear_from_lowest", "zero_at": "2"}, "7", "95.6521739130"),  # 34 = 40 (2 - 110 / b)
        ({"kind": "linear_from_lowest", "zero_at": "2"}, "1", None),
        ({"kind": "linear_from_lowest", "zero_at": "2", "clip": False}, "1", "53.6585365854"),  # -2 = 40 (2 - 110 / b)
        ({"kind": "linear_lowest_highest"}, "8", "110.0000000000"),
        ({"kind": "linear_lowest_highest"}, "7", None),  # 48 + 0 is more than 42, and 42 + 40 more than 48 + 0
        ({"kind": "logarithmic", "zero_at": "4", "clip": False}, "8", "110.0000000000"),
        ({"kind": "logarithmic", "zero_at": "4", "clip": False}, "4.6666666666666666666666667", "55.0000000000"),
    ],
)
def test_basis_that_draws_level_per_formula(formula, grade_of_b, basis):
    """The bid becomes the lowest itself then, and takes points from its rival."""
    whole = priced(
        formula, bid("A", "110", grades=grade("8")), bid("B", "120", grades=grade(grade_of_b)), criteria=[graded()]
    )

    assert bases(whole) == {"B": basis}


def test_floor_of_the_formula_is_the_highest_basis_that_earns_all_points():
    whole = priced(
        {"kind": "linear_absolute", "floor": "100", "ceiling": "200"},
        bid("A", "115", grades=grade("8")),  # 48 + 34
        bid("B", "180", grades=grade("7")),  # 42 + 40
        criteria=[graded()],
    )

    assert bases(whole) == {"B": "100.0000000000"}


OVERTAKEN = priced(
    {"kind": "lowest_over_price"},
    bid("W", "100", grades=grade("30")),
    bid("Y", "200", grades=grade("46")),
    bid("X", "300", grades=grade("20")),
    criteria=[graded(max="100", curve={"knots": [["0", "0"], ["100", "1"]]})],
)


def test_another_bid_may_come_first_meanwhile():
    """X earns 20 + 40 as the lowest. At 75 it draws level with W (30 + 0.4 b), but Y (46 + 0.2 b) is above both."""
    assert award.evaluate(OVERTAKEN)["winner"] == "W"
    assert bases(OVERTAKEN) == {"Y": "166.6666666667", "X": "70.0000000000"}
    assert ranks(award.evaluate(changed(OVERTAKEN, "/bids/2/price", "70"))) == {"Y": 1, "X": 1, "W": 3}


RISING = priced(
    {"kind": "power", "exponent": "-1"},
    bid("A", "100", grades=grade("0")),  # 40
    bid("B", "200", grades=grade("5")),  # 80 + 30
    bid("C", "150", grades=grade("2")),  # 60 + 12; level at 98 + 12
    criteria=[graded()],
)


@pytest.mark.parametrize(("ceiling", "basis"), [(None, "245.0000000000"), ("245", "245.0000000000"), ("244.99", None)])
def test_basis_above_the_ceiling_is_no_break_even(ceiling, basis):
    """Points that rise with the price: only then a loser could have asked more."""
    whole = changed(RISING, "/price/ceiling", ceiling) if ceiling else RISING

    assert bases(whole)["C"] == basis


def ladder(fraction, **keys):
    criterion = {"code": "L", "name": "L", "kind": "level", "levels": {"0": "0", "x": fraction}, "of_price": True}
    bids = [bid("A", "100", levels={"L": "0"}), bid("B", "150", levels={"L": "x"})]
    return case("quality_value", *bids, criteria=[criterion], **keys)


@pytest.mark.parametrize(
    ("fraction", "basis"),
    [
        ("0.2", "125.0000000000"),  # 0.8 b is 100
        ("-0.25", "80.0000000000"),
        ("0.04", "104.1666666667"),
    ],
)
def test_discount_on_the_own_price_follows_the_price(fraction, basis):
    assert bases(ladder(fraction)) == {"B": basis}


def test_discount_on_the_own_price_stays_where_costs_are_compared():
    whole = ladder("0.2", price={"basis": "npv"}, lcc={"rate": "0", "years": 1})
    for index, amount in enumerate(("100", "180")):
        whole["bids"][index]["costs"] = [{"category": "use", "amount": amount, "year": 0}]

    assert bases(whole) == {"B": "130.0000000000"}  # the price stays 150 and its discount 30


@pytest.mark.parametrize(("minimum", "basis"), [("25", "125.0000000000"), ("25.01", None)])
def test_own_price_may_take_a_bid_below_the_minimum_of_a_group(minimum, basis):
    """A comes to 125.0625 - 25.0125 - 0.05; at 125 the discount of B is 25 euros."""
    whole = case(
        "quality_value",
        bid("A", "125.0625", levels={"L": "x"}, values={"M": "10"}),
        bid("B", "150", levels={"L": "x"}, values={"M": "0"}),
        criteria=[group("G", *ladder("0.2")["criteria"], minimum=minimum), measured(max="0.05")],
    )

    assert bases(whole) == {"B": basis}


def test_bid_that_lost_the_tie_break_is_level_where_it_stands():
    whole = case("lowest_price", bid("A", "100"), bid("B", "100"), tie_break=["lot"], lot_order=["B", "A"])

    assert bases(whole) == {"A": "100.0000000000"}


def test_bids_that_share_the_first_rank_did_not_lose():
    assert bases(case("lowest_price", bid("A", "100"), bid("B", "100"), bid("C", "110"))) == {"C": "100.0000000000"}


def test_break_even_looks_at_totals_that_are_not_rounded():
    whole = case(
        "weighted_points",
        bid("A", "150.002", grades=grade("8")),  # 48 + 19.9992
        bid("B", "150", grades=grade("8")),  # 48 + 20; both round to 68
        bid("C", "190", grades=grade("7")),  # 42 + 4
        criteria=[graded()],
        rounding={"points": "0.01"},
        tie_break=["lot"],
        lot_order=["A", "B"],
    )

    assert bases(whole) == {"B": "150.0020000000", "C": "135.0020000000"}


def test_total_that_is_level_without_end_has_no_highest_basis():
    """Nothing earns points above the ceiling of the formula, so every higher price is level too."""
    whole = case(
        "weighted_points",
        bid("A", "210", grades=grade("8")),
        bid("B", "220", grades=grade("8")),
        criteria=[graded()],
        tie_break=["price"],
    )

    assert bases(whole) == {"B": None}
    assert bases(changed(whole, "/price/ceiling", "300")) == {"B": "300.0000000000"}


def test_quality_alone_has_a_break_even_only_for_equal_bids_under_a_ceiling():
    bids = [bid(name, grades=grade("8")) for name in "AB"]
    whole = case("quality_only", *bids, criteria=[graded()], tie_break=["lot"], lot_order=["A", "B"])

    assert bases(whole) == {"B": None}
    assert bases({**whole, "price": {"ceiling": "500"}}) == {"B": "500.0000000000"}


def test_withdrawn_bid_that_keeps_its_place_still_sets_the_lowest_price():
    """B has 30 + 20 points. C as the lowest, below 50, has 6 + 40 against 30 + 40 b / 100."""
    whole = priced(
        {"kind": "lowest_over_price"},
        bid("A", "50", grades=grade("0"), withdrawn=True),
        bid("B", "100", grades=grade("5")),
        bid("C", "125", grades=grade("1")),
        criteria=[graded()],
        on_dropout="keep_order",
    )

    assert bases(whole) == {"C": "40.0000000000"}


def test_quality_of_nothing_is_never_level_in_a_ratio():
    assert bases(changed(two("price_quality_ratio"), "/bids/1/grades/K/a", "0")) == {"B": None}


def test_basis_of_more_digits_than_can_be_handled_is_none():
    whole = priced(
        {"kind": "power", "exponent": "0." + "0" * 30 + "1"},
        bid("A", "100", grades=grade("2")),
        bid("B", "100", grades=grade("1")),
        criteria=[graded()],
    )

    assert bases(whole) == {"B": None}


FORMULAS = [
    {"kind": "linear_absolute", "floor": "80", "ceiling": "400"},
    {"kind": "lowest_over_price"},
    {"kind": "power", "exponent": "0.5"},
    {"kind": "linear_from_lowest", "zero_at": "3"},
    {"kind": "linear_lowest_highest"},
    {"kind": "logarithmic", "zero_at": "3", "clip": False},
]
offers = st.lists(st.tuples(st.integers(100, 300), st.integers(0, 10)), min_size=2, max_size=4)


def offered(drawn):
    return [bid(f"B{n}", str(price), grades=grade(str(given))) for n, (price, given) in enumerate(drawn)]


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula["kind"])
@QUICK
@given(offers)
def test_bid_at_its_break_even_has_the_total_of_the_first(formula, drawn):
    whole = priced(formula, *offered(drawn), criteria=[graded()])
    # When all rivals ask the same, the two-sided formula jumps and no basis is level.
    assume(formula["kind"] != "linear_lowest_highest" or len({price for price, _ in drawn}) > 2)

    for name, basis in bases(whole).items():
        if basis is not None:
            moved = award.evaluate(changed(whole, f"/bids/{name[1:]}/price", basis))["ranking"]
            own = next(Fraction(row["total"]) for row in moved if row["bidder"] == name)
            assert abs(own - Fraction(moved[0]["total"])) < Fraction(1, 10**7), (name, basis)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula["kind"])
@QUICK
@given(offers)
def test_bid_a_little_above_its_break_even_is_not_first(formula, drawn):
    whole = priced(formula, *offered(drawn), criteria=[graded()])
    assume(formula["kind"] != "linear_lowest_highest" or len({price for price, _ in drawn}) > 2)

    for name, basis in bases(whole).items():
        if basis is not None:
            dearer = fixed(Fraction(basis) + Fraction("0.001"))
            moved = award.evaluate(changed(whole, f"/bids/{name[1:]}/price", dearer))
            assert ranks(moved)[name] > 1, (name, basis)


@QUICK
@given(offers)
def test_gap_in_euros_is_the_gap_in_comparison_price(drawn):
    result = award.evaluate(case("quality_value", *offered(drawn), criteria=[graded()]), analyse=True)

    first, *others = result["ranking"]
    for row in others:
        if row["rank"] > 1:
            gap = Fraction(row["total"]) - Fraction(first["total"])
            wanted = Fraction(row["basis"]) - gap
            assert result["analysis"]["break_even"][row["bidder"]] == (fixed(wanted) if wanted > 0 else None)


def test_basis_just_below_rivals_that_all_ask_the_same_is_not_one_basis():
    """At 100 all earn 40 points; below it C alone, which makes 80 too: at every basis there, so at no highest one."""
    whole = priced(
        {"kind": "linear_lowest_highest"},
        bid("A", "100", grades=grade("8")),
        bid("B", "100", grades=grade("8")),
        bid("C", "100", grades=grade("4")),
        criteria=[graded(max="100")],
    )

    assert bases(whole) == {"C": None}
    assert ranks(award.evaluate(changed(whole, "/bids/2/price", "99"))) == {"A": 1, "B": 1, "C": 1}


def test_dearest_rival_earns_nothing_however_low_the_bid_goes():
    """W has 80 + 0, C as the lowest 40 + 40: level at every basis up to that of the cheapest rival."""
    whole = priced(
        {"kind": "linear_lowest_highest"},
        bid("W", "200", grades=grade("8")),
        bid("Y", "100", grades=grade("1")),
        bid("C", "150", grades=grade("4")),
        criteria=[graded(max="100")],
    )

    assert bases(whole) == {"C": "100.0000000000", "Y": None}
