"""Every rule of drafting has a case that meets it and cases that do not; the table says where it comes from."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from procurement.core.domain.rule_table import Certainty, Scope, Severity
from tenders.domain.compliance import Decided, Status, check, open_findings, status_of
from tenders.domain.compliance_facts import (
    TENDER_RULES,
    Consultation,
    RelatedTender,
    RequirementFacts,
    TenderFacts,
)
from tenders.domain.exclusion import MANDATORY
from tenders.domain.procedures import scope_of
from tenders.domain.specification import Clarity
from tenders.domain.specification_facts import SpaceFacts, SpecificationFacts
from tenders.domain.team import MemberFacts
from tenders.domain.vocabulary import ContractKind, Formulation, Procedure, RequirementKind, StepKind, TeamRole
from tests.tenders.domain import procedure_cases

ON = date(2027, 2, 1)
CLAUSE = "Aanleiding: x. Reikwijdte: x. Grens: x. Procedure: x."
DAYS = {
    StepKind.NOTICE: ON,
    StepKind.QUESTIONS_UNTIL: date(2027, 2, 22),
    StepKind.CLARIFICATION: date(2027, 3, 5),
    StepKind.CLOSING: date(2027, 3, 18),
    StepKind.CONTRACT: date(2027, 6, 1),
}


def requirement(code="E1", **values):
    defaults = {
        "kind": RequirementKind.MINIMUM,
        "text": "Onderdelen moeten leverbaar zijn.",
        "purpose": "Herstel.",
        "verification": "Lijst van onderdelen.",
        "consequence": "Korting.",
    }
    return RequirementFacts(key=code, code=code, **defaults | values)


GROUNDS = tuple(requirement(row.code, kind=RequirementKind.EXCLUSION, text="Grond") for row in MANDATORY)
GOOD = TenderFacts(
    procedure=Procedure.OPEN,
    contract_kind=ContractKind.SUPPLIES,
    value_eur=Decimal(590000),
    value_dated_on=ON,
    value_basis="Prijzen.",
    threshold_eur=Decimal(216000),
    procedure_motivation="Genoeg markt.",
    clustering_motivation="Hoort samen.",
    no_lots_motivation="Eén verantwoordelijke.",
    quantity="420 werkplekken",
    cpv_codes="39130000-2",
    months=48,
    tender_fee_motivation="Weinig werk.",
    validity_days=100,
    growth_clause=CLAUSE,
    recalibration_clause=CLAUSE,
    complaint_desk="Meldpunt",
    court_city="Lindermeer",
    days=DAYS,
    hours={StepKind.CLOSING: time(12)},
    requirements=(*GROUNDS, requirement(), requirement("U1", kind=RequirementKind.EXECUTION)),
    specification=SpecificationFacts(
        space=SpaceFacts(
            time_frame="In 2027 geleverd.",
            budget_frame="Ten hoogste de raming.",
            clarity=Clarity.BALANCED,
            used_by_people=False,
        )
    ),
)
BELOW = replace(GOOD, procedure=Procedure.NATIONAL_OPEN, value_eur=Decimal(100000))
QUOTE = replace(BELOW, procedure=Procedure.QUOTE)


def rules_of(facts):
    return {finding.rule_id for finding in check(facts, on=ON)}


def days(**changed):
    return DAYS | {StepKind(step): day for step, day in changed.items()}


def team(*roles):
    """A team of (person, role); beside them one who decides on money and one who drafts."""
    rows = [(7, TeamRole.CLIENT), (7, TeamRole.BUDGET_HOLDER), (8, TeamRole.BUYER), *roles]
    return replace(GOOD, team=tuple(MemberFacts(person, role) for person, role in rows))


def with_row(*rows, facts=GOOD, **changed):
    return replace(facts, requirements=(*GROUNDS, *rows), **changed)


FAILING = [
    ("VAL-01", replace(GOOD, value_eur=None)),
    ("VAL-01", replace(GOOD, value_dated_on=None)),
    ("VAL-01", replace(GOOD, value_basis="  ")),
    ("VAL-02", replace(GOOD, procedure=Procedure.QUOTE)),
    ("VAL-02", replace(BELOW, value_eur=Decimal(216000))),
    ("VAL-03", replace(GOOD, authority_kind="")),
    ("VAL-07", replace(BELOW, related=(RelatedTender("2027-1", Decimal(120000)),))),
    ("VAL-09", replace(BELOW, value_eur=Decimal(200000))),
    ("VAL-11", QUOTE),
    ("VAL-14", replace(GOOD, threshold_eur=None)),
    ("VAL-16", replace(GOOD, strategy_is_signed=False)),
    ("PROC-01", replace(GOOD, procedure_motivation="")),
    ("PROC-13", replace(BELOW, contract_kind=ContractKind.WORKS)),
    ("PROC-23", replace(GOOD, consultation=Consultation(is_open=True))),
    ("PROC-25", replace(GOOD, procedure=None)),
    ("MKT-01", replace(GOOD, consultation=Consultation(is_open=False))),
    ("TERM-06", replace(GOOD, days={StepKind.NOTICE: ON})),
    ("TERM-06", replace(GOOD, hours={})),
    ("TERM-07", replace(GOOD, days=days(closing=date(2027, 3, 15)))),
    ("TERM-08", replace(GOOD, days=days(closing=date(2027, 3, 12)))),
    ("TERM-09", replace(GOOD, days=days(closing=date(2027, 3, 15)))),
    ("TERM-13", replace(GOOD, free_documents=False, days=days(closing=date(2027, 3, 16)))),
    ("TERM-15", replace(GOOD, days=days(notice=date(2027, 7, 12), closing=date(2027, 9, 1)))),
    ("TERM-15", replace(GOOD, days=days(notice=date(2027, 6, 1), closing=date(2027, 9, 2)))),
    ("TERM-17", replace(BELOW, days=days(closing=date(2027, 2, 8), clarification=date(2027, 2, 2)))),
    ("TERM-18", replace(GOOD, days=days(clarification=date(2027, 3, 9)))),
    ("TERM-20", replace(GOOD, days=days(questions_until=date(2027, 3, 4)))),
    ("DOC-01", replace(GOOD, free_documents=False)),
    ("DOC-04", replace(GOOD, clustering_motivation="")),
    ("DOC-05", replace(GOOD, no_lots_motivation="")),
    ("DOC-08", with_row(requirement(purpose=""))),
    ("DOC-10", with_row(requirement(text="Volgens NEN 1234."), equivalence_clause=False)),
    ("DOC-13", with_row(requirement(formulation=Formulation.TECHNICAL))),
    ("DOC-18", with_row(requirement("U1", kind=RequirementKind.EXECUTION, purpose=""))),
    ("DOC-22", replace(GOOD, electronic_submission=False)),
    ("DOC-23", replace(GOOD, complaint_desk="")),
    ("DOC-23", replace(GOOD, court_city="")),
    ("DOC-24", replace(GOOD, is_framework=True, quantity="")),
    ("DOC-26", replace(GOOD, validity_days=None)),
    ("DOC-26", replace(GOOD, validity_days=80)),
    ("DOC-26", replace(GOOD, validity_days=150)),
    ("DOC-28", replace(GOOD, tender_fee_motivation="")),
    ("DOC-31", with_row(requirement(norm="FSC"))),
    ("DOC-32", replace(GOOD, requirements=GROUNDS)),
    ("DOC-32", replace(GOOD, cpv_codes="")),
    ("CRIT-30", replace(GOOD, has_award_model=False)),
    ("THR-01", replace(GOOD, ambitions_without_demand=("A2",))),
    ("EXC-01", replace(GOOD, requirements=(requirement(),))),
    ("EXC-02", with_row(requirement("X1", kind=RequirementKind.EXCLUSION))),
    ("EXC-03", with_row(requirement("UF-c", kind=RequirementKind.EXCLUSION, purpose=""))),
    ("SUIT-02", with_row(requirement("G1", kind=RequirementKind.SUITABILITY, purpose=""))),
    ("SUIT-03", with_row(requirement("G1", kind=RequirementKind.SUITABILITY, text="Omzet van 1 mln", purpose=""))),
    ("SUIT-10", with_row(requirement("G1", kind=RequirementKind.SUITABILITY, text="Ervaring met dezelfde opdracht"))),
    ("FW-01", replace(GOOD, is_framework=True, months=60)),
    ("CT-01", replace(GOOD, months=144)),
    ("CT-11", replace(GOOD, grows=True, growth_clause="", recalibration_clause="")),
    ("CT-11", replace(GOOD, growth_clause="Doelen stijgen elk jaar.")),
    ("CT-11", replace(GOOD, recalibration_clause="")),
    ("CT-12", replace(GOOD, months=None)),
    ("INT-09", team((8, TeamRole.MANDATE_HOLDER))),
    ("INT-09", team((9, TeamRole.MANDATE_HOLDER), (9, TeamRole.PROJECT_LEADER))),
    ("INT-09", replace(team((9, TeamRole.MANDATE_HOLDER)), started_by=9)),
    ("INT-10", team((7, TeamRole.MANDATE_HOLDER))),
    ("INT-11", team((9, TeamRole.MANDATE_HOLDER), (9, TeamRole.COMMITTEE))),
]
PASSING = [
    ("VAL-02", BELOW),
    ("VAL-07", replace(BELOW, related=(RelatedTender("2027-1", Decimal(20000)),))),
    ("VAL-07", replace(GOOD, related=(RelatedTender("2027-1", Decimal(120000)),))),
    ("VAL-09", replace(BELOW, value_eur=None)),
    ("PROC-23", replace(GOOD, consultation=Consultation(is_open=True, level_field_measures="Verslag voor allen."))),
    ("MKT-01", replace(GOOD, consultation=Consultation(is_open=False, invitation_motivation="Enige kenners."))),
    ("TERM-08", replace(GOOD, days={})),
    ("TERM-13", replace(GOOD, free_documents=False, days=days(closing=date(2027, 4, 1)))),
    ("TERM-17", BELOW),
    ("DOC-04", replace(GOOD, lot_count=2, clustering_motivation="")),
    ("DOC-10", with_row(requirement(text="Volgens NEN 1234 of gelijkwaardig."), equivalence_clause=False)),
    ("FW-01", replace(GOOD, is_framework=True, months=60, duration_motivation="Uitzonderlijk lange levensduur.")),
    ("CT-01", replace(GOOD, months=144, duration_motivation="Levensduur.")),
    ("INT-09", team((9, TeamRole.MANDATE_HOLDER), (7, TeamRole.MANDATE_HOLDER))),
    # Client and budget holder are often one person (study lines 438-441).
    ("INT-10", team((9, TeamRole.MANDATE_HOLDER))),
    ("INT-11", team((9, TeamRole.MANDATE_HOLDER), (8, TeamRole.COMMITTEE))),
]

FAILING += procedure_cases.FAILING
PASSING += procedure_cases.PASSING


def test_a_good_tender_has_no_findings():
    assert check(GOOD, on=ON) == []


@pytest.mark.parametrize(("rule_id", "facts"), FAILING)
def test_a_rule_finds_what_does_not_meet_it(rule_id, facts):
    assert rule_id in rules_of(facts)


@pytest.mark.parametrize(("rule_id", "facts"), PASSING)
def test_a_rule_lets_pass_what_meets_it(rule_id, facts):
    assert rule_id not in rules_of(facts)


def test_every_rule_has_a_failing_case():
    # Those of the specification have theirs in test_specification_rules.
    elsewhere = ("compliance_wording", "compliance_suitability", "compliance_space")
    rules = [rule for rule in TENDER_RULES.rules if not rule.check.__module__.endswith(elsewhere)]

    assert {rule.id for rule in rules} == {rule_id for rule_id, _facts in FAILING}


@pytest.mark.parametrize("rule", TENDER_RULES.rules, ids=lambda rule: rule.id)
def test_what_rests_on_memory_never_blocks(rule):
    assert rule.source
    if rule.certainty is Certainty.M:
        assert all(rule.severity_in(scope) is not Severity.BLOCK for scope in Scope)


@pytest.mark.parametrize(
    ("procedure", "expected"), [(Procedure.OPEN, Severity.BLOCK), (Procedure.QUOTE, Severity.WARN)]
)
def test_a_late_note_blocks_a_european_tender_and_warns_a_quote(procedure, expected):
    late = replace(BELOW, procedure=procedure, days=days(clarification=date(2027, 3, 17)))
    findings = {finding.rule_id: finding.severity for finding in check(late, on=ON)}

    assert findings["TERM-18"] is expected


def test_the_scope_follows_procedure_and_kind():
    assert scope_of(Procedure.QUOTE, ContractKind.WORKS) is Scope.QUOTE_WORKS
    assert scope_of(None, ContractKind.SERVICES) is Scope.EU_OTHER


def test_a_decision_covers_what_was_seen_and_not_other_figures():
    (seen,) = [f for f in check(replace(GOOD, validity_days=150), on=ON) if f.rule_id == "DOC-26"]
    (later,) = [f for f in check(replace(GOOD, validity_days=200), on=ON) if f.rule_id == "DOC-26"]
    decided = {seen.key: Decided(seen.key, seen.fingerprint)}

    assert status_of(seen, {}) is Status.ASKS
    assert status_of(seen, decided) is Status.SETTLED
    assert status_of(later, decided) is Status.STALE
    assert open_findings([seen, later], decided) == [later]


def test_a_block_is_not_decided_away():
    (finding,) = [f for f in check(replace(GOOD, months=None), on=ON) if f.rule_id == "CT-12"]

    assert status_of(finding, {finding.key: Decided(finding.key, finding.fingerprint)}) is Status.BLOCKS
