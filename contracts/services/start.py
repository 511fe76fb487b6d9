"""From award to a running contract: promises become KPIs, and nothing starts before each has its targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from contracts.domain.lifecycle import check_contract_move
from contracts.domain.periods import quarter_of
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract, Kpi
from contracts.services.promises import lost_promises, promises_with_kpi_name
from criteria.domain.lifecycle import EvaluationState
from criteria.models import AwardDecision, Bid, Evaluation, Promise
from criteria.services import evaluation as evaluations
from criteria.services import summonses
from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain.vocabulary import Better
from tenders.models import Lot

DEFAULT_TOLERANCE_PCT = Decimal(5)
"""Amber up to five percent of the target, unless the contract says otherwise (house rule)."""


class NotAwardedError(ValueError):
    """The award is not final: the standstill still runs or objections are pending (Aw 2012 art. 2.127, 2.131)."""


class NotReadyError(ValueError):
    """The contract cannot start. codes: KPIs without a target; promises: criteria whose promise has no KPI."""

    def __init__(self, codes: list[str], promises: list[str]) -> None:
        super().__init__(f"{codes} {promises}")
        self.codes, self.promises = codes, promises


class ReferenceTakenError(ValueError):
    """Another contract of the organisation has this number; capitals make no difference. reference: as it stands."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


@transaction.atomic
def create_contract(
    lot_id: int,
    *,
    actor: User,
    reference: str,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    ends_on_latest: date | None = None,
    manager: User | None = None,
) -> Contract:
    """Make the contract of an awarded lot, with a KPI for each promise that has a KPI definition; returns it.

    Asked again, it returns the contract that the lot has.

    Raises:
        NotAwardedError: the award of this lot is not final.
        EvaluationError: "summons_open": what was served in time must end first (rule STD-03).
        ReferenceTakenError: another contract of the organisation has this number.
    """
    # First the evaluation, as a summons does that comes in at this moment.
    found = Evaluation.objects.filter(lot=lot_id).values_list("pk", flat=True).first()
    evaluation = evaluations.lock(found) if found is not None else None
    lot = Lot.objects.select_for_update(of=("self",)).select_related("tender").get(pk=lot_id)
    made = Contract.objects.filter(lot=lot).first()
    if made:
        return made
    if evaluation is None or evaluation.state != EvaluationState.FINAL:
        raise NotAwardedError(lot_id)
    summonses.require_none_open(evaluation)
    winner = AwardDecision.objects.filter(evaluation__lot=lot).select_related("winner__company")[0].winner
    tender = lot.tender
    contract = _stored(
        organisation_id=tender.organisation_id,
        lot=lot,
        bid=winner,
        company=winner.company,
        reference=reference,
        title=tender.title,
        manager=manager,
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        ends_on_latest=ends_on_latest or ends_on,
        value_eur=winner.opened_price.price_eur,
        growth_clause=tender.growth_clause,
        penalty_clause=tender.penalty_clause,
        recalibration_clause=tender.recalibration_clause,
        created_at=clock.now(),
    )
    _promises_become_kpis(contract, winner)
    audit.record("contract.created", actor=actor, target=contract, lot=lot.pk, company=winner.company_id)
    return contract


@transaction.atomic
def change_contract(contract_id: int, *, actor: User, **values: Any) -> Contract:
    """Store dates, reference or manager of a contract that has not started, and return it.

    Raises:
        ReferenceTakenError: another contract of the organisation has this number.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    changed = sorted(name for name, value in values.items() if getattr(contract, name) != value)
    for name in changed:
        setattr(contract, name, values[name])
    if changed:
        try:
            with transaction.atomic():
                contract.save(update_fields=[*changed, "updated_at"])
        except IntegrityError as error:
            raise _reason(error, contract) from error
        audit.record("contract.changed", actor=actor, target=contract, fields=changed)
    return contract


@transaction.atomic
def start_contract(contract_id: int, *, actor: User) -> Contract:
    """Let a contract run; from then on its KPIs are measured.

    Raises:
        TransitionError: it runs already or has ended.
        NotReadyError: a KPI has no target, or a promise has no KPI (rule CT-09).
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    check_contract_move(ContractState(contract.state), ContractState.RUNNING)
    bare = list(contract.kpis.filter(targets__isnull=True).values_list("code", flat=True))
    lost = [promise.criterion.code for promise in promises_without_kpi(contract)]
    if bare or lost or not contract.kpis.exists():
        raise NotReadyError(bare, lost)
    contract.state = ContractState.RUNNING
    contract.save(update_fields=["state", "updated_at"])
    audit.record("contract.started", actor=actor, target=contract, kpis=contract.kpis.count())
    return contract


def promises_without_kpi(contract: Contract) -> list[Promise]:
    """Return the promises of the winner that nobody would measure: the thread breaks there."""
    return lost_promises([contract])[contract.pk]


def _stored(**values: Any) -> Contract:
    contract = Contract(**values)
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as error:
        raise _reason(error, contract) from error
    return contract


def _reason(error: IntegrityError, contract: Contract) -> Exception:
    """What the database refused: a number that is taken, or something else that is a fault of ours."""
    if "contracts_one_reference" not in str(error):
        return error
    others = Contract.objects.filter(organisation_id=contract.organisation_id).exclude(pk=contract.pk)
    taken = others.filter(reference__iexact=contract.reference).values_list("reference", flat=True).first()
    return ReferenceTakenError(taken or contract.reference)


def _decimals_of(promise: Promise) -> int:
    """Decimals in which a KPI is read: those that were promised, and cents for an amount."""
    unit = promise.criterion.kpi_unit or promise.criterion.unit
    promised = -int((promise.value or Decimal()).normalize().as_tuple().exponent)
    return max(2 if unit.startswith(("EUR", "€")) else 0, promised)


def _promises_become_kpis(contract: Contract, winner: Bid) -> None:
    first = str(quarter_of(contract.starts_on)) if contract.starts_on else ""
    by_name: dict[str, list[Promise]] = {}
    for promise in promises_with_kpi_name([winner.pk])[winner.pk]:
        by_name.setdefault(promise.criterion.kpi_name, []).append(promise)
    for number, promises in enumerate(by_name.values(), start=1):
        # Promises that name the same KPI share it; it hangs on the one that is stated in its unit.
        promise = next((row for row in promises if row.criterion.unit == row.criterion.kpi_unit), promises[0])
        criterion = promise.criterion
        Kpi.objects.create(
            contract=contract,
            code=f"KPI{number:02d}",
            name=criterion.kpi_name,
            unit=criterion.kpi_unit or criterion.unit,
            better=criterion.better or Better.HIGHER,
            decimals=_decimals_of(promise),
            definition=criterion.kpi_definition,
            evidence_asked=criterion.kpi_evidence[:200],
            tolerance_pct=DEFAULT_TOLERANCE_PCT,
            promise=promise,
            ambition=criterion.ambition,
            first_period=first,
            order=number,
        )
