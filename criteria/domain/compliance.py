"""The rules of drafting that an award model must meet: CRIT, LCC and KPI links, over the model as published."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from criteria.domain.award_facts import AwardFacts
from criteria.domain.model_case import RELATIVE_FORMULAS, leaves, points_total, uses_lcc, walk
from criteria.domain.points import WHOLE
from criteria.domain.vocabulary import AwardMethod, Basis, CriterionKind
from procurement.core.domain.rule_table import Certainty, Failure, Phase, RuleTable, Scope, Severity, Subject

# Shares of costs that a study of circular tenders calls usual, in percent; no legal bound (CRIT-17).
USUAL_COST_SHARE = (Decimal(10), Decimal(30))
DOMINANT_COST_SHARE = Decimal(50)
FEW_ASSESSORS, ENOUGH_ASSESSORS = 3, 5
# What a criterion on environmental costs must name (CRIT-15): code of what lacks -> words by which it is named.
METHOD_WORDS: Mapping[str, tuple[str, ...]] = {
    "method": ("bepalingsmethode", "en 15804", "levenscyclusanalyse", "co2-prestatieladder"),
    "version": ("versie", "uitgave"),
    "verifier": ("getoetst", "toets", "geverifieerd", "verificatie door"),
}


RULES: RuleTable[AwardFacts] = RuleTable()
COMPARES_QUALITY = frozenset({AwardMethod.WEIGHTED_POINTS, AwardMethod.QUALITY_VALUE})


def _criterion(row: Mapping[str, Any], name: str) -> Subject:
    return Subject("criterion", f"{row['id']}", name)


@RULES.rule(
    "CRIT-01",
    severity=Severity.MOTIVATE,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.114",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
    softer={Scope.QUOTE: Severity.ADVICE},
)
def other_method_is_motivated(facts: AwardFacts) -> Failure | None:
    """Lowest price or lowest cost without a motivation in the documents."""
    if facts.method in COMPARES_QUALITY or facts.part["method_motivation"].strip():
        return None
    return Failure("award_method_unmotivated", subject=facts.model("method"))


@RULES.rule(
    "CRIT-02",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.113a, 2.115",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
)
def criterion_is_linked_and_verifiable(facts: AwardFacts) -> Iterator[Failure]:
    """A criterion whose link with the subject or whose way of verification is empty."""
    for row in facts.leaves:
        for name, code in (("subject_link", "criterion_no_link"), ("verification", "criterion_no_verification")):
            if not row[name].strip():
                yield Failure(code, subject=_criterion(row, name), criterion=row["code"])


@RULES.rule(
    "CRIT-03",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.115",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
    softer={Scope.QUOTE: Severity.WARN},
)
def weights_are_whole(facts: AwardFacts) -> Iterator[Failure]:
    """No criteria, a criterion without points or amount, or points that do not sum to 100 where points are used."""
    if facts.method not in COMPARES_QUALITY:
        return
    if not facts.leaves:
        yield Failure("no_criteria", subject=facts.model("overview"))
        return
    for row in facts.leaves:
        if not row["max_points"]:
            yield Failure("criterion_no_points", subject=_criterion(row, "max_points"), criterion=row["code"])
    total = points_total(facts.part)
    if facts.method is AwardMethod.WEIGHTED_POINTS and total != WHOLE:
        yield Failure("points_not_100", subject=facts.model("points"), total=total)


@RULES.rule(
    "CRIT-06",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="HvJ C-6/15 (Dimarso); CvAE advies 658",
    certainty=Certainty.S,
    phase=Phase.PUBLICATION,
)
def scale_says_what_earns_a_grade(facts: AwardFacts) -> Iterator[Failure]:
    """Graded criteria without a scale of two levels, or a level without a meaning or with that of another."""
    if not facts.graded:
        return
    scale = facts.part["scale"]
    if len(scale) < 2:
        yield Failure("scale_missing", subject=facts.model("scale"))
    seen: set[str] = set()
    for level in scale:
        meaning = " ".join(level["meaning"].split()).casefold()
        if not meaning or meaning in seen:
            code = "level_same_meaning" if meaning else "level_no_meaning"
            yield Failure(code, subject=facts.model("scale"), grade=Decimal(level["grade"]), word=level["word"])
        seen.add(meaning)


@RULES.rule(
    "CRIT-09",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="HvJ C-546/16 (Montte)",
    certainty=Certainty.M,
    phase=Phase.PUBLICATION,
)
def minimum_lies_on_the_scale(facts: AwardFacts) -> Iterator[Failure]:
    """A minimum grade that lies outside the published scale, or a minimum of a group above its points."""
    grades = [Decimal(level["grade"]) for level in facts.part["scale"]]
    for _depth, row in walk(facts.part["criteria"]):
        if not row["minimum"]:
            continue
        minimum = Decimal(row["minimum"])
        if row["kind"] == CriterionKind.GRADED and grades and not min(grades) <= minimum <= max(grades):
            yield Failure("minimum_off_scale", subject=_criterion(row, "minimum"), criterion=row["code"])
        if row["kind"] == CriterionKind.GROUP:
            points = sum((Decimal(leaf["max_points"] or 0) for leaf in leaves(row["children"])), Decimal(0))
            if minimum > points:
                yield Failure("minimum_above_group", subject=_criterion(row, "minimum"), criterion=row["code"])


@RULES.rule(
    "CRIT-10",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Praktijk: PIANOo over gunningsmethodieken",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def price_score_behaves(facts: AwardFacts) -> Iterator[Failure]:
    """Costs that weigh more than half, an estimate outside the price band, or a ceiling above the band."""
    share = facts.cost_share
    if share is not None and share > DOMINANT_COST_SHARE:
        yield Failure("costs_dominate", subject=facts.model("costs"), share=share)
    if facts.method is not AwardMethod.WEIGHTED_POINTS:
        return
    low, high = facts.part["price_floor_eur"], facts.part["price_ceiling_eur"]
    if not low or not high or facts.part["formula"] in RELATIVE_FORMULAS:
        return
    estimate, ceiling = facts.estimate_eur, facts.part["bid_ceiling_eur"]
    if estimate is not None and facts.part["basis"] != Basis.EAC and not Decimal(low) <= estimate <= Decimal(high):
        yield Failure("estimate_outside_band", subject=facts.model("costs"), estimate=estimate)
    if ceiling and Decimal(ceiling) > Decimal(high):
        yield Failure("ceiling_above_band", subject=facts.model("costs"))


@RULES.rule(
    "CRIT-11",
    severity=Severity.ADVICE,
    scope=Scope.ALL,
    source="Praktijk: PIANOo; CvAE advies 504",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def formula_is_absolute(facts: AwardFacts) -> Failure | None:
    """A price formula that depends on the other bids."""
    if facts.method is AwardMethod.WEIGHTED_POINTS and facts.part["formula"] in RELATIVE_FORMULAS:
        return Failure("relative_formula", subject=facts.model("costs"))
    return None


@RULES.rule(
    "CRIT-13",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.115a",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
)
def life_cycle_costs_are_explained(facts: AwardFacts) -> Iterator[Failure]:
    """Life-cycle costs without the data that the bidder gives, the discount rate with its source, or the horizon."""
    if not uses_lcc(facts.part):
        return
    for name, code in (
        ("lcc_data_asked", "lcc_no_data"),
        ("lcc_rate_pct", "lcc_no_rate"),
        ("lcc_rate_source", "lcc_no_source"),
        ("lcc_years", "lcc_no_years"),
    ):
        if not facts.part[name]:
            yield Failure(code, subject=facts.model("costs"))


@RULES.rule(
    "CRIT-14",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.115a lid 2",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
)
def environmental_costs_can_be_delivered(facts: AwardFacts) -> Iterator[Failure]:
    """A criterion that measures environmental costs and does not say which data the bidder must give."""
    for row in facts.environmental:
        if not row["asked"].strip():
            yield Failure("environment_no_data", subject=_criterion(row, "asked"), criterion=row["code"])


@RULES.rule(
    "CRIT-15",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Praktijk: Bepalingsmethode milieuprestatie, Nationale Milieudatabase",
    certainty=Certainty.M,
    phase=Phase.PUBLICATION,
)
def environmental_method_is_named(facts: AwardFacts) -> Iterator[Failure]:
    """Environmental costs without method, version or verifier in the text, or without a penalty clause."""
    for row in facts.environmental:
        text = f"{row['asked']} {row['looks_at']} {row['verification']}".casefold()
        lacking = [code for code, words in METHOD_WORDS.items() if not any(word in text for word in words)]
        for code in lacking:
            yield Failure(f"environment_no_{code}", subject=_criterion(row, "verification"), criterion=row["code"])
        if not facts.has_penalty:
            yield Failure("environment_no_penalty", subject=_criterion(row, "penalty"), criterion=row["code"])


@RULES.rule(
    "CRIT-16",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="wegwijzer.gdci.nl; Leidraad Platform CB'23",
    certainty=Certainty.S,
    phase=Phase.PUBLICATION,
)
def figures_and_plan_stand_together(facts: AwardFacts) -> Iterator[Failure]:
    """Criteria without a measured part or without a plan, or a KPI without the evidence by which it is shown."""
    if facts.leaves and facts.method in COMPARES_QUALITY:
        kinds = {row["kind"] for row in facts.leaves}
        if CriterionKind.MEASURED not in kinds:
            yield Failure("nothing_measured", subject=facts.model("overview"))
        if CriterionKind.GRADED not in kinds:
            yield Failure("nothing_planned", subject=facts.model("overview"))
    for row in facts.leaves:
        if row["kpi"]["name"] and not row["kpi"]["evidence"].strip():
            yield Failure("kpi_no_evidence", subject=_criterion(row, "kpi_evidence"), criterion=row["code"])


@RULES.rule(
    "CRIT-17",
    severity=Severity.ADVICE,
    scope=Scope.ALL,
    source="wegwijzer.gdci.nl",
    certainty=Certainty.S,
    phase=Phase.PUBLICATION,
)
def cost_share_is_usual(facts: AwardFacts) -> Failure | None:
    """Costs that weigh less than 10 or more than 30 percent of all points; there is no legal bound."""
    share = facts.cost_share
    if share is None or USUAL_COST_SHARE[0] <= share <= USUAL_COST_SHARE[1]:
        return None
    return Failure("cost_share_unusual", subject=facts.model("points"), share=share)


@RULES.rule(
    "CRIT-18",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.115; Richtlijn 2014/24 art. 67 lid 3",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
)
def criterion_is_not_about_the_firm(facts: AwardFacts) -> Iterator[Failure]:
    """A criterion about the firm in general, such as its policy or its whole footprint."""
    for row in facts.leaves:
        if row["firm_wide"]:
            yield Failure("criterion_firm_wide", subject=_criterion(row, "firm_wide"), criterion=row["code"])


@RULES.rule(
    "CRIT-19",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.10b",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
    softer={Scope.QUOTE: Severity.WARN},
)
def assessors_can_grade_alone_first(facts: AwardFacts) -> Failure | None:
    """One announced assessor: there is no individual grading before a consensus then."""
    if facts.graded and facts.part["assessor_count"] == 1:
        return Failure("one_assessor", subject=facts.model("method"))
    return None


@RULES.rule(
    "CRIT-20",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Advies van de studie: vijf beoordelaars",
    certainty=Certainty.S,
    phase=Phase.PUBLICATION,
    softer={Scope.QUOTE: Severity.ADVICE},
)
def enough_assessors_are_announced(facts: AwardFacts) -> Failure | None:
    """No number of assessors, fewer than three, or fewer than five, where grades are given."""
    if not facts.graded:
        return None
    count = facts.part["assessor_count"]
    if not count:
        return Failure("assessors_unknown", subject=facts.model("method"))
    if count < FEW_ASSESSORS:
        return Failure("assessors_too_few", subject=facts.model("method"), count=count)
    if count < ENOUGH_ASSESSORS:
        return Failure("assessors_few", subject=facts.model("method"), count=count)
    return None


@RULES.rule(
    "CRIT-25",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Praktijk; ARW 2016 art. 2.63.3",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def ties_are_settled(facts: AwardFacts) -> Failure | None:
    """No rule for equal totals, or one that does not end in a draw."""
    order = facts.part["tie_break"]
    if not order:
        return Failure("no_tie_break", subject=facts.model("method"))
    if order[-1] != "lot":
        return Failure("tie_break_without_draw", subject=facts.model("method"))
    return None


@RULES.rule(
    "CRIT-29",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Huisregel: een model moet zijn uit te rekenen",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def the_model_computes(facts: AwardFacts) -> Iterable[Failure]:
    """The engine refuses the model with three invented bids, so it would refuse real ones."""
    for fault in facts.faults:
        subject = Subject("criterion", fault.criterion_id) if fault.criterion_id else facts.model(fault.page)
        yield Failure(f"fault_{fault.code}", subject=subject, **fault.params)


@RULES.rule(
    "CT-09",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Praktijk: beloften worden KPI's",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def promise_has_a_kpi(facts: AwardFacts) -> Iterator[Failure]:
    """A criterion without the KPI, and the definition of it, by which its promise is measured in the contract."""
    for row in facts.leaves:
        if not row["kpi"]["name"].strip():
            yield Failure("criterion_no_kpi", subject=_criterion(row, "kpi_name"), criterion=row["code"])
        elif not row["kpi"]["definition"].strip():
            yield Failure("kpi_no_definition", subject=_criterion(row, "kpi_definition"), criterion=row["code"])
