"""Rules of suitability and proof that drafting can know: rules.md section 6, with its corrections in section 14."""

import re
from collections.abc import Iterator
from decimal import Decimal

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from tenders.domain.compliance_facts import TENDER_RULES, RequirementFacts, TenderFacts, tender_field
from tenders.domain.exclusion import BY_CODE
from tenders.domain.specification_facts import SuitabilityFacts
from tenders.domain.vocabulary import ContractKind, ProofMoment, RequirementKind, StepKind
from tenders.domain.wording import EQUIVALENT

rule = TENDER_RULES.rule
B, M, W, A = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE
DRAFTING = Phase.DRAFTING
BELOW = Scope.NATIONAL | Scope.QUOTE
TURNOVER_LIMIT, TURNOVER_WARNING = Decimal(3), Decimal(2)
TURNOVER_YEARS = 3
REFERENCE_SHARE_PCT = Decimal(60)
GUARANTEE_PCT = Decimal(5)
REFERENCE_YEARS = {ContractKind.WORKS: 5, ContractKind.SUPPLIES: 3, ContractKind.SERVICES: 3}
CERTIFICATE_DAYS = 56
"""A certificate of conduct (GVA) takes eight weeks or more."""
QUALITY_SYSTEM = re.compile(r"\b(?:NEN[- ]|EN[- ])*ISO[- ]?(?:9001|14001|45001|50001)\b|\bEMAS\b")
NO_RELIANCE = re.compile(
    r"geen\s+beroep\s+(?:doen\s+|worden\s+gedaan\s+)?op\s+(?:de\s+(?:draagkracht|bekwaamheid)\s+van\s+)?(?:derden|anderen)|"
    r"zonder\s+(?:hulp|inschakeling)\s+van\s+(?:derden|onderaannemers)|onderaanneming\s+is\s+niet\s+toegestaan",
    re.IGNORECASE,
)
EDUCATION = re.compile(
    r"\b(?:opleiding\w*|diploma\w*|beroepskwalificatie\w*|vakbekwaam\w*|opleidingsniveau|certificering\s+van\s+personeel)\b",
    re.IGNORECASE,
)
CIRCULAR = re.compile(r"circula\w+|hergebruik\w*|refurbish\w*|duurzaamheid\w*|opgeknapt\w*", re.IGNORECASE)
REFERENCE = re.compile(r"\breferentie\w*|\bervaring\b", re.IGNORECASE)
GUARANTEE = re.compile(r"garantie[^.]{0,80}?(\d{1,2}(?:,\d+)?)\s*(?:%|procent)", re.IGNORECASE)
EARLY_PROOF = re.compile(
    r"gedragsverklaring|\bGVA\b|uittreksel\w*|handelsregister|verklaring\s+(?:van\s+de\s+)?belastingdienst|"
    r"jaarrekening\w*|accountantsverklaring",
    re.IGNORECASE,
)
YEARS = re.compile(r"(\d{1,2})\s+jaar", re.IGNORECASE)


@rule(
    "SUIT-01",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.90",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def suitability_is_of_a_kind_the_law_knows(facts: TenderFacts) -> list[Failure]:
    """Every suitability requirement is about financial standing, technical ability or professional competence."""
    return [
        Failure("standing_missing", subject=row.at("suitability.standing"), code=row.code)
        for row in facts.of_kind(RequirementKind.SUITABILITY)
        if row.suitability is None or row.suitability.standing is None
    ]


@rule(
    "SUIT-04",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.90",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def turnover_is_at_most_three_times(facts: TenderFacts) -> list[Failure]:
    """A yearly turnover of at most three times the estimated value of the part it is asked for."""
    return list(_turnover(facts, "turnover_above_three", above=TURNOVER_LIMIT, to=None))


@rule(
    "SUIT-05",
    severity=W,
    scope=Scope.ALL,
    source="Richtlijn 2014/24 art. 58 lid 3",
    certainty=Certainty.S,
    phase=DRAFTING,
)
def turnover_above_twice_is_seen(facts: TenderFacts) -> list[Failure]:
    """A yearly turnover of more than twice the estimated value is what the Directive calls the usual limit."""
    return list(_turnover(facts, "turnover_above_two", above=TURNOVER_WARNING, to=TURNOVER_LIMIT))


@rule(
    "SUIT-06",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.91",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def turnover_covers_three_years(facts: TenderFacts) -> list[Failure]:
    """Turnover is asked over the last three years at most."""
    return [
        Failure("turnover_years_long", subject=row.at("suitability.turnover_years"), code=row.code, years=years)
        for row, detail in _details(facts)
        if (years := detail.turnover_years or 0) > TURNOVER_YEARS
    ]


@rule(
    "SUIT-07",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.93",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def references_of_the_whole_term_count(facts: TenderFacts) -> list[Failure]:
    """References of the last five years (works) or three years (supplies, services) are all accepted."""
    limit = REFERENCE_YEARS[facts.contract_kind]
    return [
        Failure("reference_term_short", subject=row.at("suitability.years"), code=row.code, years=limit)
        for row, detail in _details(facts)
        if detail.years is not None and detail.years < limit
    ]


@rule("SUIT-16", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.93", certainty=Certainty.V, phase=DRAFTING)
def longer_look_back_has_a_reason(facts: TenderFacts) -> list[Failure]:
    """References older than the law's term are asked only where competition needs it, and the documents say so."""
    limit = REFERENCE_YEARS[facts.contract_kind]
    return [
        Failure("reference_term_long", subject=row.at("suitability.years_motivation"), code=row.code, years=limit)
        for row, detail in _details(facts)
        if (detail.years or 0) > limit and not detail.years_motivation.strip()
    ]


@rule(
    "SUIT-08",
    severity=B,
    scope=Scope.ALL,
    source="Gids Proportionaliteit 3.5 F-G; CvAE adviezen 308, 312",
    certainty=Certainty.S,
    phase=DRAFTING,
    softer={BELOW: W},
)
def one_reference_a_competence(facts: TenderFacts) -> list[Failure]:
    """At most one reference is asked for each core competence."""
    return [
        Failure("references_too_many", subject=row.at("suitability.reference_count"), code=row.code, count=count)
        for row, detail in _details(facts)
        if (count := detail.reference_count or 0) > 1
    ]


@rule(
    "SUIT-17",
    severity=W,
    scope=Scope.ALL,
    source="Gids Proportionaliteit 3.5 F-G",
    certainty=Certainty.S,
    phase=DRAFTING,
)
def core_competences_are_named_once(facts: TenderFacts) -> Iterator[Failure]:
    """A reference proves a named core competence, and no competence is asked under two numbers."""
    seen: dict[str, str] = {}
    for row, detail in _details(facts):
        name = " ".join(detail.competence.lower().split())
        if (detail.reference_count or detail.reference_eur) and not name:
            yield Failure("competence_missing", subject=row.at("suitability.competence"), code=row.code)
        if name and name in seen:
            yield Failure("competence_twice", subject=row.at("suitability.competence"), code=row.code, other=seen[name])
        seen.setdefault(name, row.code)


@rule(
    "SUIT-09",
    severity=M,
    scope=Scope.ALL,
    source="Gids Proportionaliteit 3.5 G; CvAE advies 667",
    certainty=Certainty.S,
    phase=DRAFTING,
)
def reference_is_at_most_sixty_percent(facts: TenderFacts) -> Iterator[Failure]:
    """A reference of at most 60 percent of the estimated value of the comparable part."""
    for row, detail in _details(facts):
        base = _base(facts, detail)
        if base and detail.reference_eur and detail.reference_eur * 100 > base * REFERENCE_SHARE_PCT:
            share = (detail.reference_eur * 100 / base).quantize(Decimal(1))
            yield Failure("reference_large", subject=row.at("suitability.reference_eur"), code=row.code, share=share)


@rule(
    "SUIT-11",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.92, 2.94, 2.95",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def others_may_be_relied_on(facts: TenderFacts) -> list[Failure]:
    """Bidders may rely on the capacity of others; only key tasks can be reserved."""
    return [
        Failure("reliance_forbidden", subject=row.at("suitability.forbids_reliance"), code=row.code)
        for row in facts.of_kind(RequirementKind.SUITABILITY)
        if (row.suitability and row.suitability.forbids_reliance) or NO_RELIANCE.search(row.text)
    ]


@rule(
    "SUIT-12",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.96-2.97",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def quality_systems_accept_equivalents(facts: TenderFacts) -> list[Failure]:
    """A quality or environmental management certificate accepts equivalents and other proof."""
    if facts.equivalence_clause:
        return []
    return [
        Failure("system_without_equivalent", subject=row.at("text"), code=row.code, norm=match.group())
        for row in facts.of_kind(RequirementKind.SUITABILITY)
        if (match := QUALITY_SYSTEM.search(f"{row.text} {row.norm}")) and not EQUIVALENT.search(row.text)
    ]


@rule(
    "SUIT-13",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.93 lid 1 g",
    certainty=Certainty.V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def education_counts_once(facts: TenderFacts) -> Iterator[Failure]:
    """Education and professional quality that is asked as suitability is not scored again as an award criterion."""
    for row in facts.of_kind(RequirementKind.SUITABILITY):
        match = EDUCATION.search(row.text)
        for code, text in facts.specification.scored if match else ():
            if match and match.group().lower() in text.lower():
                yield Failure(
                    "education_twice", subject=row.at("text"), code=row.code, criterion=code, word=match.group()
                )


@rule(
    "SUIT-15",
    severity=W,
    scope=Scope.ALL,
    source="Gids Proportionaliteit 3.9",
    certainty=Certainty.M,
    phase=DRAFTING,
)
def guarantee_is_proportionate(facts: TenderFacts) -> list[Failure]:
    """A bank guarantee of more than five percent is looked at again."""
    kinds = (RequirementKind.SUITABILITY, RequirementKind.MINIMUM, RequirementKind.EXECUTION)
    found = [(row, GUARANTEE.search(row.text)) for row in facts.of_kind(*kinds)]
    return [
        Failure("guarantee_high", subject=row.at("text"), code=row.code, share=Decimal(match[1].replace(",", ".")))
        for row, match in found
        if match and Decimal(match[1].replace(",", ".")) > GUARANTEE_PCT
    ]


@rule(
    "SUIT-18",
    severity=W,
    scope=Scope.ALL,
    source="studie regels 449-454; Aw 2012 art. 1.10",
    certainty=Certainty.R,
    phase=DRAFTING,
)
def circular_experience_has_a_reason(facts: TenderFacts) -> list[Failure]:
    """Circular experience is asked as suitability only with a reason: few firms have such references yet."""
    return [
        Failure("circular_reference", subject=row.at("suitability.circular_motivation"), code=row.code)
        for row in facts.of_kind(RequirementKind.SUITABILITY)
        if CIRCULAR.search(_words(row))
        and REFERENCE.search(_words(row))
        and not (row.suitability and row.suitability.circular_motivation.strip())
    ]


@rule("EXC-04", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.86, 2.87", certainty=Certainty.V, phase=DRAFTING)
def grounds_look_back_as_far_as_the_law(facts: TenderFacts) -> Iterator[Failure]:
    """Facts lie at most five years (mandatory grounds) or three years (optional grounds) back."""
    for row in facts.of_kind(RequirementKind.EXCLUSION):
        limit = BY_CODE[row.code].look_back_years if row.code in BY_CODE else 0
        years = [int(number) for number in YEARS.findall(f"{row.text} {row.purpose}")]
        if limit and any(number > limit for number in years):
            yield Failure(
                "look_back_long", subject=tender_field("grounds"), code=row.code, years=max(years), limit=limit
            )


@rule(
    "EXC-06",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.84-2.85, 1.19",
    certainty=Certainty.V,
    phase=DRAFTING,
)
def proof_is_not_asked_of_all(facts: TenderFacts) -> list[Failure]:
    """With the bid only the own declaration (UEA) is asked; extracts and certificates come from the winner alone."""
    found = [
        (row, EARLY_PROOF.search(f"{row.text} {row.verification}"))
        for row in facts.of_kind(RequirementKind.SUITABILITY, RequirementKind.MINIMUM)
        if row.proof_moment is ProofMoment.BID
    ]
    return [
        Failure("proof_of_all", subject=row.at("proof_moment"), code=row.code, word=match.group())
        for row, match in found
        if match
    ]


@rule(
    "EXC-10",
    severity=A,
    scope=Scope.ALL,
    source="praktijk van Justis",
    certainty=Certainty.M,
    phase=DRAFTING,
)
def certificate_of_conduct_takes_time(facts: TenderFacts) -> Failure | None:
    """A certificate of conduct takes eight weeks or more; the planning leaves them between notice and decision."""
    notice, award = facts.days.get(StepKind.NOTICE), facts.days.get(StepKind.AWARD_DECISION)
    if not facts.of_kind(RequirementKind.EXCLUSION) or notice is None or award is None:
        return None
    days = (award - notice).days
    if days >= CERTIFICATE_DAYS:
        return None
    return Failure("certificate_takes_longer", subject=tender_field("planning"), days=days)


def _details(facts: TenderFacts) -> list[tuple[RequirementFacts, SuitabilityFacts]]:
    rows = facts.of_kind(RequirementKind.SUITABILITY)
    return [(row, row.suitability) for row in rows if row.suitability is not None]


def _base(facts: TenderFacts, detail: SuitabilityFacts) -> Decimal | None:
    return detail.base_eur or facts.value_eur


def _turnover(facts: TenderFacts, code: str, *, above: Decimal, to: Decimal | None) -> Iterator[Failure]:
    for row, detail in _details(facts):
        base = _base(facts, detail)
        if not base or not detail.turnover_eur or detail.turnover_eur <= base * above:
            continue
        if to is None or detail.turnover_eur <= base * to:
            multiple = (detail.turnover_eur / base).quantize(Decimal("0.1"))
            yield Failure(code, subject=row.at("suitability.turnover_eur"), code=row.code, multiple=multiple)


def _words(row: RequirementFacts) -> str:
    return f"{row.text} {row.suitability.competence if row.suitability else ''}"
