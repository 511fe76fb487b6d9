"""Makers of what stage 12 holds: an award that is final, and a running contract with KPIs, without the evaluation."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from contracts.domain.periods import Quarter, between, parse
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract, Kpi, KpiTarget, Measurement
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import CriterionKind
from criteria.models import AwardDecision, AwardModel, Bid, Computation, Criterion, OpenedPrice, Promise
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, Organisation, User
from procurement.core import clock
from tenders.domain.vocabulary import RequirementKind
from tenders.models import Lot, Requirement, Tender
from tests.factories.accounts import make_company, make_contact, make_organisation, make_user
from tests.factories.criteria_bids import OPENING_AT, make_bid, make_evaluation
from tests.factories.criteria_model import make_criterion, make_model
from tests.factories.tenders import make_tender

STARTS_ON = date(2024, 1, 1)
ENDS_ON = date(2026, 12, 31)
CLAUSE = "Elk jaar bezien partijen de KPI's; een belofte gaat niet omlaag."
_serial = count(1)


def make_award(
    lot: Lot, *, company: Company | None = None, state: EvaluationState = EvaluationState.FINAL, price: str = "489000"
) -> Bid:
    """The winning bid of a lot whose award is in ``state``; without an award model a model of one criterion."""
    if not AwardModel.objects.filter(lot=lot).exists():
        make_promised_criterion(make_model(lot=lot))
    evaluation = make_evaluation(lot, state=state)
    bid = make_bid(lot, company=company)
    OpenedPrice.objects.create(bid=bid, price_eur=Decimal(price), opened_at=OPENING_AT, confirmed_at=OPENING_AT)
    person = lot.tender.created_by
    computation = Computation.objects.create(
        evaluation=evaluation,
        case={},
        result={},
        case_format="award-case/1",
        result_sha256="0" * 64,
        computed_by=person,
        computed_at=OPENING_AT,
    )
    AwardDecision.objects.create(
        evaluation=evaluation,
        computation=computation,
        winner=bid,
        advice="De commissie adviseert te gunnen.",
        motivation="Beste prijs-kwaliteitverhouding.",
        decided_by=person,
        decided_at=OPENING_AT,
    )
    return bid


def make_promised_criterion(model: AwardModel, **fields: Any) -> Criterion:
    """A measured criterion, the share at delivery, with the KPI that measures it."""
    defaults: dict[str, Any] = {
        "code": "K5",
        "name": "Aandeel bij levering",
        "kind": CriterionKind.MEASURED,
        "unit": "% massa",
        "better": "higher",
        "knots": [["20", "0"], ["90", "1"]],
        "kpi_name": "Aandeel hergebruikt",
        "kpi_unit": "% massa",
    }
    return make_criterion(model=model, **defaults | fields)


def make_growth_criterion(model: AwardModel, **fields: Any) -> Criterion:
    """A measured criterion on the contract year, measured by the same KPI as the share."""
    defaults = {"code": "K3", "name": "Groeipad", "unit": "contractjaar", "better": "lower", "is_growth": True}
    return make_promised_criterion(model, **defaults | fields)


def make_promise(bid: Bid, criterion: Criterion, value: str = "72") -> Promise:
    """A promise of the bid on a criterion."""
    return Promise.objects.create(bid=bid, criterion=criterion, value=Decimal(value), source="Plan, pagina 3")


def make_condition(tender: Tender, **fields: Any) -> Requirement:
    """An execution condition on which a KPI can rest."""
    number = next(_serial)
    defaults: dict[str, Any] = {
        "code": f"E{number}",
        "kind": RequirementKind.EXECUTION,
        "formulation": "functional",
        "text": "U rapporteert elk kwartaal.",
        "proof_moment": "delivery",
    }
    return Requirement.objects.create(tender=tender, **defaults | fields)


def make_contract(
    *,
    organisation: Organisation | None = None,
    company: Company | None = None,
    tender: Tender | None = None,
    manager: User | None = None,
    **fields: Any,
) -> Contract:
    """A running contract of 2024-2026, without KPIs; its award is final."""
    organisation = organisation or (tender.organisation if tender else make_organisation())
    tender = tender or make_tender(organisation=organisation)
    lot = Lot.objects.get(tender=tender)
    bid = make_award(lot, company=company or make_company(organisation=organisation))
    defaults: dict[str, Any] = {
        "reference": f"C-{next(_serial)}",
        "title": tender.title,
        "state": ContractState.RUNNING,
        "manager": manager,
        "starts_on": STARTS_ON,
        "ends_on": ENDS_ON,
        "ends_on_latest": ENDS_ON,
        "value_eur": Decimal(489000),
        "recalibration_clause": CLAUSE,
        "created_at": clock.now(),
    }
    return Contract.objects.create(
        organisation=organisation, lot=lot, bid=bid, company=bid.company, **defaults | fields
    )


def make_manager(contract: Contract) -> User:
    """The contract manager of the authority of the contract."""
    user = make_user(organisation=contract.organisation, role=Role.CONTRACT_MANAGER)
    contract.manager = user
    contract.save(update_fields=["manager"])
    return user


def make_contractor(contract: Contract) -> User:
    """A person who speaks for the contractor."""
    return make_contact(company=contract.company)


def make_kpi(
    contract: Contract,
    *,
    targets: Mapping[str, str] | str | None = "72",
    measured: Mapping[str, str] | None = None,
    **fields: Any,
) -> Kpi:
    """A KPI that rests on a condition, more is better, amber up to 5%.

    targets: one value for every quarter of the contract, or by quarter; measured: values by quarter.
    """
    number = Kpi.objects.filter(contract=contract).count() + 1
    defaults: dict[str, Any] = {
        "code": f"KPI{number:02d}",
        "name": f"Indicator {number}",
        "unit": "%",
        "better": "higher",
        "definition": "Aantal gedeeld door aantal.",
        "tolerance_pct": Decimal(5),
        "first_period": "2024Q1",
        "order": number,
    }
    if "promise" not in fields and "requirement" not in fields:
        defaults["requirement"] = make_condition(contract.lot.tender)
    kpi = Kpi.objects.create(contract=contract, **defaults | fields)
    if isinstance(targets, str):
        targets = {str(quarter): targets for quarter in between(Quarter(2024, 1), Quarter(2026, 4))}
    for period, value in (targets or {}).items():
        KpiTarget.objects.create(kpi=kpi, period=period, value=Decimal(value))
    for period, value in (measured or {}).items():
        make_measurement(kpi, period, value)
    return kpi


def make_measurement(kpi: Kpi, period: str, value: str, **fields: Any) -> Measurement:
    """A measurement on the last day of its quarter."""
    day = parse(period).last_day
    defaults: dict[str, Any] = {"measured_on": day, "source": "Register", "recorded_at": clock.now()}
    if "recorded_by" not in fields:
        defaults["recorded_by"] = make_user()
    return Measurement.objects.create(kpi=kpi, period=period, value=Decimal(value), **defaults | fields)
