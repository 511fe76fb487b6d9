"""Each rule on award models has a model that passes and one that fails."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from criteria.domain.award_facts import AwardFacts, has_growth
from criteria.domain.compliance import RULES
from criteria.domain.model_faults import ModelFault
from criteria.domain.worked_example import work_out
from procurement.core.domain.rule_table import Scope, Severity


def criterion(code: str, **fields: Any) -> dict[str, Any]:
    """A graded criterion that meets every rule."""
    whole: dict[str, Any] = {
        "id": int(code.strip("K").replace(".", "")),
        "code": code,
        "name": f"Criterium {code}",
        "kind": "graded",
        "aspect": "qualitative",
        "max_points": "35",
        "minimum": "",
        "better": "",
        "unit": "",
        "knots": [],
        "between": "linear",
        "is_growth": False,
        "asked": "Een plan.",
        "looks_at": "Aantallen.",
        "subject_link": "Gaat over deze levering.",
        "verification": "Elk kwartaal nagegaan.",
        "firm_wide": False,
        "max_pages": None,
        "ambition": None,
        "kpi": {"name": "Aandeel", "unit": "%", "definition": "Massa per kwartaal.", "evidence": "Leverlijst."},
        "children": [],
    }
    return whole | fields


def mki(**fields: Any) -> dict[str, Any]:
    """A measured criterion on environmental costs that meets every rule."""
    verification = "Volgens de Bepalingsmethode, versie 1.1, getoetst door een deskundige."
    values = {"kind": "measured", "name": "MKI", "unit": "EUR", "better": "lower", "verification": verification}
    return criterion("K2", **values | {"knots": [["1.5", "1"], ["5", "0"]]} | fields)


def model(**fields: Any) -> dict[str, Any]:
    """A model without any finding: 70 points for quality, 30 for life-cycle costs."""
    whole: dict[str, Any] = {
        "lot": {"number": 1, "title": "Meubilair"},
        "name": "Meubilair",
        "source": "T1",
        "method": "weighted_points",
        "method_motivation": "",
        "basis": "npv",
        "formula": "linear_absolute",
        "price_points": "30",
        "price_floor_eur": "500000",
        "price_ceiling_eur": "700000",
        "bid_ceiling_eur": "",
        "zero_at": "",
        "exponent": "",
        "lcc_rate_pct": "2.25",
        "lcc_rate_source": "Werkgroep discontovoet",
        "lcc_years": 12,
        "lcc_data_asked": "Kosten per jaar.",
        "aggregate": "mean",
        "rounding": "",
        "spread_tolerance": "4",
        "tie_break": ["quality", "lot"],
        "assessor_count": 5,
        "scale": [
            {"grade": "10", "word": "goed", "meaning": "Alles bewezen."},
            {"grade": "6", "word": "voldoende", "meaning": "Deels algemeen."},
            {"grade": "2", "word": "slecht", "meaning": "Ontbreekt."},
        ],
        "criteria": [criterion("K1"), mki()],
    }
    return deepcopy(whole | fields)


def found(part: dict[str, Any], scope: Scope = Scope.EU_OTHER, **facts: Any) -> dict[str, Severity]:
    """Code of each finding -> its severity."""
    facts = {"estimate_eur": Decimal(590000), "has_penalty": True, "faults": work_out(part).faults} | facts
    return {one.code: one.severity for one in RULES.run(AwardFacts(part, **facts), scope)}


def test_a_model_that_meets_every_rule_has_no_finding():
    assert found(model()) == {}


FAILING = {
    "CRIT-01": (model(method="lowest_price"), "award_method_unmotivated"),
    "CRIT-02 link": (model(criteria=[criterion("K1", subject_link=" "), mki()]), "criterion_no_link"),
    "CRIT-02 proof": (model(criteria=[criterion("K1", verification=""), mki()]), "criterion_no_verification"),
    "CRIT-03 none": (model(criteria=[]), "no_criteria"),
    "CRIT-03 points": (model(criteria=[criterion("K1", max_points=""), mki()]), "criterion_no_points"),
    "CRIT-03 sum": (model(price_points="25"), "points_not_100"),
    "CRIT-06 none": (model(scale=[]), "scale_missing"),
    "CRIT-06 empty": (model(scale=[{**one, "meaning": ""} for one in model()["scale"]]), "level_no_meaning"),
    "CRIT-06 same": (model(scale=[{**one, "meaning": "Goed."} for one in model()["scale"]]), "level_same_meaning"),
    "CRIT-09": (model(criteria=[criterion("K1", minimum="11"), mki()]), "minimum_off_scale"),
    "CRIT-09 group": (
        model(
            criteria=[criterion("K1", kind="group", max_points="", minimum="80", children=[criterion("K1.1")]), mki()]
        ),
        "minimum_above_group",
    ),
    "CRIT-10 dominant": (model(price_points="80"), "costs_dominate"),
    "CRIT-10 estimate": (model(price_ceiling_eur="580000"), "estimate_outside_band"),
    "CRIT-10 ceiling": (model(bid_ceiling_eur="800000"), "ceiling_above_band"),
    "CRIT-11": (model(formula="lowest_over_price"), "relative_formula"),
    "CRIT-13 data": (model(lcc_data_asked=""), "lcc_no_data"),
    "CRIT-13 rate": (model(lcc_rate_pct=""), "lcc_no_rate"),
    "CRIT-13 source": (model(lcc_rate_source=""), "lcc_no_source"),
    "CRIT-13 years": (model(lcc_years=None), "lcc_no_years"),
    "CRIT-14": (model(criteria=[criterion("K1"), mki(asked="")]), "environment_no_data"),
    "CRIT-15 method": (model(criteria=[criterion("K1"), mki(verification="Nagegaan.")]), "environment_no_method"),
    "CRIT-15 version": (model(criteria=[criterion("K1"), mki(verification="Nagegaan.")]), "environment_no_version"),
    "CRIT-15 verifier": (model(criteria=[criterion("K1"), mki(verification="Nagegaan.")]), "environment_no_verifier"),
    "CRIT-16 measured": (model(criteria=[criterion("K1"), criterion("K2")]), "nothing_measured"),
    "CRIT-16 plan": (model(criteria=[mki(max_points="70")]), "nothing_planned"),
    "CRIT-16 evidence": (
        model(criteria=[criterion("K1", kpi=criterion("K1")["kpi"] | {"evidence": ""}), mki()]),
        "kpi_no_evidence",
    ),
    "CRIT-17": (model(price_points="40"), "cost_share_unusual"),
    "CRIT-18": (model(criteria=[criterion("K1", firm_wide=True), mki()]), "criterion_firm_wide"),
    "CRIT-19": (model(assessor_count=1), "one_assessor"),
    "CRIT-20 none": (model(assessor_count=None), "assessors_unknown"),
    "CRIT-20 two": (model(assessor_count=2), "assessors_too_few"),
    "CRIT-20 four": (model(assessor_count=4), "assessors_few"),
    "CRIT-25": (model(tie_break=[]), "no_tie_break"),
    "CRIT-25 draw": (model(tie_break=["quality"]), "tie_break_without_draw"),
    "CRIT-29": (model(criteria=[criterion("K1"), mki(knots=[["5", "0"], ["1.5", "1"]])]), "fault_knot"),
    "CT-09": (
        model(criteria=[criterion("K1", kpi=dict.fromkeys(criterion("K1")["kpi"], "")), mki()]),
        "criterion_no_kpi",
    ),
    "CT-09 how": (
        model(criteria=[criterion("K1", kpi=criterion("K1")["kpi"] | {"definition": ""}), mki()]),
        "kpi_no_definition",
    ),
}


@pytest.mark.parametrize(("part", "code"), FAILING.values(), ids=FAILING)
def test_a_rule_finds_what_is_wrong(part: dict[str, Any], code: str):
    assert code in found(part)


def test_every_rule_has_a_failing_model():
    assert {rule.id for rule in RULES.rules} - {label.split()[0] for label in FAILING} == set()


def test_environmental_costs_need_a_penalty_clause():
    assert found(model(), has_penalty=False) == {"environment_no_penalty": Severity.WARN}


def test_what_is_known_from_memory_only_warns():
    assert found(FAILING["CRIT-09"][0])["minimum_off_scale"] is Severity.WARN


def test_below_the_threshold_by_invitation_the_rules_are_milder():
    assert found(FAILING["CRIT-01"][0], Scope.QUOTE_OTHER)["award_method_unmotivated"] is Severity.ADVICE
    assert found(FAILING["CRIT-03 sum"][0], Scope.QUOTE_OTHER)["points_not_100"] is Severity.WARN
    assert found(FAILING["CRIT-20 none"][0], Scope.QUOTE_OTHER)["assessors_unknown"] is Severity.ADVICE


def test_a_motivated_lowest_cost_needs_no_points():
    part = model(method="lowest_cost", method_motivation="Standaardproduct.", criteria=[])

    assert found(part) == {}


def test_faults_of_the_engine_stand_at_their_criterion_or_page():
    part = model(criteria=[criterion("K1"), mki(knots=[["5", "0"], ["1.5", "1"]])], price_floor_eur="800000")

    faults = work_out(part).faults

    assert ModelFault("knot", "criterion", "2", {"criterion": "K2", "row": 2}) in faults
    assert "band" in {fault.code for fault in faults}
    assert {fault.page for fault in faults} == {"criterion", "costs"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aggregate": "consensus"},
        {"basis": "eac", "price_floor_eur": "40000", "price_ceiling_eur": "70000"},
        {"basis": "price"},
        {"formula": "power", "exponent": "2"},
        {"formula": "logarithmic", "zero_at": "1.5"},
        {"formula": "linear_from_lowest", "zero_at": "2"},
        {"formula": "linear_lowest_highest"},
        {"method": "quality_value"},
        {"method": "lowest_price", "bid_ceiling_eur": "90000"},
        {"method": "lowest_cost", "basis": "price"},
        {"scale": []},
    ],
    ids=json.dumps,
)
def test_the_worked_example_computes_with_every_method(changes: dict[str, Any]):
    example = work_out(model(**changes))

    assert example.faults == ()
    assert example.result is not None
    assert [line["bidder"] for line in sorted(example.result["ranking"], key=lambda line: line["bidder"])] == [
        "X",
        "Y",
        "Z",
    ]


def test_growth_is_seen():
    growing = model(criteria=[criterion("K1", kind="measured", is_growth=True, knots=[["1", "1"], ["2", "0"]])])

    assert has_growth(growing)
    assert not has_growth(model())
