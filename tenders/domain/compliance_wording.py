"""Rules of the words of requirements and of labels: rules.md section 5 on specifications, labels and proof."""

import re
from collections.abc import Iterator

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from tenders.domain import wording
from tenders.domain.compliance_facts import TENDER_RULES, RequirementFacts, TenderFacts, tender_field
from tenders.domain.specification_facts import LabelFacts
from tenders.domain.vocabulary import RequirementKind
from tenders.domain.wording import BRAND, EQUIVALENT, LABEL, Wording, accepts_equivalent

rule = TENDER_RULES.rule
B, M, W, A = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE
V, S, R = Certainty.V, Certainty.S, Certainty.R
DRAFTING, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
BELOW = Scope.NATIONAL | Scope.QUOTE
WRITTEN = (RequirementKind.SUITABILITY, RequirementKind.MINIMUM, RequirementKind.EXECUTION)
REPORT = re.compile(r"\b(?:testrapport\w*|keuringsrapport\w*|certificaat|certificaten|meetrapport\w*)\b", re.IGNORECASE)
OPEN_PROOF = re.compile(
    r"gelijkwaardig|ander\s+(?:passend\s+)?bewijs|ander\s+bewijsmiddel|vergelijkbaar", re.IGNORECASE
)
PERSONS = re.compile(
    r"\b(?:cv|curriculum\s+vitae|namen?\s+van\s+(?:de\s+|het\s+|uw\s+)?(?:medewerker\w*|personeel|team\w*|sleutel\w*)|"
    r"geboortedat\w+|pasfoto\w*|bsn|kopie\s+(?:van\s+het\s+)?(?:identiteitsbewijs|paspoort))\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b(?:eis|eisen|voorwaarde|uitvoeringsvoorwaarde|geschiktheidseis)\s+((?:[A-Z]{1,5}-)?[A-Z]\d+)\b")
CONDITIONS = {
    "is_linked": "linked",
    "is_verifiable": "verifiable",
    "is_open_procedure": "open_procedure",
    "is_open_to_all": "open_to_all",
    "is_independent": "independent",
}
"""The conditions a-e of Aw 2012 art. 2.78a lid 1, by the name of what is not met."""


@rule("DOC-03", severity=W, scope=Scope.ALL, source="Aw 2012 art. 1.9", certainty=R, phase=PUBLICATION)
def numbers_that_are_named_exist(facts: TenderFacts) -> Iterator[Failure]:
    """A requirement or clause that names another one by its number names one that stands in the documents."""
    codes = {row.code for row in facts.requirements}
    texts = [(row.at("text"), row.code, f"{row.text} {row.verification}") for row in facts.of_kind(*WRITTEN)]
    for name in ("growth_clause", "penalty_clause", "recalibration_clause"):
        texts.append((tender_field(name), "", getattr(facts, name)))
    for subject, code, text in texts:
        for number in dict.fromkeys(NUMBER.findall(text)):
            if number not in codes:
                yield Failure("number_unknown", subject=subject, code=code, number=number)


@rule(
    "DOC-11",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.76 lid 3-4",
    certainty=V,
    phase=DRAFTING,
)
def make_stands_with_an_equivalent(facts: TenderFacts) -> Iterator[Failure]:
    """A make, maker or type is named only with "of gelijkwaardig" in the same sentence."""
    for row, match in _makes(facts):
        if not accepts_equivalent(row.text, match.start()):
            yield Failure("make_without_equivalent", subject=row.at("text"), code=row.code, words=match.group())


@rule("SPEC-02", severity=M, scope=Scope.ALL, source="Aw 2012 art. 2.76 lid 4", certainty=V, phase=DRAFTING)
def make_is_needed(facts: TenderFacts) -> Iterator[Failure]:
    """A make with "of gelijkwaardig" is named only where nothing else describes the contract, with the reason."""
    for row, match in _makes(facts):
        if accepts_equivalent(row.text, match.start()):
            yield Failure("make_named", subject=row.at("text"), code=row.code, words=match.group())


@rule(
    "SPEC-03",
    severity=B,
    scope=Scope.ALL,
    source="HvJ EU C-424/23 (DYKA); Aw 2012 art. 2.76 lid 3-4",
    certainty=S,
    phase=DRAFTING,
)
def material_accepts_an_equivalent(facts: TenderFacts) -> Iterator[Failure]:
    """A named material or method that rules others out accepts an equivalent, in its sentence or by clause."""
    if facts.equivalence_clause:
        return
    yield from _found(facts, Wording.MATERIAL, "material_named")


@rule(
    "SPEC-01",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.9",
    certainty=R,
    phase=PUBLICATION,
)
def no_gap_is_left(facts: TenderFacts) -> Iterator[Failure]:
    """No text holds a place that was left to be filled in."""
    yield from _found(facts, Wording.GAP, "gap_left")


@rule(
    "SPEC-04",
    severity=W,
    scope=Scope.ALL,
    source="studie regels 1632-1635; Aw 2012 art. 1.9",
    certainty=R,
    phase=DRAFTING,
)
def demands_can_be_measured(facts: TenderFacts) -> Iterator[Failure]:
    """A requirement says what can be checked, not "as circular as possible"."""
    yield from _found(facts, Wording.VAGUE, "vague_words")


@rule(
    "SPEC-05",
    severity=A,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.75, 2.76 lid 1",
    certainty=R,
    phase=DRAFTING,
)
def closed_measure_has_a_purpose(facts: TenderFacts) -> Iterator[Failure]:
    """A closed measure says what it is for, or leaves room."""
    yield from _found(facts, Wording.CLOSED_SIZE, "closed_measure")


@rule("DOC-17", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.78b", certainty=V, phase=DRAFTING)
def reports_accept_other_proof(facts: TenderFacts) -> list[Failure]:
    """A test report or certificate accepts equivalent bodies and other suitable proof."""
    found = [(row, REPORT.search(row.verification)) for row in facts.of_kind(*WRITTEN)]
    return [
        Failure("report_without_equivalent", subject=row.at("verification"), code=row.code, word=match.group())
        for row, match in found
        if match and not OPEN_PROOF.search(row.verification)
    ]


@rule(
    "DOC-29",
    severity=W,
    scope=Scope.ALL,
    source="AVG art. 5 lid 1 c",
    certainty=Certainty.M,
    phase=DRAFTING,
)
def persons_are_named_only_where_needed(facts: TenderFacts) -> Iterator[Failure]:
    """Personal data of staff are asked only where needed, such as for key persons."""
    for row in facts.of_kind(*WRITTEN):
        for name in ("text", "verification"):
            if match := PERSONS.search(getattr(row, name)):
                yield Failure("persons_asked", subject=row.at(name), code=row.code, word=match.group())


@rule(
    "DOC-14",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.78a lid 1",
    certainty=V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def label_meets_its_conditions(facts: TenderFacts) -> Iterator[Failure]:
    """A demanded label meets all five conditions: linked, verifiable, set openly, open to all, by an independent."""
    for row, label in _labels(facts):
        missing = [word for name, word in CONDITIONS.items() if not getattr(label, name)]
        # What is not linked has a rule of its own.
        missing = [word for word in missing if word != "linked" or not label.unlinked.strip()]
        if missing:
            yield Failure(
                "label_conditions",
                subject=row.at("labels"),
                code=row.code,
                label=label.name,
                conditions=missing,
            )


@rule(
    "DOC-15",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.78a lid 2-3",
    certainty=V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def label_accepts_equivalents(facts: TenderFacts) -> Iterator[Failure]:
    """An equivalent label counts, and other proof where the label could not be had in time through no own fault."""
    for row, label in _labels(facts):
        if not (label.accepts_equivalent and label.accepts_other_proof):
            yield Failure("label_closed", subject=row.at("labels"), code=row.code, label=label.name)
        elif not EQUIVALENT.search(row.text):
            yield Failure("label_text_closed", subject=row.at("text"), code=row.code, label=label.name)


@rule(
    "DOC-16",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.78a lid 4",
    certainty=V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def label_holds_nothing_unlinked(facts: TenderFacts) -> Iterator[Failure]:
    """A label that also sets demands without a link is not demanded; what is linked is written out."""
    for row, label in _labels(facts):
        if label.unlinked.strip():
            yield Failure("label_unlinked", subject=row.at("labels"), code=row.code, label=label.name)


@rule(
    "SPEC-06",
    severity=W,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.78a",
    certainty=R,
    phase=DRAFTING,
)
def named_label_was_judged(facts: TenderFacts) -> Iterator[Failure]:
    """A label that a requirement names is in the register of labels, with its conditions judged."""
    for row in facts.of_kind(*WRITTEN):
        match = LABEL.search(f"{row.text} {row.norm}")
        if match and not row.labels:
            yield Failure("label_not_judged", subject=row.at("labels"), code=row.code, label=match.group())


def _makes(facts: TenderFacts) -> Iterator[tuple[RequirementFacts, re.Match[str]]]:
    for row in facts.of_kind(*WRITTEN):
        for match in BRAND.finditer(row.text):
            yield row, match


def _labels(facts: TenderFacts) -> Iterator[tuple[RequirementFacts, LabelFacts]]:
    for row in facts.of_kind(*WRITTEN):
        for label in row.labels:
            yield row, label


def _found(facts: TenderFacts, kind: Wording, code: str) -> Iterator[Failure]:
    """One failure for each requirement and each words of a kind in its text."""
    for row in facts.of_kind(*WRITTEN):
        read = wording.read(row.text, has_purpose=bool(row.purpose.strip()))
        for words in dict.fromkeys(one.words for one in read if one.kind is kind):
            yield Failure(code, subject=row.at("text"), code=row.code, words=words)
