"""Every worked case gives exactly the figures that were published or worked out by hand."""

import json
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
