"""What is told of a stored award: costs by year, other weights, places on a curve, frozen documents."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from criteria.domain import award
from criteria.domain.cost_view import budget_rows, costs_of
from criteria.domain.explanation import leaves_of, marks_of, place_on
from criteria.domain.frozen_document import from_json, to_json
from criteria.domain.sensitivity import sensitivity_of
from procurement.core.domain.blocks import Bullets, Document, Facts, Heading, Paragraph, Signatures, Table

CASE = json.loads(
    (Path(__file__).parents[2] / "cases" / "award" / "demo-office-furniture.json").read_text(encoding="utf-8")
)["case"]
RESULT = award.evaluate(CASE)


def test_costs_add_up_to_the_present_value_of_the_engine():
    npv = {row["bidder"]: Decimal(row["npv"]) for row in RESULT["ranking"]}

    for one in costs_of(CASE):
        assert sum(year.nominal for year in one.years) == one.nominal
        if one.bidder in npv:
            assert one.npv == npv[one.bidder]


def test_who_is_cheapest_in_four_years_is_dearest_in_twelve():
    places = {row.bidder: (row.budget_place, row.nominal_place) for row in budget_rows(costs_of(CASE))}

    assert places == {"A": (5, 3), "B": (3, 1), "C": (1, 5), "D": (2, 4), "E": (4, 2)}


def test_without_its_residual_value_the_winner_is_dearer_than_the_last():
    without = {one.bidder: round(one.without_residual) for one in costs_of(CASE)}

    assert (without["E"], without["D"]) == (639979, 637053)


def test_the_award_goes_over_at_one_weight_of_costs():
    found = sensitivity_of(CASE, RESULT)

    (turn,) = found.turns
    assert (turn.before, turn.after) == ("E", "B")
    assert round(turn.weight, 4) == Decimal("42.3757")
    assert {row.weight: row.winner for row in found.rows} == {
        10: "E", 20: "E", 30: "E", 40: "E", 42: "E", 43: "B", 50: "B", 60: "B",
    }  # fmt: skip


def test_at_the_published_weight_the_totals_are_those_of_the_result():
    found = sensitivity_of(CASE, RESULT)
    row = next(row for row in found.rows if row.weight == found.chosen)

    assert {code: round(total, 2) for code, total in row.totals.items()} == {
        row["bidder"]: round(Decimal(row["total"]), 2) for row in RESULT["ranking"]
    }


def test_other_methods_have_no_weight_to_move():
    assert sensitivity_of({"method": "lowest_price", "criteria": []}, RESULT) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [("0", "before"), ("1", "on"), ("1.5", "between"), ("3", "on"), ("9", "after")],
)
def test_place_on_a_curve(value, code):
    assert place_on({"knots": [["1", "0"], ["2", "0.5"], ["3", "1"]]}, Decimal(value)).code == code


def test_a_step_holds_from_its_knot():
    place = place_on({"knots": [["1", "1"], ["2", "0.9"]], "between": "step"}, Decimal("1.5"))

    assert (place.code, place.low) == ("step", (Decimal(1), Decimal(1)))


def test_marks_carry_the_grades_behind_the_mean():
    (first, *_others) = marks_of(CASE, RESULT, leaves_of(CASE)[0])

    assert (first.bidder, first.value, len(first.grades)) == ("E", Decimal("8.8"), 5)


def test_a_frozen_document_comes_back_as_it_was():
    document = Document(
        title="Brief",
        kind="letter",
        facts=[("Datum", "vandaag")],
        blocks=[
            Heading("Een", number="1"),
            Paragraph("Tekst.", tone="lead"),
            Bullets(["a", "b"]),
            Facts([("x", "y")]),
            Table(caption="T", header=["a"], rows=[["1"]], align=["right"], widths=[100], emphasis=[0]),
            Signatures([("Naam", "rol", "")]),
        ],
    )

    stored = json.loads(json.dumps(to_json(document)))

    assert from_json(stored) == document
