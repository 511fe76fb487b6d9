"""The ten quarters of the furniture case: statuses, the one penalty and the promise of year two."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.domain import periods
from contracts.domain.growth import YearDefinition, first_year_kept, year_value
from contracts.domain.incentive import PenaltyClause, late_promise_penalty, penalties
from contracts.domain.status import status_of

CASE = json.loads((Path(__file__).parents[2] / "cases" / "furniture-kpis.json").read_text(encoding="utf-8"))
QUARTERS = [periods.parse(text) for text in CASE["quarters"]]
STARTS_ON = date.fromisoformat(CASE["starts_on"])
KPIS = {kpi["code"]: kpi for kpi in CASE["kpis"]}


def statuses(code):
    kpi = KPIS[code]
    return {
        quarter: status_of(
            Decimal(value),
            Decimal(target),
            higher_is_better=kpi["better"] == "higher",
            tolerance_pct=Decimal(5),
        )
        for quarter, value, target in zip(QUARTERS, kpi["measured"], kpi["targets"], strict=True)
        if value is not None
    }


@pytest.mark.parametrize("code", KPIS)
def test_each_quarter_has_the_status_of_the_case(code):
    expected = {q: s for q, s in zip(QUARTERS, KPIS[code]["statuses"], strict=True) if s is not None}

    assert {quarter: str(status) for quarter, status in statuses(code).items()} == expected


def test_the_clause_gives_one_penalty_for_two_red_quarters_of_emission_free_deliveries():
    clause = PenaltyClause(after_reds=2, amount_eur=Decimal(2500), max_per_year_eur=Decimal(10000))

    found = penalties(statuses("KPI09"), clause, starts_on=STARTS_ON)

    assert [(str(p.quarter), p.amount_eur, p.reds) for p in found] == [("2024Q2", Decimal(2500), 2)]


def test_the_promise_of_year_two_is_kept_by_its_definition_and_not_by_the_yearly_mean():
    measured = {q: Decimal(v) for q, v in zip(QUARTERS, KPIS["KPI01"]["measured"], strict=True)}

    fourth = {"starts_on": STARTS_ON, "definition": YearDefinition.FOURTH_QUARTER}
    mean = {"starts_on": STARTS_ON, "definition": YearDefinition.YEAR_MEAN}

    assert year_value(measured, 2, **fourth) == Decimal(82)
    assert year_value(measured, 2, **mean) == Decimal("79.25")
    assert first_year_kept(measured, Decimal(80), **fourth) == 2
    assert first_year_kept(measured, Decimal(80), **mean) is None


def test_a_norm_that_is_kept_in_the_promised_year_costs_nothing_and_a_year_later_eight_thousand():
    assert late_promise_penalty(2, 2, 3, Decimal(8000)) == 0
    assert late_promise_penalty(2, 3, 3, Decimal(8000)) == Decimal(8000)
    assert late_promise_penalty(2, None, 4, Decimal(8000)) == Decimal(16000)
