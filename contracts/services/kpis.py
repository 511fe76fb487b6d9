"""KPIs of a contract and the targets that were agreed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.domain.periods import Quarter, between, parse, quarter_of
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract, Kpi, KpiTarget
from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.codes import taken_code
from procurement.core.models import SignedAct


class KpiRefusedError(ValueError):
    """The KPI or its targets are refused.

    code: "running" (only a recalibration changes it now), "no_source" (neither promise nor execution condition),
    "code_taken" (by a KPI whose number is in the params; capitals make no difference), "outside" (a target outside the
    duration of the contract).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def add_kpi(contract_id: int, *, actor: User, **values: Any) -> Kpi:
    """Add a KPI to a contract in preparation and return it.

    Raises:
        KpiRefusedError: "running", "no_source" or "code_taken".
    """
    contract = _preparing(contract_id)
    if not values.get("promise") and not values.get("requirement"):
        raise KpiRefusedError("no_source")
    requirement = values.get("requirement")
    values.setdefault("ambition", requirement.ambition if requirement else None)
    kpi = Kpi(contract=contract, **values)
    _check_code(kpi)
    kpi.save()
    audit.record("kpi.added", actor=actor, target=kpi, contract=contract.pk, code=kpi.code)
    return kpi


@transaction.atomic
def change_kpi(kpi_id: int, *, actor: User, **values: Any) -> Kpi:
    """Store fields of a KPI while the contract is prepared, and return it.

    Raises:
        KpiRefusedError: "running" or "code_taken".
    """
    kpi = Kpi.objects.get(pk=kpi_id)
    _preparing(kpi.contract_id)
    changed = sorted(name for name, value in values.items() if getattr(kpi, name) != value)
    for name in changed:
        setattr(kpi, name, values[name])
    if changed:
        _check_code(kpi)
        kpi.save()
        audit.record("kpi.changed", actor=actor, target=kpi, fields=changed)
    return kpi


@transaction.atomic
def set_targets(kpi_id: int, targets: Mapping[Quarter, Decimal], *, actor: User) -> list[KpiTarget]:
    """Replace the targets of a KPI while the contract is prepared; returns them in order of time.

    Raises:
        KpiRefusedError: "running" or "outside".
    """
    kpi = Kpi.objects.get(pk=kpi_id)
    contract = _preparing(kpi.contract_id)
    allowed = set(quarters_of(contract))
    outside = sorted(str(quarter) for quarter in targets if quarter not in allowed)
    if outside:
        raise KpiRefusedError("outside", quarters=", ".join(outside))
    kpi.targets.all().delete()
    made = [KpiTarget.objects.create(kpi=kpi, period=str(q), value=targets[q]) for q in sorted(targets)]
    audit.record("kpi.targets_set", actor=actor, target=kpi, targets={str(q): str(v) for q, v in targets.items()})
    return made


def new_version(kpi: Kpi, quarter: Quarter, value: Decimal, *, reason: str, act: SignedAct) -> KpiTarget:
    """Store a new version of the target of a quarter, agreed in a signed act; the old one stays beside it."""
    old = kpi.targets.filter(period=str(quarter), is_current=True).first()
    if old:
        old.is_current = False
        old.save(update_fields=["is_current"])
    version = old.version + 1 if old else 1
    return KpiTarget.objects.create(kpi=kpi, period=str(quarter), value=value, version=version, reason=reason, act=act)


def quarters_of(contract: Contract) -> list[Quarter]:
    """Return all quarters of the contract, options included."""
    if not contract.starts_on or not contract.ends_on_latest:
        return []
    return list(between(quarter_of(contract.starts_on), quarter_of(contract.ends_on_latest)))


def is_active_in(kpi: Kpi, quarter: Quarter) -> bool:
    """Whether the KPI counts in this quarter."""
    return parse(kpi.first_period) <= quarter and (not kpi.last_period or quarter <= parse(kpi.last_period))


def _preparing(contract_id: int) -> Contract:
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if contract.state != ContractState.PREPARING:
        raise KpiRefusedError("running")
    return contract


def _check_code(kpi: Kpi) -> None:
    """The contract's row is locked, so nobody takes the code between this and the saving."""
    others = Kpi.objects.filter(contract_id=kpi.contract_id).exclude(pk=kpi.pk)
    if taken := taken_code(kpi.code, others.values_list("code", flat=True)):
        raise KpiRefusedError("code_taken", number=taken)
