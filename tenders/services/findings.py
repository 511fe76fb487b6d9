"""Findings as people see them, and what they decide: motivate (printed) or tick off, by name, with history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.rule_table import Finding, Severity
from procurement.core.extension_points import Text
from procurement.core.templatetags.formats import euro
from tenders.domain.compliance import ASKS_DECISION, Decided, Status, open_findings, status_of
from tenders.domain.vocabulary import StepKind
from tenders.extension_points import FINDING_TEXTS, SUBJECT_LINKS
from tenders.labels import STEP_KIND_LABELS
from tenders.labels_specification_findings import PART_WORDS
from tenders.models import FindingDecision
from tenders.services import compliance, drafting


class NoSuchFindingError(LookupError):
    """The tender does not have this finding (any more), or nobody decides about its kind."""


class MotivationMissingError(ValueError):
    """A finding that asks for a reason got none."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with its words, where it is solved, how it stands and the decisions about it, newest first.

    decision: the current one, also when it no longer covers the figures (status STALE).
    """

    finding: Finding
    status: Status
    message: str
    url: str
    decision: FindingDecision | None = None
    history: Sequence[FindingDecision] = field(default_factory=tuple)

    @property
    def is_open(self) -> bool:
        """It stands in the way of publication."""
        return self.status in (Status.BLOCKS, Status.ASKS, Status.STALE)


def board_of(tender_id: int) -> list[Seen]:
    """Return all findings of a tender, the hardest first, with what was decided about each."""
    rows = list(FindingDecision.objects.filter(tender_id=tender_id).select_related("person"))
    current = {row.key: row for row in rows if row.is_current}
    decided = _decided(current.values())
    return [
        Seen(
            finding=finding,
            status=status_of(finding, decided),
            message=message_of(finding),
            url=url_of(tender_id, finding),
            decision=current.get(finding.key),
            history=[row for row in rows if row.key == finding.key and not row.is_current],
        )
        for finding in compliance.findings_for(tender_id)
    ]


def open_of(tender_ids: Sequence[int]) -> dict[int, list[Finding]]:
    """Return per tender the findings that stand in the way of publication."""
    decisions: dict[int, list[FindingDecision]] = {pk: [] for pk in tender_ids}
    for row in FindingDecision.objects.filter(tender_id__in=tender_ids, is_current=True):
        decisions[row.tender_id].append(row)
    found = compliance.findings_of(tender_ids)
    return {pk: open_findings(found[pk], _decided(decisions[pk])) for pk in tender_ids}


@transaction.atomic
def decide(tender_id: int, key: str, *, actor: User, text: str = "") -> FindingDecision:
    """Store what ``actor`` decides about a finding and return it; an earlier decision stays as history.

    text: the motivation, needed for MOTIVATE (it is printed in the documents) and welcome for WARN.

    Raises:
        TenderFrozenError: the documents cannot change any more.
        NoSuchFindingError: the tender has no such finding that asks for a decision.
        MotivationMissingError: a motivation is needed and none was given.
    """
    tender = drafting.lock_draft(tender_id)
    finding = next((one for one in compliance.findings_for(tender_id) if one.key == key), None)
    if finding is None or finding.severity not in ASKS_DECISION:
        raise NoSuchFindingError(key)
    if finding.severity is Severity.MOTIVATE and not text.strip():
        raise MotivationMissingError(key)
    subject = finding.key.removeprefix(f"{finding.rule_id}/")
    same = FindingDecision.objects.filter(tender=tender, rule_id=finding.rule_id, subject=subject, is_current=True)
    same.update(is_current=False)
    decision = FindingDecision.objects.create(
        tender=tender,
        rule_id=finding.rule_id,
        subject=subject,
        fingerprint=finding.fingerprint,
        text=text.strip(),
        person=actor,
        decided_at=clock.now(),
    )
    audit.record("finding.decided", actor=actor, target=tender, finding=finding.key, severity=str(finding.severity))
    return decision


@transaction.atomic
def revoke(tender_id: int, key: str, *, actor: User) -> None:
    """Take back the current decision about a finding; it stays as history. Nothing happens when there is none.

    Raises:
        TenderFrozenError: the documents cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    rule_id, _slash, subject = key.partition("/")
    same = FindingDecision.objects.filter(tender=tender, rule_id=rule_id, subject=subject, is_current=True)
    if same.update(is_current=False):
        audit.record("finding.revoked", actor=actor, target=tender, finding=key)


def message_of(finding: Finding) -> str:
    """Return what is not met and what to do, in the active language."""
    return str(FINDING_TEXTS[finding.code]) % shown_params(finding.params)


def url_of(tender_id: int, finding: Finding) -> str:
    """Return where the finding is solved, or an empty text."""
    link = SUBJECT_LINKS.get(finding.subject.kind) if finding.subject else None
    return link(tender_id, finding.subject) if link and finding.subject else ""


def shown_params(params: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters of a finding as they are read in a sentence, in the active language."""
    return {name: _value(name, value) for name, value in params.items()}


def _value(name: str, value: object) -> object:
    if name == "step" and isinstance(value, str) and value in set(StepKind):
        label: Text = STEP_KIND_LABELS[StepKind(value)]
        return str(label)
    if isinstance(value, Decimal):
        return euro(value, 0) if name.endswith("_eur") else f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, date):
        return date_format(value, "l j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(str(PART_WORDS.get(one, one)) for one in value)
    return value


def _decided(rows: Iterable[FindingDecision]) -> dict[str, Decided]:
    return {row.key: Decided(row.key, row.fingerprint) for row in rows}
