"""Every worked case gives exactly the figures that were published or worked out by hand."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from criteria.domain import award

CASES = sorted((Path(__file__).parents[3] / "cases" / "award").glob("*.json"))


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    worked = json.loads(path.read_text(encoding="utf-8"))
    return worked["case"], worked["expected"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_worked_case_gives_the_expected_result(path):
    case, expected = read(path)

    result = award.evaluate(case, analyse=True)

    shown = {"rank", "bidder", "total", "quality", "basis", "price_points"}
    assert result["format"] == "award-result/1"
    assert result["method"] == case["method"]
    assert result["winner"] == expected["winner"]
    assert [{k: v for k, v in row.items() if k in shown} for row in result["ranking"]] == expected["ranking"]
    assert result["not_ranked"] == expected["not_ranked"]
    assert result["tied"] == expected["tied"]
    assert result["analysis"]["rank_reversal"] == expected["rank_reversal"]


def test_all_worked_cases_are_here():
    assert len(CASES) == 17


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_from_text_gives_the_same_result_as_from_values(path):
    case, _ = read(path)

    assert award.evaluate_text(json.dumps(case), analyse=True) == award.evaluate(case, analyse=True)
    assert award.parse_text(json.dumps(case).encode()) == case


def test_computing_leaves_the_case_as_it_was():
    case, _ = read(CASES[0])
    before = json.dumps(case)

    award.evaluate(case, analyse=True)

    assert json.dumps(case) == before


def by_stem(stem: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return read(next(path for path in CASES if path.stem == stem))


def mean(grades: dict[str, str]) -> Fraction:
    return sum((Fraction(grade) for grade in grades.values()), Fraction(0)) / len(grades)


def near(figure: str, value: Fraction) -> bool:
    return abs(Fraction(figure) - value) <= Fraction(1, 2 * 10**10)


def test_furniture_case_recomputed_by_hand():
    """No code of the engine: the five criteria and the costs of each bid, as the tender guide words them."""
    case, _ = by_stem("demo-office-furniture")
    ranking = {row["bidder"]: row for row in award.evaluate(case)["ranking"]}

    for bid in case["bids"]:
        plan, service = mean(bid["grades"]["K1"]), mean(bid["grades"]["K2"])
        if plan < 6:
            assert bid["bidder"] not in ranking
            continue
        year, mki, share = (Fraction(bid["values"][code]) for code in ("K3", "K4", "K5"))
        quality = 25 * plan / 10 + 15 * service / 10 + 10 * (1 - (year - 1) / 10)
        quality += 10 * (5 - mki) / Fraction("3.5") + 10 * (share - 20) / 70
        npv = sum(Fraction(line["amount"]) / Fraction("1.0225") ** line["year"] for line in bid["costs"])
        points = 30 * (680_000 - npv) / 160_000
        row = ranking[bid["bidder"]]
        assert near(row["quality"], quality)
        assert near(row["basis"], npv)
        assert near(row["price_points"], points)
        assert near(row["total"], Fraction(int((quality + points) * 100 + Fraction(1, 2)), 100))


def test_road_case_recomputed_by_hand():
    case, _ = by_stem("demo-road-works")
    ranking = {row["bidder"]: row for row in award.evaluate(case)["ranking"]}

    for bid in case["bids"]:
        plan, residual = mean(bid["grades"]["PLAN"]), mean(bid["grades"]["RW"])
        if plan < 6:
            assert bid["bidder"] not in ranking
            continue
        discount = 300_000 * (125_000 - Fraction(bid["values"]["MKI"])) / 60_000
        discount += 200_000 * (plan - 6) / 4 + 100_000 * max((residual - 6) / 4, Fraction(0))
        assert near(ranking[bid["bidder"]]["total"], Fraction(bid["price"]) - discount)


def test_utility_index_recomputed_by_hand():
    case, _ = by_stem("utility-index-mercell")
    ranking = {row["bidder"]: row for row in award.evaluate(case)["ranking"]}

    for bid in case["bids"]:
        behind = Fraction("0.90") - Fraction(bid["grades"]["Q"]["a"])
        index = (1 - behind * 60 / 40) / Fraction(bid["price"]) * 600
        assert near(ranking[bid["bidder"]]["total"], index)
