"""Rules of the estimated value that look at its calculation: rules.md section 2."""

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from tenders.domain.compliance_facts import TENDER_RULES, TenderFacts, tender_field
from tenders.domain.value_estimate import LONGEST_MONTHS

rule = TENDER_RULES.rule
B, M, W = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN
DRAFTING = Phase.DRAFTING


@rule("VAL-05", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.17, 2.20", certainty=Certainty.V, phase=DRAFTING)
def monthly_amounts_cover_the_term(facts: TenderFacts) -> Failure | None:
    """An estimate of monthly amounts alone covers the whole fixed duration, or 48 months where that is longer."""
    months, fixed = facts.sheet.estimate.covered_months, facts.sheet.fixed_months
    if months is None or fixed is None or months >= min(fixed, LONGEST_MONTHS):
        return None
    return Failure("months_not_counted", subject=tender_field("estimate"), months=months, fixed=fixed)


@rule("VAL-06", severity=W, scope=Scope.OTHER, source="Aw 2012 art. 2.21", certainty=Certainty.V, phase=DRAFTING)
def returning_purchases_count_by_the_year(facts: TenderFacts) -> Failure | None:
    """What is bought again and again is estimated over twelve months: the last ones corrected, or the next."""
    estimate = facts.sheet.estimate
    if facts.sheet.repeats is not True or not estimate.is_made or estimate.counts_a_year:
        return None
    return Failure("year_not_counted", subject=tender_field("estimate"))


@rule(
    "VAL-12",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 deel 2, gemengde opdrachten",
    certainty=Certainty.M,
    phase=DRAFTING,
)
def mixed_contract_has_a_main_object(facts: TenderFacts) -> Failure | None:
    """A contract with parts of more than one kind says which of them is its main object."""
    estimate = facts.sheet.estimate
    if not estimate.found.is_mixed or estimate.main_part is not None:
        return None
    return Failure("main_part_missing", subject=tender_field("estimate"))


@rule(
    "VAL-17",
    severity=W,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.14-2.15; eigen lezing",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def value_equals_its_calculation(facts: TenderFacts) -> Failure | None:
    """Where the estimate has a calculation, the estimated value is what that calculation comes to."""
    estimate = facts.sheet.estimate
    if not estimate.is_made or estimate.found.total_eur == facts.value_eur:
        return None
    return Failure("value_differs", subject=tender_field("estimate"), total_eur=estimate.found.total_eur)


@rule(
    "VAL-15",
    severity=M,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.24, 2.24a-2.24c",
    certainty=Certainty.V,
    phase=DRAFTING,
)
def exemption_rests_on_facts(facts: TenderFacts) -> Failure | None:
    """An exemption that is claimed is kept with the facts that carry it."""
    if facts.sheet.exemption is None or facts.sheet.exemption_facts.strip():
        return None
    return Failure("exemption_without_facts", subject=tender_field("exemption_facts"))
