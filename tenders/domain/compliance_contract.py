"""Rules of exclusion, suitability and contract: rules.md sections 6 and 11 as far as a tender knows them."""

import re

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from tenders.domain.compliance_facts import TENDER_RULES, RequirementFacts, TenderFacts, tender_field
from tenders.domain.exclusion import BY_CODE, MANDATORY
from tenders.domain.vocabulary import RequirementKind

rule = TENDER_RULES.rule
B, M, W, A = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE
DRAFTING, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
BELOW = Scope.NATIONAL | Scope.QUOTE
LONG_MONTHS = 48
TURNOVER = re.compile(r"\bomzet\w*", re.IGNORECASE)
SAME_KIND = re.compile(r"\b(identieke?|dezelfde|hetzelfde)\b", re.IGNORECASE)
CLAUSE_PARTS = ("aanleiding", "reikwijdte", "grens", "procedure")


@rule(
    "EXC-01",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.86",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: Severity.WARN},
)
def mandatory_grounds_stand(facts: TenderFacts) -> Failure | None:
    """The mandatory exclusion grounds all stand in the documents."""
    codes = {row.code for row in facts.of_kind(RequirementKind.EXCLUSION)}
    missing = [ground.code for ground in MANDATORY if ground.code not in codes]
    return Failure("mandatory_grounds", subject=tender_field("grounds"), codes=", ".join(missing)) if missing else None


@rule("EXC-02", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.87", certainty=Certainty.V, phase=DRAFTING)
def grounds_come_from_the_list(facts: TenderFacts) -> list[Failure]:
    """Every exclusion ground comes from the closed list of the law."""
    rows = facts.of_kind(RequirementKind.EXCLUSION)
    return [
        Failure("ground_not_in_law", subject=tender_field("grounds"), code=r.code)
        for r in rows
        if r.code not in BY_CODE
    ]


@rule(
    "EXC-03",
    severity=W,
    scope=Scope.ALL,
    source="Gids Proportionaliteit 3.5A",
    certainty=Certainty.S,
    phase=DRAFTING,
)
def optional_ground_matters_here(facts: TenderFacts) -> list[Failure]:
    """An optional exclusion ground says why it matters for this contract."""
    mandatory = {ground.code for ground in MANDATORY}
    rows = [row for row in facts.of_kind(RequirementKind.EXCLUSION) if row.code not in mandatory]
    return [
        Failure("ground_without_reason", subject=tender_field("grounds"), code=r.code) for r in rows if not r.purpose
    ]


@rule("SUIT-02", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.90", certainty=Certainty.V, phase=DRAFTING)
def suitability_has_a_purpose(facts: TenderFacts) -> list[Failure]:
    """Every suitability requirement is linked to a real risk or a needed competence."""
    rows = [row for row in _suitability(facts) if not row.purpose.strip() and not _asks_turnover(row)]
    return [Failure("suitability_unlinked", subject=row.at("purpose"), code=row.code) for row in rows]


@rule("SUIT-03", severity=M, scope=Scope.ALL, source="Aw 2012 art. 2.90", certainty=Certainty.V, phase=DRAFTING)
def turnover_has_compelling_reasons(facts: TenderFacts) -> list[Failure]:
    """A requirement of turnover states its compelling reasons in the documents."""
    rows = [row for row in _suitability(facts) if _asks_turnover(row) and not _reasons(row)]
    return [Failure("turnover_unmotivated", subject=row.at("purpose"), code=row.code) for row in rows]


@rule("SUIT-10", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.93 lid 3", certainty=Certainty.V, phase=DRAFTING)
def references_are_comparable(facts: TenderFacts) -> list[Failure]:
    """References are asked for comparable parts, not for the same contract."""
    found = [(row, SAME_KIND.search(row.text)) for row in _suitability(facts)]
    return [
        Failure("same_kind_asked", subject=row.at("text"), code=row.code, word=match.group(0))
        for row, match in found
        if match
    ]


@rule("FW-01", severity=M, scope=Scope.ALL, source="Aw 2012 art. 2.140", certainty=Certainty.V, phase=DRAFTING)
def framework_is_four_years(facts: TenderFacts) -> Failure | None:
    """A framework agreement lasts at most four years with its options, or says why it is exceptional."""
    if not facts.is_framework or (facts.months or 0) <= LONG_MONTHS or facts.duration_motivation.strip():
        return None
    return Failure("framework_too_long", subject=tender_field("duration_motivation"), months=facts.months)


@rule(
    "CT-01",
    severity=W,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.10; inkooppraktijk",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def long_contract_has_a_reason(facts: TenderFacts) -> Failure | None:
    """A contract of more than four years with its options says why that is proportionate."""
    if facts.is_framework or (facts.months or 0) <= LONG_MONTHS or facts.duration_motivation.strip():
        return None
    return Failure("contract_too_long", subject=tender_field("duration_motivation"), months=facts.months)


@rule("CT-12", severity=B, scope=Scope.ALL, source="Aw 2012 art. 1.9-1.10", certainty=Certainty.R, phase=DRAFTING)
def duration_is_set(facts: TenderFacts) -> Failure | None:
    """The documents state how long the contract lasts."""
    return None if facts.months else Failure("duration_missing", subject=tender_field("duration_months"))


@rule(
    "CT-11",
    severity=B,
    scope=Scope.ALL,
    source="eigen lezing van Aw 2012 art. 2.163c",
    certainty=Certainty.R,
    phase=PUBLICATION,
)
def growth_rests_on_a_clause(facts: TenderFacts) -> list[Failure]:
    """Growth, recalibration and penalty rest on a published clause with its trigger, scope, limit and procedure."""
    found = []
    if facts.grows and not facts.growth_clause.strip():
        found.append(Failure("growth_clause_missing", subject=tender_field("growth_clause")))
    for name, text in (("growth_clause", facts.growth_clause), ("recalibration_clause", facts.recalibration_clause)):
        missing = [part for part in CLAUSE_PARTS if part not in text.lower()]
        if text.strip() and missing:
            found.append(Failure("clause_incomplete", subject=tender_field(name), missing=", ".join(missing)))
    if facts.growth_clause.strip() and not facts.recalibration_clause.strip():
        found.append(Failure("recalibration_clause_missing", subject=tender_field("recalibration_clause")))
    return found


def _suitability(facts: TenderFacts) -> list[RequirementFacts]:
    return facts.of_kind(RequirementKind.SUITABILITY)


def _asks_turnover(row: RequirementFacts) -> bool:
    return bool(TURNOVER.search(row.text) or (row.suitability and row.suitability.turnover_eur))


def _reasons(row: RequirementFacts) -> str:
    return row.purpose.strip() or (row.suitability.motivation.strip() if row.suitability else "")
