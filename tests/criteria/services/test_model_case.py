"""The award case that a model makes is that of the worked furniture case."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from criteria.domain import award
from criteria.services.case import model_case
from criteria.services.snapshot import award_model_parts
from tests.factories.criteria_model import make_criterion, make_furniture_model, make_model

FURNITURE = Path(__file__).parents[2] / "cases" / "award" / "demo-office-furniture.json"


def as_numbers(value: Any) -> Any:
    """The same JSON with its figures as Decimal, so that "5.00" equals "5"."""
    if isinstance(value, dict):
        return {key: as_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_numbers(item) for item in value]
    try:
        return Decimal(value)
    except ArithmeticError:
        return value


def test_the_demo_model_makes_the_worked_case(cast):
    worked = json.loads(FURNITURE.read_text(encoding="utf-8"))
    wanted = {key: value for key, value in worked["case"].items() if key not in ("name", "source", "bids")}

    case = model_case(make_furniture_model(lot=cast.lot, actor=cast.buyer))

    assert case.pop("name") == cast.lot.title
    assert case.pop("source") == cast.tender.reference
    assert as_numbers(case) == as_numbers(wanted)


def test_with_the_bids_it_gives_the_published_result(cast):
    worked = json.loads(FURNITURE.read_text(encoding="utf-8"))
    case = model_case(make_furniture_model(lot=cast.lot, actor=cast.buyer))

    result = award.evaluate({**case, "bids": worked["case"]["bids"]})
    published = award.evaluate(worked["case"])

    assert result["winner"] == "E"
    assert result["ranking"][0]["total"].startswith("81.48")
    del result["case_sha256"], published["case_sha256"]
    assert result == published


def test_what_is_not_filled_in_is_left_out_and_refused_by_the_engine(cast):
    model = make_model(lot=cast.lot, price_points=None, price_floor_eur=None)

    case = model_case(model)

    assert case["price"] == {"basis": "price", "formula": {"kind": "linear_absolute", "ceiling": "200000"}}
    assert case["criteria"] == []


def test_groups_hold_their_children(cast):
    model = make_model(lot=cast.lot)
    group = make_criterion(model=model, code="K1", kind="group", minimum=Decimal(20))
    make_criterion(model=model, code="K1.1", parent=group)

    [found] = model_case(model)["criteria"]

    assert found["kind"] == "group"
    assert found["minimum"] == "20"
    assert "max" not in found
    assert [child["code"] for child in found["children"]] == ["K1.1"]
    assert found["children"][0]["curve"] == {"knots": [["0", "0"], ["10", "1"]]}


def test_the_other_methods_leave_out_what_they_do_not_use(cast):
    model = make_model(lot=cast.lot, method="lowest_price", basis="npv", bid_ceiling_eur=Decimal(180000))

    case = model_case(model)

    assert case["price"] == {"basis": "price", "ceiling": "180000"}
    assert "lcc" not in case

    model.method, model.lcc_rate_pct, model.lcc_years = "lowest_cost", Decimal("2.25"), 12
    case = model_case(model)
    assert case["price"]["basis"] == "npv"
    assert case["lcc"] == {"rate": "0.0225", "years": 12}


def test_a_part_is_plain_json_for_every_lot(cast, django_assert_num_queries):
    make_furniture_model(lot=cast.lot, actor=cast.buyer)

    with django_assert_num_queries(3):
        parts = award_model_parts([cast.tender.pk])

    [part] = parts[cast.tender.pk]
    assert json.loads(json.dumps(part)) == part
    assert "meting van het vierde kwartaal" in part["criteria"][2]["kpi"]["definition"]
    assert [level["grade"] for level in part["scale"]] == ["10", "8", "6", "4", "2"]
