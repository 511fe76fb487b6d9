"""Every rule of the specification has cases that it finds and cases that it lets pass, and points at a field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement.core.domain.rule_table import Severity
from tenders.domain.compliance import check
from tenders.domain.compliance_facts import TENDER_RULES
from tenders.domain.conflicts import Conflict, ConflictKind
from tenders.domain.figures import Bound, Figure
from tenders.domain.mirror import MANY_HARD
from tenders.domain.selection import has_preselection
from tenders.domain.specification import MeasureRole, Signal, SignalDecision, Standing, VariantBasis
from tenders.domain.specification_facts import (
    LabelFacts,
    MeasureFacts,
    ProgrammeFacts,
    SelectionFacts,
    SignalFacts,
    SuitabilityFacts,
)
from tenders.domain.vocabulary import ContractKind, Procedure, ProofMoment, RequirementKind, StepKind
from tests.tenders.domain.test_compliance import BELOW, DAYS, GOOD, ON, requirement, with_row

OURS = ("compliance_wording", "compliance_suitability", "compliance_space")
RULES = [rule for rule in TENDER_RULES.rules if rule.check.__module__.endswith(OURS)]
FSC = LabelFacts("FSC")
MKI = MeasureFacts(
    Figure("mki", Bound.AT_MOST, Decimal(12), "€"),
    reference=Decimal(11),
    reference_source="Ontwerp 2025.",
    scope=frozenset({"method", "dataset", "modules", "life_years"}),
)
VARIANTS = {
    "variant_basis": VariantBasis.WITH_BASIC_BID,
    "variant_submission": "Als aparte inschrijving.",
    "variant_assessment": "Met dezelfde criteria.",
}


def text(words, **fields):
    return with_row(requirement(text=words, **fields))


def suits(words="Een referentie.", **detail):
    facts = SuitabilityFacts(standing=Standing.TECHNICAL, **detail)
    return with_row(requirement("G1", kind=RequirementKind.SUITABILITY, text=words, suitability=facts))


def space(facts=GOOD, **fields):
    return replace(facts, specification=replace(facts.specification, space=replace(GOOD.specification.space, **fields)))


def part(facts=GOOD, **fields):
    return replace(facts, specification=replace(facts.specification, **fields))


def label(**fields):
    words = "Hout met FSC of gelijkwaardig."
    return with_row(requirement(text=words, labels=(replace(FSC, **fields),)))


def ground(purpose):
    return with_row(requirement("UF-c", kind=RequirementKind.EXCLUSION, text="Grond", purpose=purpose))


def measured(measure):
    return with_row(requirement(measure=measure))


def conflict(kind):
    figures = {"limit": Decimal(12), "best": Decimal(14), "unit": "€", "indicator": "mki"}
    return part(conflicts=(Conflict(kind, "E1", "E1", "E2", "E2", figures),))


def programme(**fields):
    return part(programme=(ProgrammeFacts("1", "A1", **fields),))


def weights(*figures, levels=2, is_asked=True):
    rows = tuple((f"S{number}", Decimal(figure)) for number, figure in enumerate(figures, start=1))
    return part(selection=SelectionFacts(is_asked, rows, levels))


FAILING = [
    ("DOC-03", text("Zie eis E99.")),
    ("DOC-03", replace(GOOD, penalty_clause="Wie eis E99 niet haalt betaalt.")),
    ("DOC-11", text("Een kast van het merk Panda.")),
    ("SPEC-02", text("Een kast van het merk Panda of gelijkwaardig.")),
    ("SPEC-03", replace(text("Het blad moet van eiken zijn."), equivalence_clause=False)),
    ("SPEC-01", text("Ten minste [vul in: getal en eenheid].")),
    ("SPEC-04", text("Lever zo circulair mogelijk.")),
    ("SPEC-05", text("Het blad is 18 mm dik.", purpose="")),
    ("DOC-17", with_row(requirement(verification="Een testrapport van het lab."))),
    ("DOC-29", with_row(requirement(verification="Het cv van de monteur."))),
    ("DOC-29", text("Noem de namen van de medewerkers.")),
    ("DOC-14", label(is_linked=False)),
    ("DOC-14", label(is_open_procedure=False)),
    ("DOC-15", label(accepts_equivalent=False)),
    ("DOC-15", label(accepts_other_proof=False)),
    ("DOC-15", with_row(requirement(text="Hout met FSC.", labels=(FSC,)))),
    ("DOC-16", label(is_linked=False, unlinked="Arbeidsvoorwaarden op het kantoor.")),
    ("SPEC-06", text("Hout met FSC of gelijkwaardig.")),
    ("SUIT-01", with_row(requirement("G1", kind=RequirementKind.SUITABILITY))),
    ("SUIT-01", with_row(requirement("G1", kind=RequirementKind.SUITABILITY, suitability=SuitabilityFacts()))),
    ("SUIT-04", suits(turnover_eur=Decimal(1770001), motivation="Risico.")),
    ("SUIT-05", suits(turnover_eur=Decimal(1180001), motivation="Risico.")),
    ("SUIT-06", suits(turnover_years=4)),
    ("SUIT-07", suits(years=2)),
    ("SUIT-07", replace(suits(years=4), contract_kind=ContractKind.WORKS)),
    ("SUIT-16", suits(years=4)),
    ("SUIT-08", suits(reference_count=2, competence="Opknappen")),
    ("SUIT-17", suits(reference_count=1)),
    (
        "SUIT-17",
        with_row(
            *(
                requirement(code, kind=RequirementKind.SUITABILITY, suitability=SuitabilityFacts(competence="Herstel"))
                for code in ("G1", "G2")
            )
        ),
    ),
    ("SUIT-09", suits(reference_eur=Decimal(354001), competence="Opknappen")),
    ("SUIT-09", suits(reference_eur=Decimal(61), base_eur=Decimal(100), competence="Opknappen")),
    ("SUIT-11", suits(forbids_reliance=True)),
    ("SUIT-11", suits("U doet geen beroep op derden.")),
    ("SUIT-12", replace(suits("Een systeem volgens ISO 14001."), equivalence_clause=False)),
    ("SUIT-13", part(suits("Een opleiding als restaurator."), scored=(("K1", "De opleiding van het team."),))),
    ("SUIT-15", text("Een bankgarantie van 10% van de waarde.")),
    ("SUIT-18", suits("Een referentie met circulair meubilair.")),
    ("EXC-04", ground("Fouten van de laatste 5 jaar.")),
    ("EXC-06", with_row(requirement(verification="Gedragsverklaring aanbesteden.", proof_moment=ProofMoment.BID))),
    ("EXC-10", replace(GOOD, days=DAYS | {StepKind.AWARD_DECISION: date(2027, 3, 28)})),
    ("SPEC-07", space(time_frame="")),
    ("SPEC-07", space(budget_frame=" ")),
    ("SPEC-08", space(clarity=None)),
    ("DOC-09", space(used_by_people=True)),
    ("SPEC-09", space(used_by_people=None)),
    ("DOC-19", replace(space(**VARIANTS), variants_allowed=True)),
    *(
        ("DOC-19", replace(space(with_row(requirement(for_variants=True)), **VARIANTS | lacks), variants_allowed=True))
        for lacks in ({"variant_basis": None}, {"variant_submission": ""}, {"variant_assessment": ""})
    ),
    ("SPEC-10", space(alternatives_allowed=True)),
    ("SPEC-11", with_row(requirement(signal=SignalFacts(Signal.RED)))),
    ("SPEC-12", measured(replace(MKI, reference=None))),
    ("SPEC-12", measured(replace(MKI, reference_source=""))),
    ("SPEC-12", measured(replace(MKI, reference=Decimal(13)))),
    ("SPEC-13", measured(replace(MKI, scope=frozenset({"method"})))),
    ("SPEC-14", conflict(ConflictKind.CEILING_RULED_OUT)),
    ("SPEC-15", conflict(ConflictKind.FIGURES)),
    ("SPEC-16", with_row(*(requirement(f"E{number}") for number in range(MANY_HARD + 1)))),
    ("SPEC-17", with_row(requirement("U1", kind=RequirementKind.EXECUTION, consequence=""))),
    ("SPEC-17", with_row(requirement("U1", kind=RequirementKind.EXECUTION, verification=""))),
    ("SPEC-18", programme(has_step=False)),
    ("SPEC-19", programme(texts=("", "Bereikt door middel van sensoren.", ""))),
    ("SPEC-19", programme(texts=("", "", "Elk blad moet van eiken zijn."))),
    ("SPEC-20", programme(direction_only=True)),
    ("SPEC-21", space(expert_party="Bureau Kern", expert_measures="Verslag.")),
    ("SPEC-21", space(expert_party="Bureau Kern", expert_shared="De voorraadlijst.")),
    ("PROC-17", weights(100, is_asked=False)),
    ("PROC-19", weights()),
    ("PROC-19", weights(60, 30)),
    ("PROC-19", weights(60, 40, levels=1)),
]
PASSING = [
    ("DOC-03", text("Zie eis E1.")),
    ("DOC-11", text("Een kast van het merk Panda of gelijkwaardig.")),
    ("SPEC-02", text("Een kast die past.")),
    ("SPEC-03", text("Het blad moet van eiken zijn.")),
    ("SPEC-03", replace(text("Het blad moet van eiken of gelijkwaardig zijn."), equivalence_clause=False)),
    ("SPEC-01", text("Ten minste 60 procent.")),
    ("SPEC-04", text("Ten minste 60 procent is voldoende.")),
    ("SPEC-05", text("Het blad is 18 mm dik.", purpose="Past op de poten die wij hebben.")),
    ("DOC-17", with_row(requirement(verification="Een testrapport of ander passend bewijs."))),
    ("DOC-29", with_row(requirement(verification="Een plan zonder namen."))),
    ("DOC-14", label()),
    ("DOC-14", label(is_linked=False, unlinked="Iets anders.")),
    ("DOC-15", label()),
    ("DOC-16", label()),
    ("SPEC-06", label()),
    ("SUIT-01", suits()),
    ("SUIT-04", suits(turnover_eur=Decimal(1770000), motivation="Risico.")),
    ("SUIT-05", suits(turnover_eur=Decimal(1180000), motivation="Risico.")),
    ("SUIT-05", suits(turnover_eur=Decimal(1770001), motivation="Risico.")),
    ("SUIT-06", suits(turnover_years=3)),
    ("SUIT-07", suits(years=3)),
    ("SUIT-16", suits(years=4, years_motivation="Anders te weinig partijen.")),
    ("SUIT-08", suits(reference_count=1, competence="Opknappen")),
    ("SUIT-17", suits(reference_count=1, competence="Opknappen")),
    ("SUIT-09", suits(reference_eur=Decimal(354000), competence="Opknappen")),
    ("SUIT-09", replace(suits(reference_eur=Decimal(354001)), value_eur=None)),
    ("SUIT-11", suits()),
    ("SUIT-12", suits("Een systeem volgens ISO 14001.")),
    ("SUIT-12", replace(suits("ISO 14001 of gelijkwaardig."), equivalence_clause=False)),
    ("SUIT-13", part(suits("Een opleiding als restaurator."), scored=(("K1", "Het plan."),))),
    ("SUIT-15", text("Een bankgarantie van 5% van de waarde.")),
    ("SUIT-18", suits("Een referentie met circulair meubilair.", circular_motivation="Gevaarlijk werk.")),
    ("SUIT-18", suits("Een referentie met meubilair.")),
    ("EXC-04", ground("Fouten van de laatste 3 jaar.")),
    ("EXC-06", with_row(requirement(verification="Gedragsverklaring.", proof_moment=ProofMoment.AWARD))),
    ("EXC-10", replace(GOOD, days=DAYS | {StepKind.AWARD_DECISION: date(2027, 3, 29)})),
    ("DOC-09", space(used_by_people=True, accessibility_reason="Staat in een kluis.")),
    ("DOC-09", space(text("Een rolstoel past eronder."), used_by_people=True)),
    ("DOC-19", replace(space(with_row(requirement(for_variants=True)), **VARIANTS), variants_allowed=True)),
    ("SPEC-10", space(alternatives_allowed=True, alternatives_rule="Gelijk of beter op elk criterium.")),
    ("SPEC-11", with_row(requirement(signal=SignalFacts(Signal.RED, SignalDecision.KEEP)))),
    ("SPEC-11", with_row(requirement(signal=SignalFacts(Signal.AMBER)))),
    ("SPEC-12", measured(MKI)),
    ("SPEC-12", measured(replace(MKI, role=MeasureRole.LEADS_TO, reference=None))),
    ("SPEC-13", measured(MKI)),
    ("SPEC-14", conflict(ConflictKind.FIGURES)),
    ("SPEC-15", conflict(ConflictKind.CEILING_RULED_OUT)),
    ("SPEC-16", with_row(*(requirement(f"E{number}") for number in range(MANY_HARD)))),
    ("SPEC-18", programme(has_step=False, direction_only=True)),
    ("SPEC-19", programme(texts=("", "Twee van de drie stoelen is opgeknapt.", ""))),
    ("SPEC-20", programme(direction_only=True, direction_reason="Nog geen markt.")),
    ("SPEC-21", space(expert_party="Bureau Kern", expert_shared="Lijst.", expert_measures="Verslag.")),
    ("PROC-17", weights(100)),
    ("PROC-19", weights(60, 40)),
    ("PROC-19", weights(is_asked=False)),
]


def rules_of(facts):
    return {finding.rule_id for finding in check(facts, on=ON)}


@pytest.mark.parametrize(("rule_id", "facts"), FAILING)
def test_a_rule_finds_what_does_not_meet_it(rule_id, facts):
    assert rule_id in rules_of(facts)


@pytest.mark.parametrize(("rule_id", "facts"), PASSING)
def test_a_rule_lets_pass_what_meets_it(rule_id, facts):
    assert rule_id not in rules_of(facts)


def test_every_rule_has_both():
    # A good tender has no findings, so each rule that is not named here passes there.
    assert {rule.id for rule in RULES} == {rule_id for rule_id, _facts in FAILING}
    assert rules_of(GOOD) == set()


@pytest.mark.parametrize(("rule_id", "facts"), FAILING)
def test_a_finding_points_at_what_it_is_about(rule_id, facts):
    (subject, *_more) = [finding.subject for finding in check(facts, on=ON) if finding.rule_id == rule_id]

    assert subject is not None
    assert subject.field or subject.kind == "selection"


@pytest.mark.parametrize("rule_id", ["SUIT-04", "SUIT-07", "DOC-14", "SPEC-07"])
def test_what_chapter_two_of_the_act_asks_warns_below_the_threshold(rule_id):
    facts = next(facts for one, facts in FAILING if one == rule_id)
    below = replace(facts, procedure=BELOW.procedure, value_eur=GOOD.value_eur)
    severities = {finding.rule_id: finding.severity for finding in check(below, on=ON)}

    assert severities[rule_id] is Severity.WARN


def test_only_procedures_with_candidates_have_a_preselection():
    assert [has_preselection(one) for one in (Procedure.OPEN, Procedure.QUOTE, None, "restricted")] == [
        False,
        False,
        False,
        True,
    ]
