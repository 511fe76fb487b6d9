"""The yearly recalibration within the published clause: it counts once both parties signed."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.domain.growth import GrowthPathError, check_raise
from contracts.domain.periods import Quarter, between, parse
from contracts.domain.vocabulary import ContractState, RecalibrationKind
from contracts.models import Contract, Kpi, KpiTarget, Recalibration
from contracts.services.kpis import new_version
from contracts.services.parties import Party, capacity_of, check_other_party
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.domain.codes import taken_code
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures
from tenders.domain.vocabulary import Better
from tenders.models import Requirement

KIND = "contract.recalibration"


class RecalibrationRefusedError(ValueError):
    """The recalibration is refused.

    code: "not_running", "no_clause" (nothing was published to rest it on, rule CT-11), "from_promise" (a KPI that
    comes from a promise cannot be dropped, rule MOD-09), "lowered" (a target goes down, rule MOD-09), "no_target",
    "past" (a quarter that has ended), "code_taken" (another KPI, or another open proposal, has the number that is in
    the params; capitals make no difference),
    "changed" (it is another decision than this person read).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def propose(
    contract_id: int,
    kind: RecalibrationKind,
    quarter: Quarter,
    *,
    reason: str,
    actor: User,
    kpi: Kpi | None = None,
    target: Decimal | None = None,
    proposal: dict[str, Any] | None = None,
) -> Recalibration:
    """Store a decision for both parties to sign and return it.

    quarter: the first in which it counts. proposal (ADD): code, name, unit, better, definition, evidence_asked,
    requirement (id), decimals and targets (quarter -> decimal string).

    Raises:
        RecalibrationRefusedError: see its codes.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    _check(contract, kind, quarter, kpi, target)
    if kind is RecalibrationKind.ADD:
        _check_code(contract, str((proposal or {}).get("code", "")))
    made = Recalibration.objects.create(
        contract=contract,
        kpi=kpi,
        kind=kind,
        period=str(quarter),
        target=target,
        proposal=proposal or {},
        reason=reason,
        decided_on=clock.today(),
    )
    audit.record("recalibration.proposed", actor=actor, target=made, kind=str(kind), period=made.period)
    return made


@transaction.atomic
def sign(recalibration_id: int, *, person: User, party: Party, seen_sha256: str | None = None) -> Recalibration:
    """Sign for one of the parties; with the second signature the decision takes effect. Returns the decision.

    seen_sha256: the hash of what this person read; None when it was read in the same transaction.

    Raises:
        SignatureRefused, SamePartyError: this person, or this party, signed already.
        RecalibrationRefusedError: "code_taken" when another KPI got the number in the meantime, "changed" when
            something else was read; then nothing is signed.
    """
    rows = Recalibration.objects.select_for_update(of=("self",)).select_related(
        "contract__company", "contract__organisation", "kpi"
    )
    decision = rows.get(pk=recalibration_id)
    content_sha256 = sha256_of(decision)
    if seen_sha256 is not None and seen_sha256 != content_sha256:
        raise RecalibrationRefusedError("changed")
    check_other_party(KIND, decision, party)
    act = signatures.sign(
        KIND,
        target=decision,
        content_sha256=content_sha256,
        person=person,
        capacity=capacity_of(party, decision.contract),
        organisation_id=decision.contract.organisation_id,
    )
    decision.act = act
    decision.save(update_fields=["act"])
    if act.state == ActState.COMPLETE:
        _take_effect(decision, act)
    audit.record("recalibration.signed", actor=person, target=decision, party=str(party))
    return decision


@transaction.atomic
def withdraw(recalibration_id: int, *, actor: User) -> None:
    """Take back a decision that did not take effect; what was signed stays in the audit trail.

    Raises:
        RecalibrationRefusedError: "complete" when both parties signed.
    """
    decision = Recalibration.objects.select_for_update(of=("self",)).select_related("contract").get(pk=recalibration_id)
    if decision.act_id and decision.act and decision.act.state == ActState.COMPLETE:
        raise RecalibrationRefusedError("complete")
    act = signatures.pending(KIND, decision)
    contract, number = decision.contract, decision.pk
    # First the act: its withdrawal is recorded with the decision that it was about.
    if act:
        signatures.withdraw(act.pk, person=actor)
    decision.delete()
    audit.record("recalibration.withdrawn", actor=actor, target=contract, recalibration=number)


def sha256_of(decision: Recalibration) -> str:
    """Return the SHA-256 over what both parties sign."""
    return sha256_hex(content_of(decision))


def content_of(decision: Recalibration) -> dict[str, Any]:
    """Return what both parties sign, as JSON."""
    return {
        "contract": decision.contract_id,
        "kind": decision.kind,
        "kpi": decision.kpi.code if decision.kpi else "",
        "period": decision.period,
        "target": None if decision.target is None else str(decision.target.normalize()),
        "proposal": decision.proposal,
        "reason": decision.reason,
    }


def _check(
    contract: Contract, kind: RecalibrationKind, quarter: Quarter, kpi: Kpi | None, target: Decimal | None
) -> None:
    if contract.state != ContractState.RUNNING:
        raise RecalibrationRefusedError("not_running")
    if not contract.recalibration_clause.strip():
        raise RecalibrationRefusedError("no_clause")
    if kind is RecalibrationKind.DROP and kpi and kpi.promise_id:
        raise RecalibrationRefusedError("from_promise")
    if kind is RecalibrationKind.RAISE and kpi:
        _check_target(kpi, quarter, target)


def _check_code(contract: Contract, code: str) -> None:
    waiting = contract.recalibrations.filter(kind=RecalibrationKind.ADD, kpi__isnull=True)
    proposed = [str(row.proposal.get("code", "")) for row in waiting]
    if taken := taken_code(code, [*contract.kpis.values_list("code", flat=True), *proposed]):
        raise RecalibrationRefusedError("code_taken", number=taken)


def _check_target(kpi: Kpi, quarter: Quarter, target: Decimal | None) -> None:
    if target is None:
        raise RecalibrationRefusedError("no_target")
    # Targets of later years may not be agreed yet: then the last agreed one is what may not be lowered.
    current = kpi.targets.filter(period__lte=str(quarter), is_current=True).order_by("-period").first()
    if current is None:
        return
    try:
        check_raise(current.value, target, higher_is_better=kpi.better == Better.HIGHER)
    except GrowthPathError as lowered:
        raise RecalibrationRefusedError("lowered", old=current.value) from lowered


def _take_effect(decision: Recalibration, act: SignedAct) -> None:
    quarter = parse(decision.period)
    if decision.kind == RecalibrationKind.DROP and decision.kpi:
        decision.kpi.last_period = str(quarter.previous())
        decision.kpi.save(update_fields=["last_period"])
    elif decision.kind == RecalibrationKind.RAISE and decision.kpi and decision.target is not None:
        _raise(decision.kpi, quarter, decision.target, reason=decision.reason[:240], act=act)
    elif decision.kind == RecalibrationKind.ADD:
        decision.kpi = _added(decision, act)
        decision.save(update_fields=["kpi"])


def _raise(kpi: Kpi, quarter: Quarter, target: Decimal, *, reason: str, act: SignedAct) -> None:
    """Raise what was agreed for later quarters, and fill the rest of the year when nothing was agreed for it."""
    agreed = {parse(row.period): row.value for row in kpi.targets.filter(is_current=True, period__gte=str(quarter))}
    for later in sorted({*agreed, *between(quarter, Quarter(quarter.year, 4))}):
        value = agreed.get(later)
        if value is None or _asks_more(kpi, target, value):
            new_version(kpi, later, target, reason=reason, act=act)


def _asks_more(kpi: Kpi, target: Decimal, value: Decimal) -> bool:
    return target > value if kpi.better == Better.HIGHER else target < value


def _added(decision: Recalibration, act: SignedAct) -> Kpi:
    fields = dict(decision.proposal)
    targets = fields.pop("targets", {})
    requirement = Requirement.objects.filter(pk=fields.pop("requirement", None)).first()
    if taken := taken_code(fields["code"], decision.contract.kpis.values_list("code", flat=True)):
        raise RecalibrationRefusedError("code_taken", number=taken)
    kpi = Kpi.objects.create(
        contract=decision.contract,
        requirement=requirement,
        ambition=requirement.ambition if requirement else None,
        first_period=decision.period,
        order=decision.contract.kpis.count() + 1,
        **fields,
    )
    KpiTarget.objects.bulk_create(
        KpiTarget(kpi=kpi, period=period, value=Decimal(value), act=act) for period, value in sorted(targets.items())
    )
    return kpi
