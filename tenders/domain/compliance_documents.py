"""Rules of documents, lots and requirements: rules.md section 5, with its corrections in section 14."""

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity, Subject
from tenders.domain.compliance_facts import TENDER_RULES, RequirementFacts, TenderFacts, tender_field
from tenders.domain.vocabulary import Formulation, RequirementKind
from tenders.domain.wording import EQUIVALENT, LABEL, NORM, accepts_equivalent

rule = TENDER_RULES.rule
B, M, W, A = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE
DRAFTING, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
V, S, R = Certainty.V, Certainty.S, Certainty.R
TECHNICAL_SHARE_PCT = 50


@rule("DOC-01", severity=M, scope=Scope.EU, source="Aw 2012 art. 2.66, 1.21", certainty=V, phase=PUBLICATION)
def documents_are_online(facts: TenderFacts) -> Failure | None:
    """The documents are online, free and complete, unless one of the exceptions of the law applies."""
    return None if facts.free_documents else Failure("documents_not_online", subject=tender_field("free_documents"))


@rule("DOC-04", severity=M, scope=Scope.ALL, source="Aw 2012 art. 1.5 lid 1-2", certainty=V, phase=DRAFTING)
def joining_is_weighed(facts: TenderFacts) -> Failure | None:
    """Joining contracts is weighed: access for small firms, effects and risks, coherence."""
    if facts.lot_count > 1 or facts.clustering_motivation.strip():
        return None
    return Failure("clustering_unmotivated", subject=tender_field("clustering_motivation"))


@rule("DOC-05", severity=M, scope=Scope.ALL, source="Aw 2012 art. 1.5 lid 3", certainty=V, phase=DRAFTING)
def no_lots_has_a_reason(facts: TenderFacts) -> Failure | None:
    """A contract that is not divided in lots says why in the documents."""
    if facts.lot_count > 1 or facts.no_lots_motivation.strip():
        return None
    return Failure("no_lots_unmotivated", subject=tender_field("no_lots_motivation"))


@rule("DOC-08", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.75, 1.10", certainty=V, phase=DRAFTING)
def minimum_requirement_has_a_purpose(facts: TenderFacts) -> list[Failure]:
    """Every minimum requirement says why it is needed for this contract."""
    rows = facts.of_kind(RequirementKind.MINIMUM)
    return [Failure("purpose_missing", subject=r.at("purpose"), code=r.code) for r in rows if not r.purpose.strip()]


@rule("DOC-10", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.76 lid 2", certainty=V, phase=DRAFTING)
def norm_accepts_an_equivalent(facts: TenderFacts) -> list[Failure]:
    """A norm, label or make accepts an equivalent, in its own sentence or by one clause for all documents."""
    if facts.equivalence_clause:
        return []
    return [Failure("no_equivalent", subject=r.at("text"), code=r.code, norm=_norm(r)) for r in _bare_norms(facts)]


@rule(
    "DOC-31",
    severity=W,
    scope=Scope.ALL,
    source="eigen lezing van Aw 2012 art. 2.76 lid 2",
    certainty=R,
    phase=DRAFTING,
)
def norm_says_so_itself(facts: TenderFacts) -> list[Failure]:
    """A norm says "of gelijkwaardig" in its own sentence too, when only the clause for all documents does."""
    if not facts.equivalence_clause:
        return []
    return [
        Failure("equivalent_by_clause", subject=r.at("text"), code=r.code, norm=_norm(r)) for r in _bare_norms(facts)
    ]


@rule("DOC-13", severity=A, scope=Scope.ALL, source="Aw 2012 art. 2.76 lid 1", certainty=R, phase=DRAFTING)
def requirements_are_functional(facts: TenderFacts) -> Failure | None:
    """At most half of the minimum requirements prescribes material or solution."""
    rows = facts.of_kind(RequirementKind.MINIMUM)
    technical = sum(row.formulation is Formulation.TECHNICAL for row in rows)
    if not rows or technical * 100 <= len(rows) * TECHNICAL_SHARE_PCT:
        return None
    return Failure("mostly_technical", subject=tender_field("requirements"), technical=technical, total=len(rows))


@rule("DOC-18", severity=B, scope=Scope.EU, source="Aw 2012 art. 2.80", certainty=V, phase=DRAFTING)
def execution_condition_is_linked(facts: TenderFacts) -> list[Failure]:
    """Every execution condition is linked to the subject of the contract."""
    rows = facts.of_kind(RequirementKind.EXECUTION)
    return [Failure("execution_unlinked", subject=r.at("purpose"), code=r.code) for r in rows if not r.purpose.strip()]


@rule("DOC-22", severity=M, scope=Scope.EU, source="Aw 2012 art. 2.52a-2.52b", certainty=V, phase=DRAFTING)
def submission_is_electronic(facts: TenderFacts) -> Failure | None:
    """Bids come in electronically, unless one of the exceptions of the law applies and is written down."""
    if facts.electronic_submission:
        return None
    return Failure("not_electronic", subject=tender_field("electronic_submission"))


@rule(
    "DOC-23",
    severity=W,
    scope=Scope.ALL,
    source="Handreiking Klachtafhandeling bij aanbesteden (2022)",
    certainty=S,
    phase=PUBLICATION,
)
def protection_is_named(facts: TenderFacts) -> list[Failure]:
    """The documents name the complaint desk and the competent court."""
    found = []
    if not facts.complaint_desk.strip():
        found.append(Failure("complaint_desk_missing", subject=tender_field("complaint_desk")))
    if not facts.court_city.strip():
        found.append(Failure("court_missing", subject=tender_field("court_city")))
    return found


@rule(
    "DOC-24",
    severity=B,
    scope=Scope.EU,
    source="HvJ EU C-23/20 (Simonsen & Weel); ECLI:NL:RBNHO:2025:14647",
    certainty=S,
    phase=PUBLICATION,
)
def framework_has_a_maximum(facts: TenderFacts) -> Failure | None:
    """A framework agreement states its maximum quantity beside its maximum value."""
    if not facts.is_framework or facts.quantity.strip():
        return None
    return Failure("framework_without_maximum", subject=tender_field("quantity"))


@rule(
    "DOC-28",
    severity=M,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.10 lid 2; Gids Proportionaliteit 3.8",
    certainty=S,
    phase=DRAFTING,
)
def tender_costs_are_weighed(facts: TenderFacts) -> Failure | None:
    """A fee for the costs of bidding is offered, or the documents say why there is none."""
    if facts.tender_fee_eur or facts.tender_fee_motivation.strip():
        return None
    return Failure("fee_unmotivated", subject=tender_field("tender_fee_motivation"))


@rule(
    "DOC-32",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.9, 2.66",
    certainty=R,
    phase=PUBLICATION,
)
def contract_is_described(facts: TenderFacts) -> list[Failure]:
    """The documents hold requirements and a CPV code: without them nobody knows what is asked."""
    found = []
    if not facts.of_kind(RequirementKind.MINIMUM, RequirementKind.EXECUTION):
        found.append(Failure("requirements_missing", subject=tender_field("requirements")))
    if not facts.cpv_codes.strip():
        found.append(Failure("cpv_missing", subject=tender_field("cpv_codes")))
    return found


@rule(
    "CRIT-30",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.9, 2.114-2.115",
    certainty=V,
    phase=PUBLICATION,
)
def bids_can_be_judged(facts: TenderFacts) -> Failure | None:
    """The documents say for every lot how bids are judged."""
    return (
        None
        if facts.has_award_model
        else Failure("award_model_missing", subject=Subject("award_model", field="overview"))
    )


@rule(
    "THR-01",
    severity=W,
    scope=Scope.ALL,
    source="huisregel: de draad van beleid naar resultaat",
    certainty=R,
    phase=PUBLICATION,
)
def ambition_reaches_the_documents(facts: TenderFacts) -> Failure | None:
    """Every ambition is carried by a requirement or an award criterion."""
    if not facts.ambitions_without_demand:
        return None
    codes = ", ".join(facts.ambitions_without_demand)
    return Failure("ambition_without_demand", subject=tender_field("ambitions"), codes=codes)


def _bare_norms(facts: TenderFacts) -> list[RequirementFacts]:
    return [row for row in facts.requirements if _norm(row)]


def _norm(row: RequirementFacts) -> str:
    """The first norm or label that stands there without an equivalent in its own sentence."""
    if row.kind is RequirementKind.EXCLUSION:
        return ""
    for pattern in (NORM, LABEL):
        for match in pattern.finditer(row.text):
            if not accepts_equivalent(row.text, match.start()):
                return match.group().rstrip(".:/-")
    return "" if EQUIVALENT.search(row.text) else row.norm.strip()
