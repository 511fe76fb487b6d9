"""The compliance rules of a tender, all together: which of them it meets, and what is open before it is published.

Each rule is a small function over ``TenderFacts`` in one of the modules ``compliance_*``; importing this module fills
the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procurement.core.domain.rule_table import Finding, Severity
from tenders.domain import (
    compliance_contract,
    compliance_documents,
    compliance_estimate,
    compliance_space,
    compliance_suitability,
    compliance_team,
    compliance_terms,
    compliance_value,
    compliance_wording,
)
from tenders.domain.compliance_facts import TENDER_RULES, TenderFacts
from tenders.domain.procedures import scope_of

__all__ = ["TENDER_RULES", "Decided", "Status", "check", "open_findings", "status_of"]
MODULES = (
    compliance_value,
    compliance_estimate,
    compliance_terms,
    compliance_documents,
    compliance_wording,
    compliance_suitability,
    compliance_space,
    compliance_contract,
    compliance_team,
)
ASKS_DECISION = frozenset({Severity.MOTIVATE, Severity.WARN})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a finding. key, fingerprint: of the finding that the person saw."""

    key: str
    fingerprint: str


class Status(StrEnum):
    """How a finding stands. BLOCKS: solve it. ASKS: decide. STALE: decide again, the facts changed since."""

    BLOCKS = "blocks"
    ASKS = "asks"
    STALE = "stale"
    SETTLED = "settled"
    SHOWN = "shown"


OPEN = frozenset({Status.BLOCKS, Status.ASKS, Status.STALE})


def check(facts: TenderFacts, *, on: date) -> list[Finding]:
    """Return what the tender does not meet of the rules that hold on a day, the hardest first."""
    return TENDER_RULES.run(facts, scope_of(facts.procedure, facts.contract_kind), on=on)


def status_of(finding: Finding, decisions: Mapping[str, Decided]) -> Status:
    """Return how a finding stands, given the current decisions by key of the finding."""
    if finding.severity is Severity.BLOCK:
        return Status.BLOCKS
    if finding.severity not in ASKS_DECISION:
        return Status.SHOWN
    decided = decisions.get(finding.key)
    if decided is None:
        return Status.ASKS
    return Status.SETTLED if decided.fingerprint == finding.fingerprint else Status.STALE


def open_findings(findings: Iterable[Finding], decisions: Mapping[str, Decided]) -> list[Finding]:
    """Return the findings that stand in the way of publication."""
    return [finding for finding in findings if status_of(finding, decisions) in OPEN]
