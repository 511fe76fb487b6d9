import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from procurement.core.domain.rule_table import (
    Certainty,
    Failure,
    Finding,
    Phase,
    RuleTable,
    Scope,
    Severity,
    Subject,
)


@dataclass(frozen=True, slots=True)
class Facts:
    total: Decimal
    norms: tuple[str, ...] = ()


TABLE: RuleTable[Facts] = RuleTable()


@TABLE.rule(
    "DOC-10",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Aanbestedingswet 2012 art. 2.76 lid 2",
    certainty=Certainty.V,
    phase=Phase.DRAFTING,
    condition="Every named norm is followed by 'or equivalent'.",
)
def norms_have_equivalents(facts: Facts) -> Iterator[Failure]:
    for key in facts.norms:
        yield Failure("no_equivalent", subject=Subject("requirement", key, "text"), norm=key)


@TABLE.rule(
    "CRIT-03",
    severity=Severity.BLOCK,
    scope=Scope.EU | Scope.QUOTE,
    softer={Scope.QUOTE: Severity.ADVICE},
    source="Aanbestedingswet 2012 art. 2.115",
    certainty=Certainty.V,
    phase=Phase.PUBLICATION,
)
def weights_sum_to_100(facts: Facts) -> Failure | None:
    """The relative weights of the award criteria
    sum to exactly 100 percent.

    The second paragraph is no part of the condition.
    """
    return None if facts.total == 100 else Failure("weights_do_not_sum", total=facts.total)


@TABLE.rule(
    "ARW-01",
    severity=Severity.BLOCK,
    scope=Scope.NATIONAL & Scope.WORKS,
    source="ARW 2016",
    certainty=Certainty.M,
    phase=Phase.PUBLICATION,
    condition="Works below the threshold leave 32 days for bids.",
    valid_from=date(2016, 7, 1),
    valid_until=date(2026, 12, 31),
)
def works_leave_32_days(facts: Facts) -> Failure:
    return Failure("too_short")


WRONG = Facts(total=Decimal(90), norms=("EN 1",))


def ids(findings: list[Finding]) -> list[tuple[str, Severity]]:
    return [(finding.rule_id, finding.severity) for finding in findings]


def test_findings_come_hardest_first():
    assert ids(TABLE.run(WRONG, Scope.EU_OTHER)) == [("CRIT-03", Severity.BLOCK), ("DOC-10", Severity.WARN)]


def test_what_is_met_gives_no_finding():
    assert TABLE.run(Facts(total=Decimal(100)), Scope.EU_OTHER) == []


def test_a_rule_is_softer_where_the_table_says_so():
    assert ids(TABLE.run(WRONG, Scope.QUOTE_OTHER)) == [
        ("DOC-10", Severity.WARN),
        ("CRIT-03", Severity.ADVICE),
    ]


def test_a_rule_from_memory_warns_instead_of_blocks():
    findings = TABLE.run(Facts(total=Decimal(100)), Scope.NATIONAL_WORKS, on=date(2026, 12, 31))

    assert ids(findings) == [("ARW-01", Severity.WARN)]


@pytest.mark.parametrize("day", [date(2016, 6, 30), date(2027, 1, 1), None])
def test_a_rule_holds_only_in_its_years(day):
    assert TABLE.run(Facts(total=Decimal(100)), Scope.NATIONAL_WORKS, on=day) == []


def test_a_rule_out_of_scope_does_not_run():
    on = date(2026, 1, 1)

    assert TABLE.run(Facts(total=Decimal(100)), Scope.NATIONAL_OTHER, on=on) == []


def test_only_the_phases_asked_for_run():
    assert ids(TABLE.run(WRONG, Scope.EU_WORKS, phases=[Phase.DRAFTING])) == [("DOC-10", Severity.WARN)]


def test_a_finding_carries_all_that_is_shown():
    [finding] = TABLE.run(WRONG, Scope.EU_WORKS, phases=[Phase.DRAFTING])

    assert finding == Finding(
        rule_id="DOC-10",
        severity=Severity.WARN,
        code="no_equivalent",
        params={"norm": "EN 1"},
        subject=Subject("requirement", "EN 1", "text"),
        source="Aanbestedingswet 2012 art. 2.76 lid 2",
        certainty=Certainty.V,
        phase=Phase.DRAFTING,
    )
    assert finding.key == "DOC-10/no_equivalent/requirement:EN 1#text"


def test_the_fingerprint_changes_with_the_figures_and_the_key_does_not():
    [first] = TABLE.run(Facts(total=Decimal(90)), Scope.EU_OTHER)
    [other] = TABLE.run(Facts(total=Decimal(95)), Scope.EU_OTHER)
    [again] = TABLE.run(Facts(total=Decimal("90.0")), Scope.EU_OTHER)

    assert first.key == other.key == "CRIT-03/weights_do_not_sum"
    assert first.fingerprint == again.fingerprint != other.fingerprint


@pytest.mark.parametrize("scope", [Scope.EU, Scope.ALL, Scope(0)])
def test_a_tender_lies_in_exactly_one_scope(scope):
    with pytest.raises(ValueError, match="one scope"):
        TABLE.run(WRONG, scope)


@pytest.mark.parametrize(
    ("level", "works", "scope"),
    [(Scope.EU, True, Scope.EU_WORKS), (Scope.QUOTE, False, Scope.QUOTE_OTHER)],
)
def test_the_scope_of_a_tender_is_its_level_and_object(level, works, scope):
    assert Scope.of(level, works=works) == scope


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        (Scope.ALL, ["ALL"]),
        (Scope.EU | Scope.NATIONAL, ["EU", "NATIONAL"]),
        (Scope.WORKS, ["WORKS"]),
        (Scope.NATIONAL_WORKS, ["NATIONAL_WORKS"]),
        (Scope.EU | Scope.QUOTE_OTHER, ["EU", "QUOTE_OTHER"]),
    ],
)
def test_a_scope_is_named_as_short_as_can_be(scope, codes):
    assert scope.codes == codes


def test_the_catalogue_is_plain_data_in_the_order_of_the_table():
    catalogue = TABLE.catalogue()

    assert json.loads(json.dumps(catalogue)) == catalogue
    assert catalogue[1:] == [
        {
            "id": "CRIT-03",
            "phase": "publication",
            "scope": ["EU", "QUOTE"],
            "severity": "block",
            "runs_as": "block",
            "softer": {"QUOTE": "advice"},
            "condition": "The relative weights of the award criteria sum to exactly 100 percent.",
            "source": "Aanbestedingswet 2012 art. 2.115",
            "certainty": "V",
            "valid_from": None,
            "valid_until": None,
        },
        {
            "id": "ARW-01",
            "phase": "publication",
            "scope": ["NATIONAL_WORKS"],
            "severity": "block",
            "runs_as": "warn",
            "softer": {},
            "condition": "Works below the threshold leave 32 days for bids.",
            "source": "ARW 2016",
            "certainty": "M",
            "valid_from": "2016-07-01",
            "valid_until": "2026-12-31",
        },
    ]
    assert [rule.id for rule in TABLE.rules] == ["DOC-10", "CRIT-03", "ARW-01"]


@pytest.mark.parametrize(
    ("rule_id", "changes", "message"),
    [
        ("DOC-10", {}, "used twice"),
        ("doc10", {}, "no rule id"),
        ("DOC-11", {"source": " "}, "names no source"),
        ("DOC-11", {"condition": ""}, "states no condition"),
        ("DOC-11", {"softer": {Scope.QUOTE: Severity.BLOCK}}, "not softer"),
    ],
)
def test_a_rule_that_would_mislead_is_refused(rule_id, changes, message):
    table: RuleTable[Facts] = RuleTable()
    fields = {
        "severity": Severity.WARN,
        "scope": Scope.ALL,
        "source": "Aw 2012",
        "certainty": Certainty.V,
        "phase": Phase.DRAFTING,
        "condition": "It holds.",
    }
    table.rule("DOC-10", **fields)(lambda facts: None)

    with pytest.raises(ValueError, match=message):
        table.rule(rule_id, **fields | changes)(lambda facts: None)
