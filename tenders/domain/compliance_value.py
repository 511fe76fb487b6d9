"""Rules of value, threshold, procedure and market: rules.md sections 2 and 3 as far as a tender knows them."""

from decimal import Decimal

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from tenders.domain.compliance_facts import TENDER_RULES, TenderFacts, tender_field
from tenders.domain.procedures import WITHOUT_THRESHOLD
from tenders.domain.thresholds import NEAR_PCT

rule = TENDER_RULES.rule
B, M, W, A, T = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE, Severity.TASK
DRAFTING, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
BELOW = Scope.NATIONAL | Scope.QUOTE


@rule("VAL-01", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.14-2.15", certainty=Certainty.V, phase=DRAFTING)
def value_is_estimated(facts: TenderFacts) -> list[Failure]:
    """The estimated value, options and lots included, is there, above zero, dated, and says what it rests on."""
    if facts.value_eur is None or facts.value_eur <= 0:
        return [Failure("value_missing", subject=tender_field("estimated_value_eur"))]
    found = []
    if facts.value_dated_on is None:
        found.append(Failure("value_not_dated", subject=tender_field("value_dated_on")))
    if not facts.value_basis.strip():
        found.append(Failure("value_without_basis", subject=tender_field("value_basis")))
    return found


@rule(
    "VAL-02",
    severity=B,
    scope=BELOW,
    source="Aw 2012 art. 2.1-2.3, 2.6a, 2.7",
    certainty=Certainty.V,
    phase=DRAFTING,
)
def procedure_fits_the_threshold(facts: TenderFacts) -> Failure | None:
    """At or above the European threshold only a European procedure is used."""
    if facts.value_eur is None or facts.threshold_eur is None or facts.is_below:
        return None
    if facts.procedure in WITHOUT_THRESHOLD or facts.sheet.exemption is not None:
        return None
    return Failure(
        "above_threshold",
        subject=tender_field("procedure"),
        value_eur=facts.value_eur,
        threshold_eur=facts.threshold_eur,
    )


@rule("VAL-03", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.2-2.3", certainty=Certainty.V, phase=DRAFTING)
def kind_of_authority_is_known(facts: TenderFacts) -> Failure | None:
    """It is known whether the authority is central or sub-central, because that decides the threshold."""
    return None if facts.authority_kind else Failure("authority_kind_missing", subject=tender_field("organisation"))


@rule(
    "VAL-07",
    severity=M,
    scope=BELOW,
    source="Aw 2012 art. 2.14; eigen lezing van de grens van twaalf maanden",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def contract_is_not_split(facts: TenderFacts) -> Failure | None:
    """Contracts of a year for the same CPV group that stay below the threshold apart reach it together."""
    if not facts.is_below or not facts.related or facts.value_eur is None or facts.threshold_eur is None:
        return None
    total = facts.value_eur + sum((other.value_eur for other in facts.related), Decimal(0))
    if total < facts.threshold_eur:
        return None
    others = ", ".join(other.reference for other in facts.related)
    return Failure("maybe_split", subject=tender_field("estimated_value_eur"), total_eur=total, others=others)


@rule(
    "VAL-09",
    severity=W,
    scope=BELOW,
    source="eigen lezing van Aw 2012 art. 2.15",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def value_is_not_just_below(facts: TenderFacts) -> Failure | None:
    """An estimate between 90 and 100 percent of the threshold may be awarded above it."""
    if not facts.is_below or facts.value_eur is None or facts.threshold_eur is None:
        return None
    if facts.value_eur * 100 < facts.threshold_eur * NEAR_PCT:
        return None
    margin = facts.threshold_eur - facts.value_eur
    return Failure("just_below_threshold", subject=tender_field("estimated_value_eur"), margin_eur=margin)


@rule("VAL-11", severity=M, scope=Scope.QUOTE, source="Aw 2012 art. 1.7b", certainty=Certainty.V, phase=DRAFTING)
def cross_border_interest_is_weighed(facts: TenderFacts) -> Failure | None:
    """Before firms are invited it is weighed whether firms from other member states would want the contract."""
    if facts.procedure in WITHOUT_THRESHOLD or facts.sheet.cross_border is False:
        return None
    code = "cross_border_interest" if facts.sheet.cross_border is None else "cross_border_without_notice"
    return Failure(code, subject=tender_field("cross_border"))


@rule("VAL-14", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.7", certainty=Certainty.V, phase=DRAFTING)
def threshold_is_known(facts: TenderFacts) -> Failure | None:
    """The table of thresholds has a row for the planned day of the notice."""
    return None if facts.threshold_eur is not None else Failure("threshold_unknown", subject=tender_field("planning"))


@rule(
    "VAL-16",
    severity=W,
    scope=Scope.ALL,
    source="inkooppraktijk: inkoopstrategie",
    certainty=Certainty.R,
    phase=PUBLICATION,
)
def strategy_is_signed(facts: TenderFacts) -> Failure | None:
    """Client and budget holder signed the purchasing strategy before publication."""
    return None if facts.strategy_is_signed else Failure("strategy_unsigned", subject=tender_field("strategy"))


@rule("PROC-01", severity=M, scope=Scope.ALL, source="Aw 2012 art. 1.4", certainty=Certainty.V, phase=DRAFTING)
def procedure_is_chosen_on_grounds(facts: TenderFacts) -> Failure | None:
    """The procedure, and whom it invites, is chosen on objective grounds that are written down."""
    if facts.procedure_motivation.strip():
        return None
    return Failure("procedure_unmotivated", subject=tender_field("procedure_motivation"))


@rule(
    "PROC-25",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.4, 2.26",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def procedure_is_chosen(facts: TenderFacts) -> Failure | None:
    """A procedure is chosen, because terms and duties follow from it."""
    return None if facts.procedure else Failure("procedure_missing", subject=tender_field("procedure"))


@rule(
    "PROC-13",
    severity=M,
    scope=Scope.NATIONAL_WORKS | Scope.QUOTE_WORKS,
    source="Aw 2012 art. 1.22; Aanbestedingsbesluit art. 11",
    certainty=Certainty.V,
    phase=DRAFTING,
)
def works_follow_the_regulation(facts: TenderFacts) -> Failure | None:
    """Works below the threshold follow the ARW 2016, or say why not."""
    return Failure("works_regulation", subject=tender_field("procedure_motivation"))


@rule("PROC-23", severity=T, scope=Scope.ALL, source="Aw 2012 art. 2.51", certainty=Certainty.V, phase=PUBLICATION)
def level_field_is_kept(facts: TenderFacts) -> Failure | None:
    """What a consulted firm learned is shared with all, and the measures are on record."""
    if facts.consultation is None or facts.consultation.level_field_measures.strip():
        return None
    return Failure("level_field_measures_missing", subject=tender_field("consultation"))


@rule(
    "MKT-01",
    severity=M,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.4, 2.25; PIANOo marktconsultatie",
    certainty=Certainty.S,
    phase=DRAFTING,
)
def selective_consultation_has_a_reason(facts: TenderFacts) -> Failure | None:
    """A consultation of chosen firms alone says why; unknown interested parties are not shut out."""
    consultation = facts.consultation
    if consultation is None or consultation.is_open or consultation.invitation_motivation.strip():
        return None
    return Failure("selective_consultation", subject=tender_field("consultation"))
